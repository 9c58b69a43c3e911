"""Who may see the board, move a case and take it up: one table for every role, on the case and off it."""

import pytest

from safelight.desk.board import permissions
from safelight.desk.cases.tests.test_permissions import a_case, a_person
from safelight.desk.people.models import Role

pytestmark = pytest.mark.django_db

WORKS = {"may_take_up"}
TABLE = [
    (Role.OFFICER, True, WORKS),
    (Role.DMI, True, WORKS),
    (Role.IDVA, True, WORKS),
    (Role.SUPERVISOR, True, {*WORKS, "may_move"}),
    (Role.OVERSEER, True, set()),
    *((role, False, set()) for role in Role),
]
QUESTIONS = ["may_move", "may_take_up"]


@pytest.mark.parametrize(("role", "on_case", "allowed"), TABLE)
@pytest.mark.parametrize("question", QUESTIONS)
def test_role_and_membership_decide(role, on_case, allowed, question):
    person = a_person(role)
    case = a_case(person, on_case=on_case, owns=False)
    assert getattr(permissions, question)(person, case) is (question in allowed)


@pytest.mark.parametrize("role", Role)
def test_the_board_is_for_supervisors(role):
    assert permissions.may_see_board(a_person(role)) is (role == Role.SUPERVISOR)
    assert permissions.may_see_board(a_person(role, "left", is_active=False)) is False


def test_every_question_stands_in_the_table():
    about_a_case = {name for name in dir(permissions) if name.startswith("may_")}
    assert about_a_case - {"may_see_board", "may_see_case"} == set(QUESTIONS)
