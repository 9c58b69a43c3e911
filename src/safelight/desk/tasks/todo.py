"""One list of what is to do: tasks on a case and measures of its plan, whoever made them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case
from safelight.desk.people.models import Person
from safelight.desk.plans.my_tasks import given_measures
from safelight.desk.tasks.models import Task
from safelight.desk.tasks.shown import ShownTask, shown_tasks
from safelight.evidence.audit import AuditEvent


class Soon(IntEnum):
    """When something is due, seen from today."""

    LATE = 0
    TODAY = 1
    THIS_WEEK = 2
    LATER = 3
    NO_DAY = 4


SOON: dict[Soon, Promise] = {
    Soon.LATE: _("Late"),
    Soon.TODAY: _("Today"),
    Soon.THIS_WEEK: _("This week"),
    Soon.LATER: _("Later"),
    Soon.NO_DAY: _("No day is set"),
}
TAGS = {Soon.LATE: "govuk-tag--red", Soon.TODAY: "govuk-tag--orange"}
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Todo:
    """One thing to do. ``place`` is that of its case in the order of work: nought waits least."""

    case: Case
    title: str
    address: str
    owner: Person
    due: date | None
    soon: Soon
    is_measure: bool
    place: int = 0

    @property
    def when(self) -> Promise:
        """When it is due, in words."""
        return SOON[self.soon]

    @property
    def tag(self) -> str:
        """How that looks; empty where it is not pressing."""
        return TAGS.get(self.soon, "")


def soon(due: date | None, today: date) -> Soon:
    """How soon a day is."""
    if due is None:
        return Soon.NO_DAY
    if due < today:
        return Soon.LATE
    if due == today:
        return Soon.TODAY
    return Soon.THIS_WEEK if due <= today + A_WEEK else Soon.LATER


def measures_to_do(case: Case, *, today: date, place: int = 0) -> Iterator[Todo]:
    """The measures of the plan that somebody has and whose check is not on record."""
    for one in given_measures(case):
        yield Todo(
            case=case,
            title=f"{one.title} ({one.of_several})" if one.of_several > 1 else one.title,
            address=reverse("plans:task", args=[case.reference, one.measure, one.thing_slug]),
            owner=one.owner,
            due=one.due,
            soon=soon(one.due, today),
            is_measure=True,
            place=place,
        )


def tasks_to_do(
    case: Case, tasks: Iterable[Task], *, today: date, audit: AuditEvent, place: int = 0
) -> Iterator[Todo]:
    """The open tasks among these, with their words: one look."""
    yield from of_tasks(case, shown_tasks(case, tasks, today=today, audit=audit), today=today, place=place)


def of_tasks(case: Case, every: Iterable[ShownTask], *, today: date, place: int = 0) -> Iterator[Todo]:
    """Those still to do, of tasks whose words are open already."""
    for shown in every:
        if not shown.task.is_open:
            continue
        yield Todo(
            case=case,
            title=shown.words.what,
            address=reverse("tasks:one", args=[case.reference, shown.task.number]),
            owner=shown.task.owner,
            due=shown.task.due,
            soon=soon(shown.task.due, today),
            is_measure=False,
            place=place,
        )


def in_order(todos: Iterable[Todo]) -> Sequence[Todo]:
    """What is due first; of what is as soon, the case with most harm first, then by the day."""
    return sorted(todos, key=lambda one: (one.soon, one.place, one.due or date.max, one.title))
