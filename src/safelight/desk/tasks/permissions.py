"""May this person raise tasks, and close them?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question
from safelight.desk.tasks.models import Task


def check_may_raise_task(person: Person, case: Case) -> None:
    """Everybody on the case may say what is to be done, and who does it."""
    check_may_see_case(person, case)


def check_may_change_task(person: Person, task: Task) -> None:
    """Whoever has it, whoever raised it, the owner of the case and its supervisors."""
    check_may_see_case(person, task.case)
    if person.pk not in {task.owner_id, task.raised_by_id, task.case.owner_id} and person.role != Role.SUPERVISOR:
        message = (
            f"This task is {task.owner.name}'s. They, whoever raised it, the owner of the case and supervisors "
            "on it can change or close it. Tell one of them what you know."
        )
        raise NotAllowed(message)


may_raise_task = question(check_may_raise_task)
may_change_task = question(check_may_change_task)
