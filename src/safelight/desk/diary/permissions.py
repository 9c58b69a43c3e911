"""May this person read the diary of a case, write in it, and give the screen to the person whose diary it is?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_hand_in, check_may_see_case
from safelight.desk.people.models import Person
from safelight.desk.rules import question


def check_may_see_diary(person: Person, case: Case) -> None:
    """Everybody on the case."""
    check_may_see_case(person, case)


def check_may_write(person: Person, case: Case) -> None:
    """Everybody who may hand in an exhibit: an entry is one."""
    check_may_hand_in(person, case)


def check_may_share_screen(person: Person, case: Case) -> None:
    """Whoever may write may let the person write."""
    check_may_write(person, case)


may_see_diary = question(check_may_see_diary)
may_write = question(check_may_write)
may_share_screen = question(check_may_share_screen)
