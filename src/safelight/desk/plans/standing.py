"""What stands about a plan, from everything people ever did about it: the newest of its sort."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from safelight.desk.cases.models import Case
from safelight.desk.people.models import Person
from safelight.desk.plans.models import Deed, PlanEntry

Key = tuple[str, str]
"""A measure, and the thing it is for (empty where it is for none)."""

_OUTCOMES = {Deed.DONE, Deed.NOTHING_FOUND, Deed.OPENED_AGAIN}
_DECISIONS = {Deed.AGREED, Deed.LATER, Deed.DECLINED}
_KEPT = {Deed.SAFE, Deed.SAFE_DECLINED}


@dataclass
class TaskStanding:
    """Who has a measure to do, until when, and what became of it; ``history`` is oldest first."""

    owner: Person | None = None
    due: date | None = None
    outcome: PlanEntry | None = None
    """That its check was made, or made and nothing found."""
    decision: PlanEntry | None = None
    """What the victim decided about it."""
    history: list[PlanEntry] = field(default_factory=list)

    @property
    def owner_id(self) -> int | None:
        """The key of whoever has it to do."""
        return self.owner.pk if self.owner else None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.outcome is not None or self.is_declined

    @property
    def is_declined(self) -> bool:
        """Whether the victim does not want it."""
        return self.decision is not None and self.decision.deed == Deed.DECLINED

    def is_late(self, today: date) -> bool:
        """Whether its day has passed and nobody has done it."""
        return not self.is_over and self.due is not None and self.due < today


@dataclass
class Standing:
    """Everything that stands."""

    lead: Person | None = None
    drafter: Person | None = None
    danger: PlanEntry | None = None
    window: PlanEntry | None = None
    purpose: PlanEntry | None = None
    tasks: dict[Key, TaskStanding] = field(default_factory=dict)
    kept: dict[Key, PlanEntry] = field(default_factory=dict)
    """By material and thing: that it is sealed, or that the victim declined to keep it."""
    entries: list[PlanEntry] = field(default_factory=list)

    def task(self, measure: str, thing: str) -> TaskStanding:
        """What stands about a measure for a thing; nothing yet where nobody did anything."""
        return self.tasks.get((measure, thing)) or TaskStanding()


def standing_of(case: Case) -> Standing:
    """What stands in this case now."""
    return fold(case.plan_entries.select_related("person", "by", "exhibit"))


def fold(entries: Iterable[PlanEntry]) -> Standing:
    """What stands after these entries, oldest first."""
    standing = Standing()
    for entry in entries:
        standing.entries.append(entry)
        if entry.deed in _KEPT:
            standing.kept[entry.material, entry.thing] = entry
        elif entry.measure:
            _about_measure(standing.tasks.setdefault((entry.measure, entry.thing), TaskStanding()), entry)
        else:
            _about_plan(standing, entry)
    return standing


def _about_measure(task: TaskStanding, entry: PlanEntry) -> None:
    task.history.append(entry)
    if entry.deed == Deed.GIVEN:
        task.owner, task.due = entry.person, entry.due
    elif entry.deed in _OUTCOMES:
        task.outcome = None if entry.deed == Deed.OPENED_AGAIN else entry
    elif entry.deed in _DECISIONS:
        task.decision = entry


def _about_plan(standing: Standing, entry: PlanEntry) -> None:
    if entry.deed in _OF_PLAN:
        setattr(standing, *_OF_PLAN[Deed(entry.deed)](entry))


_OF_PLAN: dict[Deed, Callable[[PlanEntry], tuple[str, Person | PlanEntry | None]]] = {
    Deed.LED: lambda entry: ("lead", entry.person),
    Deed.ALLOCATED: lambda entry: ("drafter", entry.person),
    Deed.DANGER: lambda entry: ("danger", entry),
    Deed.DANGER_OVER: lambda _entry: ("danger", None),
    Deed.WINDOW: lambda entry: ("window", entry),
    Deed.PURPOSE: lambda entry: ("purpose", entry),
}
