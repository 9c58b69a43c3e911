"""The place of a report in the queue, beside the cases."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from safelight.desk.board.place import hours, now, target_of
from safelight.desk.reports.models import Report
from safelight.triage.level import Level
from safelight.triage.order import risen_rank
from safelight.triage.priority import Priority
from safelight.triage.report_questions import said_of, weigh_report

_BY_RANK = sorted(Level, key=lambda one: one.rank)
_WAITING = "waiting"


@dataclass(frozen=True)
class ReportPlace:
    """Where a report stands. It offers what the place of a case does, so that lists show both alike."""

    report: Report
    taken: None = None
    move: None = None

    @cached_property
    def priority(self) -> Priority:
        """As its answers weigh."""
        return weigh_report(self.report.told, waiting=self.report.waiting)

    @property
    def level(self) -> Level:
        """Its level."""
        return self.priority.level

    @property
    def reason(self) -> str:
        """The gravest answer in words."""
        return said_of(self.report.told)[0]

    @property
    def said(self) -> tuple[str, ...]:
        """All answers that weigh, in words."""
        return said_of(self.report.told)

    @cached_property
    def due_at(self) -> datetime:
        """When somebody must have decided about it."""
        return self.report.came_at + target_of(self.level)

    @property
    def is_late(self) -> bool:
        """Past its target."""
        return timezone.now() > self.due_at

    @property
    def counts_as(self) -> Level:
        """The level it is ordered as: past its target it rises."""
        return _BY_RANK[risen_rank(self, now())]

    @property
    def rank(self) -> int:
        """For the order: the rank of the level."""
        return self.level.rank

    @cached_property
    def points(self) -> float:
        """For the order: points without those for waiting."""
        return sum(term.points for term in self.priority.terms if term.name != _WAITING)

    @cached_property
    def came(self) -> float:
        """For the order: when it came, in hours."""
        return hours(self.report.came_at)

    @cached_property
    def due(self) -> float:
        """For the order: the target, in hours."""
        return hours(self.due_at)

    @cached_property
    def is_held(self) -> bool:
        """For the order: whether a floor holds it at its level."""
        return any(floor.level == self.level for floor in self.priority.floors)
