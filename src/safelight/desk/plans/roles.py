"""Who does what in a plan, by the roles people sign in with."""

from collections.abc import Iterable

from safelight.desk.cases.models import Case
from safelight.desk.people.models import Person
from safelight.desk.people.models import Role as DeskRole
from safelight.knowledge.measures import Role

OF_DESK = {
    DeskRole.IDVA: Role.ADVISOR,
    DeskRole.DMI: Role.INVESTIGATOR,
    DeskRole.OFFICER: Role.OFFICER,
    DeskRole.SUPERVISOR: Role.OFFICER,
}


def plan_role(role: str) -> Role:
    """The role in a plan of somebody who signs in with this one."""
    return OF_DESK.get(DeskRole(role), Role.OFFICER)


def on_the_case(case: Case) -> Iterable[Person]:
    """The people who can be given something to do."""
    return Person.objects.filter(cases=case)
