"""What somebody has to do, over all their cases, as My work shows it."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest
from django.utils import timezone

from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.tasks.models import Task, TaskState
from safelight.desk.tasks.todo import Todo, in_order, measures_to_do, tasks_to_do
from safelight.desk.work.queue import Waiting
from safelight.evidence.audit import Act

SHOWN_AT_ONCE = 8


def todos_of(request: HttpRequest, person: Person, queue: Sequence[Waiting]) -> Sequence[Todo]:
    """Their tasks and measures in the cases of their queue. A case whose tasks' words are opened is looked at."""
    return in_order(_every(request, person, queue))


def _every(request: HttpRequest, person: Person, queue: Sequence[Waiting]) -> Iterator[Todo]:
    today = timezone.localdate()
    tasks: dict[int, list[Task]] = {}
    open_ones = Task.objects.filter(owner=person, state=TaskState.OPEN, case__in=[one.case.pk for one in queue])
    for task in open_ones.select_related("owner"):
        tasks.setdefault(task.case_id, []).append(task)
    for place, waiting in enumerate(queue):
        case = waiting.case
        measures = measures_to_do(case, today=today, place=place)
        yield from (one for one in measures if one.owner.pk == person.pk)
        if mine := tasks.get(case.pk):
            audit = look(request, Act.LOOKED_AT_TASKS, case=case.key)
            yield from tasks_to_do(case, mine, today=today, audit=audit, place=place)
