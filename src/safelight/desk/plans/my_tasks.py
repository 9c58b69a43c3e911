"""Measures of a plan that were given to somebody and are still to do: by their titles, without the names of things."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from safelight.desk.cases.models import Case
from safelight.desk.people.models import Person
from safelight.desk.plans.engine import measure_of
from safelight.desk.plans.shown import HOUSEHOLD
from safelight.desk.plans.standing import fold


@dataclass(frozen=True)
class GivenMeasure:
    """One measure given to somebody; ``of_several`` things it is for. It is over when its check is on record."""

    measure: str
    thing_slug: str
    title: str
    owner: Person
    due: date | None
    of_several: int


def given_measures(case: Case) -> Iterator[GivenMeasure]:
    """The open ones, each measure once for whoever has it, by the earliest of its days."""
    found: dict[tuple[str, int], list[tuple[str, date | None, Person]]] = {}
    for (measure, thing), task in fold(case.plan_entries.all()).tasks.items():
        if task.owner is not None and not task.is_over:
            found.setdefault((measure, task.owner.pk), []).append((thing, task.due, task.owner))
    for (measure, _owner), each in found.items():
        thing, due, owner = min(each, key=lambda one: (one[1] is None, one[1] or date.max))
        known = measure_of(measure)
        yield GivenMeasure(
            measure=measure,
            thing_slug=thing or HOUSEHOLD,
            title=known.title if known else measure,
            owner=owner,
            due=due,
            of_several=len(each),
        )
