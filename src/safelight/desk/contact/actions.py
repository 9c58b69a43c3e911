"""Writing down how the victim can be contacted. The sealed words, the version and the entry are one step."""

from django.db import transaction

from safelight.desk.cases.models import Case
from safelight.desk.contact.models import ContactVersion
from safelight.desk.contact.permissions import check_may_change_contact
from safelight.desk.contact.policies import check_nobody_was_quicker
from safelight.desk.contact.rules import ContactRules
from safelight.desk.looks import event_of
from safelight.desk.people.models import Person
from safelight.desk.sealed_words import seal_words
from safelight.evidence.audit import Act

ELSEWHERE = "There are rules for this, point by point. Read them under “Risk” before anybody makes contact."


@transaction.atomic
def change_contact(case: Case, by: Person, rules: ContactRules, *, seen: int) -> ContactVersion:
    """Keep the rules as a new version, which is told to everybody on the case. Older versions stay.

    ``seen`` is the number of the version the person had before them, 0 for none; raises ``NotAllowed``.
    """
    check_may_change_contact(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    newest = newest_version(case)
    check_nobody_was_quicker(seen, newest.number if newest else 0)
    before = newest or _seal_opening_words(case, by)
    number = before.number + 1
    sealed = seal_words(case, rules, audit=event_of(by, Act.CONTACT_CHANGED, case=case.key, version=number))
    return ContactVersion.objects.create(case=case, number=number, rules_sha256=sealed, by=by)


def _seal_opening_words(case: Case, by: Person) -> ContactVersion:
    """What was told when the case was opened becomes the first version, and leaves its row for the vault.

    Whatever still shows the row says where the rules are: an old rule must never be taken for the one that stands.
    """
    event = event_of(by, Act.CONTACT_CHANGED, case=case.key, version=1, what="opening")
    sealed = seal_words(case, ContactRules(told=case.safe_contact), audit=event)
    case.safe_contact = ELSEWHERE
    case.save(update_fields=("safe_contact",))
    return ContactVersion.objects.create(
        case=case, number=1, rules_sha256=sealed, by=case.owner, at=case.opened_at
    )


def newest_version(case: Case) -> ContactVersion | None:
    """The version that stands, or nothing where only the words from opening the case are known."""
    return case.contact_versions.select_related("by").first()
