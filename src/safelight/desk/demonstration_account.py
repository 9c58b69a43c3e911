"""Puts what the victim of the worked example told her advisor onto the case of the demonstration."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safelight.desk.cases.models import Case
    from safelight.desk.people.models import Person


def tell(case: "Case", advisor: "Person") -> None:
    """Safe contact point by point, answers about risk in part, and a few entries in the diary."""
    import msgspec

    from safelight.desk.contact.actions import change_contact
    from safelight.desk.contact.rules import ContactRules
    from safelight.desk.diary.actions import write
    from safelight.desk.risk.actions import answer
    from safelight.desk.risk.sheet import Sheet
    from safelight.example.account import own_account

    account = own_account()
    change_contact(case, advisor, msgspec.convert(account.contact, ContactRules), seen=0)
    answer(case, advisor, Sheet(pack=""), account.answers, seen=0)
    for entry in account.diary:
        write(case, advisor, entry, is_own=False)
