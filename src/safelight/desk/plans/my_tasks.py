"""Somebody's own open tasks, for My work: by the measures' titles, without the names of things."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.people.models import Person
from safelight.desk.plans.engine import measure_of
from safelight.desk.plans.shown import HOUSEHOLD
from safelight.desk.plans.standing import fold


@dataclass(frozen=True)
class MyTask:
    """One measure given to somebody; ``of_several`` things it is for."""

    measure: str
    thing_slug: str
    title: str
    due: date | None
    of_several: int

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < timezone.localdate()


def tasks_of(case: Case, person: Person) -> list[MyTask]:
    """The open ones, each measure once, the earliest day first."""
    found: dict[str, MyTask] = {}
    standing = fold(case.plan_entries.all())
    mine = [(key, task) for key, task in standing.tasks.items() if task.owner_id == person.pk and not task.is_over]
    counts = Counter(measure for (measure, _thing), _task in mine)
    for (measure, thing), task in mine:
        known = measure_of(measure)
        found.setdefault(
            measure,
            MyTask(
                measure=measure,
                thing_slug=thing or HOUSEHOLD,
                title=known.title if known else measure,
                due=task.due,
                of_several=counts[measure],
            ),
        )
    return sorted(found.values(), key=lambda one: (one.due is None, one.due or date.max))
