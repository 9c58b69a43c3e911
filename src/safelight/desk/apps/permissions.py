"""Who may hold a list of apps against indicators?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.footprint.permissions import check_may_answer
from safelight.desk.people.models import Person
from safelight.desk.rules import question


def check_may_check_apps(person: Person, case: Case) -> None:
    """Everybody on the case."""
    check_may_see_case(person, case)


may_check_apps = question(check_may_check_apps)


def check_may_answer_about_apps(person: Person, case: Case) -> None:
    """Those who talk with the victim, as for every answer about devices."""
    check_may_answer(person, case)


may_answer_about_apps = question(check_may_answer_about_apps)
