"""Who may ask about risk, grade it, and decide about a conference of agencies."""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question

_ASSESS = {Role.OFFICER, Role.IDVA, Role.SUPERVISOR}


def check_may_see_risk(person: Person, case: Case) -> None:
    """Everybody on the case: their own safety may hang on it."""
    check_may_see_case(person, case)


def check_may_record_event(person: Person, case: Case) -> None:
    """Everybody on the case: whoever hears of it first writes it down."""
    check_may_see_case(person, case)


def check_may_answer(person: Person, case: Case) -> None:
    """Officers, independent advisors and supervisors on the case ask the person and write down what they say."""
    _check_role(person, case, "Risk is asked about")


def check_may_grade(person: Person, case: Case) -> None:
    """The same people judge it; so do they record the outcome of an instrument."""
    _check_role(person, case, "Risk is graded")


def check_may_decide_conference(person: Person, case: Case) -> None:
    """The same people decide whether agencies meet."""
    _check_role(person, case, "A conference of agencies is decided about")


def _check_role(person: Person, case: Case, what: str) -> None:
    check_may_see_case(person, case)
    if person.role not in _ASSESS:
        message = (
            f"{what} by the officers, independent advisors and supervisors on the case. Tell one of them what you "
            "know; if something happened, write it down as an event."
        )
        raise NotAllowed(message)


may_see_risk = question(check_may_see_risk)
may_record_event = question(check_may_record_event)
may_answer = question(check_may_answer)
may_grade = question(check_may_grade)
may_decide_conference = question(check_may_decide_conference)
