"""May this person decide about findings?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question

_DECIDE = {Role.OFFICER, Role.DMI, Role.SUPERVISOR}


def check_may_decide(person: Person, case: Case) -> None:
    """Officers, digital media investigators and supervisors on the case decide about findings."""
    check_may_see_case(person, case)
    if person.role not in _DECIDE:
        message = (
            "Findings are decided by the officers, digital media investigators and supervisors on the case. "
            "Tell one of them what you know."
        )
        raise NotAllowed(message)


may_decide = question(check_may_decide)
