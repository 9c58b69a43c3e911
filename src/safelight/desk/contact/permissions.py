"""May this person see, or change, how the victim can be contacted safely?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person
from safelight.desk.rules import question


def check_may_see_contact(person: Person, case: Case) -> None:
    """Everybody on the case: anybody of them could pick up the phone."""
    check_may_see_case(person, case)


def check_may_change_contact(person: Person, case: Case) -> None:
    """Everybody on the case: whoever hears that a phone is watched must be able to write it down at once."""
    check_may_see_case(person, case)


may_see_contact = question(check_may_see_contact)
may_change_contact = question(check_may_change_contact)
