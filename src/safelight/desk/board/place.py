"""The place of a case in the queue: everything that ``triage.order`` asks for, and the words for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

from safelight.desk.board.models import Move, TakenUp, Weighing
from safelight.desk.cases.models import Case
from safelight.triage.level import Level
from safelight.triage.order import NEVER, risen_rank
from safelight.triage.priority import Priority
from safelight.triage.waiting_targets import waiting_targets

TOLD_FROM = ("weighings", "moves__by", "taken_up__by")
"""What a place is made from: fetched together for many cases at once."""
UNWEIGHED = Level.MEDIUM
"""What nobody has weighed yet may be anything."""
_HOUR = 3600
_WAITING = "waiting"


@dataclass(frozen=True)
class Place:
    """Where a case stands. ``priority`` is ``None`` until something of it was examined."""

    case: Case
    priority: Priority | None
    weighing: Weighing | None
    move: Move | None
    taken: TakenUp | None

    @cached_property
    def level(self) -> Level:
        """The level that counts: as moved by hand, but never below a floor, nor below what was found since."""
        if self.move is None:
            return self.weighed
        rises = self.weighed if self.weighed.rank > Level(self.move.weighed).rank else Level.NONE
        return max(Level(self.move.level), self.floor, rises, key=lambda one: one.rank)

    @property
    def weighed(self) -> Level:
        """The level by weighing alone."""
        return self.priority.level if self.priority else UNWEIGHED

    @property
    def floor(self) -> Level:
        """The level no score and no hand can undercut."""
        floors = self.priority.floors if self.priority else ()
        return max((floor.level for floor in floors), key=lambda one: one.rank, default=Level.NONE)

    @property
    def is_moved(self) -> bool:
        """Whether a move by hand changes anything."""
        return self.move is not None and self.level != self.weighed

    @cached_property
    def due_at(self) -> datetime:
        """When somebody must take it up. A move by hand has its own target, from the moment it was made."""
        weighed = self.weighing.due_at if self.weighing else self.case.opened_at + target_of(UNWEIGHED)
        if self.move is None or self.level == self.weighed:
            return weighed
        if self.level.rank < self.weighed.rank:
            return max(weighed, self.case.opened_at + target_of(self.level))
        return min(weighed, self.move.at + target_of(self.level))

    @property
    def is_late(self) -> bool:
        """Past its target, and nobody is on it."""
        return self.taken is None and timezone.now() > self.due_at

    @property
    def left(self) -> timedelta:
        """The time left until the target, or since it, as a length."""
        return abs(self.due_at - timezone.now())

    @property
    def counts_as(self) -> Level:
        """The level it is ordered as: past its target it rises."""
        return LEVELS[risen_rank(self, now())]

    @property
    def reason(self) -> str:
        """The first reason in words; empty where nothing was weighed."""
        return self.priority.reasons[0] if self.priority else ""

    @cached_property
    def rank(self) -> int:
        """For the order: the rank of the level."""
        return self.level.rank

    @cached_property
    def points(self) -> float:
        """For the order: points without those for waiting, which the order gives itself."""
        terms = self.priority.terms if self.priority else ()
        return sum(term.points for term in terms if term.name != _WAITING)

    @cached_property
    def came(self) -> float:
        """For the order: when the case was opened, in hours."""
        return hours(self.case.opened_at)

    @cached_property
    def due(self) -> float:
        """For the order: the target, in hours; never, where somebody is on it."""
        return NEVER if self.taken else hours(self.due_at)

    @cached_property
    def is_held(self) -> bool:
        """For the order: whether a floor holds it at its level."""
        return self.floor == self.level and self.floor is not Level.NONE


LEVELS = sorted(Level, key=lambda one: one.rank)


def place_of_case(case: Case, priority: Priority | None) -> Place:
    """The place of a case with the priority it has now."""
    weighings: list[Weighing] = list(case.weighings.all())
    place = Place(
        case=case,
        priority=priority,
        weighing=weighings[-1] if weighings else None,
        move=_newest(move for move in case.moves.all() if move.runs),
        taken=None,
    )
    on_it = (
        taken
        for taken in case.taken_up.all()
        if taken.dropped_at is None and Level(taken.level).rank >= place.level.rank
    )
    return Place(place.case, place.priority, place.weighing, place.move, _first(on_it))


def target_of(level: Level) -> timedelta:
    """How long a case of the level may wait."""
    return timedelta(hours=waiting_targets().hours[level])


def hours(at: datetime) -> float:
    """A moment as the order takes it."""
    return at.timestamp() / _HOUR


def now() -> float:
    """This moment as the order takes it."""
    return hours(timezone.now())


def _newest(moves: Iterable[Move]) -> Move | None:
    return max(moves, key=lambda one: (one.at, one.pk), default=None)


def _first(taken: Iterable[TakenUp]) -> TakenUp | None:
    return min(taken, key=lambda one: (one.at, one.pk), default=None)
