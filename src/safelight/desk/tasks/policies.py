"""Does the state of a task, or of the case, allow it?"""

from datetime import date

from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import is_member
from safelight.desk.people.models import Person
from safelight.desk.rules import NotAllowed, question
from safelight.desk.tasks.models import Task, TaskState


def check_can_own_task(person: Person, case: Case) -> None:
    """Somebody who is on the case and can sign in."""
    if not person.is_active or not is_member(person, case):
        message = f"{person.name} is not on this case, so they cannot see the task. Put them on the case first."
        raise NotAllowed(message)


def check_is_open(task: Task) -> None:
    """It is still to do."""
    if not task.is_open:
        message = "This task was closed while you had the page open. Nothing was changed. Read what came of it."
        raise NotAllowed(message)


def check_day_is_to_come(due: date | None) -> None:
    """A task is due today or later, or on no day."""
    if due is not None and due < timezone.localdate():
        message = "The day the task is due has gone by. Give today or a later day, or none."
        raise NotAllowed(message)


def check_nobody_raised_it(case: Case, about: str) -> None:
    """One open task about a thing is enough."""
    if about and case.tasks.filter(about=about, state=TaskState.OPEN).exists():
        message = "There is an open task about this already. Nothing was added."
        raise NotAllowed(message)


can_own_task = question(check_can_own_task)
is_open = question(check_is_open)
day_is_to_come = question(check_day_is_to_come)
nobody_raised_it = question(check_nobody_raised_it)
