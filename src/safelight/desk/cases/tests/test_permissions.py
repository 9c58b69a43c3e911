"""Who may do what on a case: one table for every role, on the case and off it."""

import pytest

from safelight.desk.cases import permissions
from safelight.desk.cases.models import Case, Harm, Membership
from safelight.desk.people.models import Person, Role

pytestmark = pytest.mark.django_db

ON_CASE = {"may_see_case", "may_change_context", "may_hand_in", "may_see_log"}
TABLE = [
    # role, on the case, owns it, what they may do to it
    (Role.OFFICER, False, False, set()),
    (Role.DMI, False, False, set()),
    (Role.IDVA, False, False, set()),
    (Role.SUPERVISOR, False, False, set()),
    (Role.OVERSEER, False, False, {"may_see_log"}),
    (Role.OFFICER, True, False, ON_CASE),
    (Role.DMI, True, False, ON_CASE),
    (Role.IDVA, True, False, ON_CASE),
    (Role.SUPERVISOR, True, False, {*ON_CASE, "may_choose_members"}),
    (Role.OVERSEER, True, False, {"may_see_log"}),
    (Role.OFFICER, True, True, {*ON_CASE, "may_choose_members"}),
    (Role.DMI, True, True, {*ON_CASE, "may_choose_members"}),
    (Role.IDVA, True, True, {*ON_CASE, "may_choose_members"}),
    (Role.SUPERVISOR, True, True, {*ON_CASE, "may_choose_members"}),
    (Role.OFFICER, False, True, set()),
    (Role.SUPERVISOR, False, True, set()),
]
QUESTIONS = ["may_see_case", "may_change_context", "may_hand_in", "may_choose_members", "may_see_log"]


def a_person(role: Role, username: str = "somebody", *, is_active: bool = True) -> Person:
    return Person.objects.create(username=username, name="Some Body", role=role, is_active=is_active)


def a_case(person: Person, *, on_case: bool, owns: bool) -> Case:
    owner = person if owns else a_person(Role.OFFICER, "owner")
    case = Case.objects.create(
        reference="SL-2026-0001", title="A", harm=Harm.STALKING, safe_contact="-", owner=owner
    )
    if on_case:
        Membership.objects.create(case=case, person=person, added_by=owner)
    return case


@pytest.mark.parametrize(("role", "on_case", "owns", "allowed"), TABLE)
@pytest.mark.parametrize("question", QUESTIONS)
def test_role_and_membership_decide(role, on_case, owns, allowed, question):
    person = a_person(role)
    case = a_case(person, on_case=on_case, owns=owns)
    assert getattr(permissions, question)(person, case) is (question in allowed)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("question", QUESTIONS)
def test_somebody_who_left_may_do_nothing(role, question):
    person = a_person(role, is_active=False)
    case = a_case(person, on_case=True, owns=True)
    assert getattr(permissions, question)(person, case) is False


@pytest.mark.parametrize("role", Role)
def test_everybody_but_overseers_opens_cases(role):
    assert permissions.may_open_case(a_person(role)) is (role != Role.OVERSEER)


def test_every_question_stands_in_the_table():
    about_a_case = {name for name in dir(permissions) if name.startswith("may_")} - {"may_open_case"}
    assert about_a_case == set(QUESTIONS)
