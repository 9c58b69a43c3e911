"""May this person say how an exhibit is read?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question

_SAY = {Role.OFFICER, Role.DMI, Role.SUPERVISOR}


def check_may_change_reading(person: Person, case: Case) -> None:
    """Officers, digital media investigators and supervisors on the case say how an exhibit is read."""
    check_may_see_case(person, case)
    if person.role not in _SAY:
        message = (
            "How an exhibit is read is for the officers, digital media investigators and supervisors on the case "
            "to say. Tell one of them what you know."
        )
        raise NotAllowed(message)


may_change_reading = question(check_may_change_reading)
