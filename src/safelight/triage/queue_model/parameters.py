"""The pack of the queue model: what comes in, who is at work, how long things take, how sure each number is."""

from enum import StrEnum

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated

WEEK_HOURS = 168
_DAY_HOURS = 24
_WEEKDAYS = 5


class Sure(StrEnum):
    """Where a number comes from."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


class Number(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number with its source."""

    value: float
    sure: Sure
    source: str


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Numbers relative to each other, with their source."""

    value: tuple[float, ...]
    sure: Sure
    source: str


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of case. ``hours`` is the median of handling, ``spread`` that of its logarithm."""

    id: str
    share: float
    hours: float
    spread: float
    points: float
    points_spread: float
    floor_immediate: float
    floor_high: float
    worse_each_day: float
    sure: Sure
    source: str


class Shift(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"starts": "from", "ends": "to"}
):
    """How many people are at work between two hours of the day."""

    starts: int
    ends: int
    weekday: int
    weekend: int
    sure: Sure
    source: str


class QueueModel(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the simulation is told of a force."""

    kinds: tuple[Kind, ...]
    points_that_double_harm: Number
    worse_points: Number
    worse_floor: Number
    worse_heard: Number
    score_error: Number
    floors_seen: Number
    handover_hours: Number
    hours_of_day: Numbers
    days_of_week: Numbers
    shifts: tuple[Shift, ...]

    @property
    def staff(self) -> tuple[int, ...]:
        """People at work for each hour of the week, from Monday at midnight."""
        return tuple(self._at_work(hour // _DAY_HOURS, hour % _DAY_HOURS) for hour in range(WEEK_HOURS))

    @property
    def arrivals(self) -> tuple[float, ...]:
        """The share of a week's arrivals that comes in each of its hours; they add up to 1."""
        shares = [day * hour for day in self.days_of_week.value for hour in self.hours_of_day.value]
        return tuple(share / sum(shares) for share in shares)

    def faults(self) -> list[str]:
        """Shares that do not add up, unknown sources, hours without anybody at work."""
        known = {source.id for source in self.sources}
        rows = (*self.kinds, *self.shifts, *self._numbers())
        faults = [f"The source {row.source} is not in the list." for row in rows if row.source not in known]
        faults += [f"{name} stands twice." for name in repeated([kind.id for kind in self.kinds])]
        if abs(sum(kind.share for kind in self.kinds) - 1) > 1e-9:
            faults.append("The shares of the kinds do not add up to 1.")
        if len(self.hours_of_day.value) != _DAY_HOURS or len(self.days_of_week.value) * _DAY_HOURS != WEEK_HOURS:
            faults.append("Arrivals need 24 hours and 7 days.")
        if min(self.staff) < 1:
            faults.append("At some hour nobody is at work, so that nothing can be looked at at once.")
        return faults

    def _numbers(self) -> "tuple[Number | Numbers, ...]":
        single = (self.points_that_double_harm, self.worse_points, self.worse_floor, self.worse_heard)
        wrong = (self.score_error, self.floors_seen, self.handover_hours)
        return (*single, *wrong, self.hours_of_day, self.days_of_week)

    def _at_work(self, day: int, hour: int) -> int:
        on = [shift for shift in self.shifts if shift.starts <= hour < shift.ends]
        return sum(shift.weekday if day < _WEEKDAYS else shift.weekend for shift in on)


def queue_model() -> QueueModel:
    """The parameters that ship with Safelight."""
    pack: QueueModel = load(PACKS / "queue-model.yaml", QueueModel)
    return pack
