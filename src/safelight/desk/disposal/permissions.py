"""Who may decide how long a case is kept, hold it, propose to dispose of it, and approve that."""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question

_DECIDE = {Role.OFFICER, Role.DMI, Role.SUPERVISOR}


def check_may_review(person: Person, case: Case) -> None:
    """Officers, digital media investigators and supervisors on the case."""
    _check_role(person, case, "How long a case is kept is decided")


def check_may_hold(person: Person, case: Case) -> None:
    """Everybody on the case may say that it must be kept."""
    check_may_see_case(person, case)


def check_may_lift(person: Person, case: Case) -> None:
    """Supervisors on the case."""
    check_may_see_case(person, case)
    if person.role != Role.SUPERVISOR:
        message = "Only a supervisor on the case can say that a reason to keep it is over. Ask one."
        raise NotAllowed(message)


def check_may_propose(person: Person, case: Case) -> None:
    """Officers, digital media investigators and supervisors on the case."""
    _check_role(person, case, "Disposal is proposed")


def check_may_approve(person: Person, case: Case) -> None:
    """Supervisors on the case. That it is another person than who proposed it is a policy."""
    check_may_see_case(person, case)
    if person.role != Role.SUPERVISOR:
        message = "Only a supervisor on the case can approve or refuse its disposal. Ask one."
        raise NotAllowed(message)


def check_may_see_certificate(person: Person, case: Case) -> None:
    """People who were on the case, and overseers."""
    if person.is_active and person.role == Role.OVERSEER:
        return
    check_may_see_case(person, case)


def _check_role(person: Person, case: Case, what: str) -> None:
    check_may_see_case(person, case)
    if person.role not in _DECIDE:
        message = f"{what} by the officers, digital media investigators and supervisors on the case. Ask one."
        raise NotAllowed(message)


may_review = question(check_may_review)
may_hold = question(check_may_hold)
may_lift = question(check_may_lift)
may_propose = question(check_may_propose)
may_approve = question(check_may_approve)
may_see_certificate = question(check_may_see_certificate)
