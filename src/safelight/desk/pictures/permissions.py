"""May this person review a reading?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question

_REVIEW = {Role.OFFICER, Role.DMI, Role.SUPERVISOR}


def check_may_review(person: Person, case: Case) -> None:
    """Officers, digital media investigators and supervisors on the case confirm and correct readings."""
    check_may_see_case(person, case)
    if person.role not in _REVIEW:
        message = (
            "What a machine read off a picture is confirmed and corrected by the officers, digital media "
            "investigators and supervisors on the case. Tell one of them what you see."
        )
        raise NotAllowed(message)


may_review = question(check_may_review)
