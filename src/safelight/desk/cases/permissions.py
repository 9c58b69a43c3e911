"""May this person? Nobody may, unless a rule here says so."""

from safelight.desk.cases.models import Case, Membership
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question


def is_member(person: Person, case: Case) -> bool:
    """Whether somebody is on the case."""
    return Membership.objects.filter(case=case, person=person).exists()


def check_may_open_case(person: Person) -> None:
    """Everybody who works cases may open one."""
    if not person.is_active or person.role == Role.OVERSEER:
        message = "Overseers see who looked and why, and open no cases."
        raise NotAllowed(message)


def check_may_see_case(person: Person, case: Case) -> None:
    """Members see the case; for everybody else there is no such case."""
    if not person.is_active or person.role == Role.OVERSEER or not is_member(person, case):
        message = "Only people on the case can see it."
        raise NotAllowed(message)


def check_may_change_context(person: Person, case: Case) -> None:
    """Members write down what officers know."""
    check_may_see_case(person, case)


def check_may_hand_in(person: Person, case: Case) -> None:
    """Members hand in exhibits."""
    check_may_see_case(person, case)


def check_may_choose_members(person: Person, case: Case) -> None:
    """Supervisors on the case, and its owner, say who else is on it."""
    check_may_see_case(person, case)
    if person.role != Role.SUPERVISOR and case.owner_id != person.pk:
        message = "Only the owner of the case, or a supervisor on it, can change who is on it. Ask one of them."
        raise NotAllowed(message)


def check_may_see_log(person: Person, case: Case) -> None:
    """Members and overseers see who looked and who did what."""
    if person.is_active and person.role == Role.OVERSEER:
        return
    check_may_see_case(person, case)


may_open_case = question(check_may_open_case)
may_see_case = question(check_may_see_case)
may_change_context = question(check_may_change_context)
may_hand_in = question(check_may_hand_in)
may_choose_members = question(check_may_choose_members)
may_see_log = question(check_may_see_log)
