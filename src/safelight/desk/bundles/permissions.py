"""May this person make bundles and take them out?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question

_MAKE = {Role.OFFICER, Role.DMI, Role.SUPERVISOR}


def check_may_see_bundles(person: Person, case: Case) -> None:
    """Everybody on the case sees which bundles there are and who took them."""
    check_may_see_case(person, case)


def check_may_make_bundles(person: Person, case: Case) -> None:
    """Officers, digital media investigators and supervisors on the case choose, make and take bundles."""
    check_may_see_case(person, case)
    if person.role not in _MAKE:
        message = (
            "Bundles are made and handed over by the officers, digital media investigators and supervisors on the "
            "case. Tell one of them what is needed."
        )
        raise NotAllowed(message)


may_see_bundles = question(check_may_see_bundles)
may_make_bundles = question(check_may_make_bundles)
