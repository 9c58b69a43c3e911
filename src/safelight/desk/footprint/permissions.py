"""Who may see and fill in the footprint."""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question

_ASK = {Role.IDVA, Role.DMI, Role.OFFICER}


def check_may_see_footprint(person: Person, case: Case) -> None:
    """Everybody on the case."""
    check_may_see_case(person, case)


def check_may_answer(person: Person, case: Case) -> None:
    """Those who talk with the victim: the advisor, the digital media investigator and the officer."""
    check_may_see_case(person, case)
    if person.role not in _ASK:
        message = (
            "Answers are written down by those who talk with the victim: the advisor, the digital media "
            "investigator or the officer on the case. Ask one of them."
        )
        raise NotAllowed(message)


may_see_footprint = question(check_may_see_footprint)
may_answer = question(check_may_answer)
