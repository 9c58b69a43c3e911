"""The one order of everything that waits: My work, the board and the queue model all use it.

Moments are hours since any one zero, as floats: the model works through millions of them.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from safelight.triage.level import Level
from safelight.triage.waiting_targets import waiting_targets

NEVER = float("inf")
"""The due moment of what somebody has taken up: it has no target left to miss."""

Place = tuple[int, bool, float, float]


class Waits(Protocol):
    """What must be known of a case to give it its place."""

    @property
    def rank(self) -> int:
        """The rank of its level."""

    @property
    def points(self) -> float:
        """Its score."""

    @property
    def came(self) -> float:
        """When it came in."""

    @property
    def due(self) -> float:
        """When somebody must have taken it up, or ``NEVER``."""

    @property
    def is_held(self) -> bool:
        """Whether a floor holds it at its level."""


UNLOOKED_HOURS = waiting_targets().unlooked_rises_after
"""What nobody has taken up for so long counts as high."""

Case = TypeVar("Case", bound=Waits)

_TARGETS = waiting_targets()
_HOURS = _TARGETS.by_rank
_POINTS = _TARGETS.points_for_whole_target
_RISES_TO = _TARGETS.rises_to.rank
_UNPRESSED = 1 - _TARGETS.pressing_from
_GAP = _TARGETS.dropped_for_points
_LOOK_NOW = Level.IMMEDIATE.rank


def place_of(case: Waits, now: float, *, unlooked: float = UNLOOKED_HOURS) -> Place:
    """What a case is ordered by, least first: level, floors whose target presses, then points with waiting.

    ``unlooked`` is for the model alone: it tries other hours than those of the pack.
    """
    rank = risen_rank(case, now, unlooked=unlooked)
    if case.is_held and (rank == _LOOK_NOW or now > case.due - _UNPRESSED * _HOURS[case.rank]):
        return (-rank, False, case.due, case.came)
    waited = max(now - case.came, 0.0)
    return (-rank, True, -(case.points + _POINTS * waited / _HOURS[rank]), case.came)


def risen_rank(case: Waits, now: float, *, unlooked: float = UNLOOKED_HOURS) -> int:
    """The rank a case counts as: it rises with waiting, so that nothing waits without end, and never sinks.

    What nobody has taken up for so many hours counts as high whatever its level: a level is only as good as its
    score, and the grave cases that wait longest are those whose signs the score did not see.
    """
    if case.rank >= _RISES_TO:
        return case.rank
    if case.due != NEVER and now - case.came >= unlooked:
        return _RISES_TO
    late = now - case.due
    if late <= 0:
        return case.rank
    return min(_RISES_TO, case.rank + 1 + int(late / _HOURS[case.rank]))


def order_of(cases: Iterable[Case], now: float) -> list[Case]:
    """The cases in the order in which people should take them up."""
    return sorted(cases, key=lambda case: place_of(case, now))


def first_of(cases: Iterable[Case], now: float) -> Case:
    """The case that ``order_of`` puts first, without putting the others in order."""
    return min(cases, key=lambda case: place_of(case, now))


def is_worth_dropping_for(case: Waits, worked: Waits) -> bool:
    """Whether somebody drops one case for another that waits: never one a floor holds, or one to look at now."""
    if worked.is_held or worked.rank == _LOOK_NOW:
        return False
    return case.rank == _LOOK_NOW or case.points - worked.points > _GAP
