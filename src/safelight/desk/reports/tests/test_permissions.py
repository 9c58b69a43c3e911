"""Who takes down a report, sees it and decides: one table for every role."""

import pytest

from safelight.desk.cases.tests.test_permissions import a_case, a_person
from safelight.desk.people.models import Role
from safelight.desk.reports import permissions
from safelight.desk.reports.models import Report

pytestmark = pytest.mark.django_db

TABLE = [
    # role, took it down, may see it and decide
    (Role.OFFICER, True, True),
    (Role.DMI, True, True),
    (Role.IDVA, True, True),
    (Role.SUPERVISOR, True, True),
    (Role.OVERSEER, True, False),
    (Role.OFFICER, False, False),
    (Role.DMI, False, False),
    (Role.IDVA, False, False),
    (Role.SUPERVISOR, False, True),
    (Role.OVERSEER, False, False),
]


@pytest.mark.parametrize(("role", "took", "allowed"), TABLE)
@pytest.mark.parametrize("question", ["may_see_report", "may_decide_report"])
def test_who_took_it_down_and_supervisors(role, took, allowed, question):
    person = a_person(role)
    report = Report.objects.create(kind="threats", taken_by=person if took else a_person(Role.OFFICER, "taker"))
    assert getattr(permissions, question)(person, report) is allowed


@pytest.mark.parametrize("role", Role)
def test_somebody_who_left_sees_none(role):
    person = a_person(role, is_active=False)
    assert not permissions.may_take_report(person)
    assert not permissions.may_see_report(person, Report.objects.create(kind="hate", taken_by=person))


@pytest.mark.parametrize("role", Role)
def test_everybody_but_overseers_takes_down_reports(role):
    assert permissions.may_take_report(a_person(role)) is (role != Role.OVERSEER)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("on_case", [True, False])
def test_supervisors_on_the_case_settle(role, on_case):
    person = a_person(role)
    case = a_case(person, on_case=on_case, owns=False)
    assert permissions.may_settle(person, case) is (role == Role.SUPERVISOR and on_case)
