"""One case of the model, and how cases come in: at random, more by day, alike for every discipline."""

import math
from collections.abc import Iterator
from random import Random

from safelight.triage.harm_weights import harm_weights
from safelight.triage.level import Level
from safelight.triage.order import NEVER
from safelight.triage.queue_model.parameters import WEEK_HOURS, Kind, QueueModel
from safelight.triage.waiting_targets import waiting_targets

_DAY_HOURS = 24
_LEAST_POINTS, _MOST_POINTS = 1.0, 75.0
_IMMEDIATE, _HIGH = Level.IMMEDIATE.rank, Level.HIGH.rank
_STEPS = sorted((least, Level(name).rank) for name, least in harm_weights().levels.items())
_HOURS = waiting_targets().by_rank


class SimulatedCase:
    """A case: what is true of it, what the desk sees of it, and what became of it. Moments and spans in hours."""

    __slots__ = (
        "begun", "came", "done", "due", "floor", "grows", "hours", "is_held", "is_late", "left",
        "missed_its_target", "points", "rank", "seen_floor", "true_due", "true_points", "worse_at",
        "worse_floor", "worse_heard",
    )  # fmt: skip

    def __init__(self, came: float, hours: float, true_points: float, points: float) -> None:
        self.came, self.hours, self.left = came, hours, hours
        self.true_points, self.points = true_points, points
        self.floor = self.seen_floor = self.rank = 0
        self.is_held = self.is_late = self.missed_its_target = False
        self.worse_at, self.worse_floor, self.worse_heard, self.grows = NEVER, False, False, 0.0
        self.begun = self.done = self.due = self.true_due = NEVER

    def put_under_floor(self, floor: int, now: float) -> None:
        """In truth a floor holds it; whether the desk sees that is another matter."""
        if floor > self.floor:
            self.floor, self.true_due = floor, min(self.true_due, now + _HOURS[floor])

    def weigh(self, now: float) -> None:
        """Give the case the level of what the desk sees; its target runs from now unless an earlier one stands."""
        by_points = max((rank for least, rank in _STEPS if self.points >= least), default=0)
        self.rank = max(by_points, self.seen_floor)
        self.is_held = self.seen_floor >= by_points and self.seen_floor > 0
        self.due = min(self.due, now + _HOURS[self.rank])


def incoming(model: QueueModel, random: Random, *, load: float, weeks: int) -> list[SimulatedCase]:
    """The cases of so many weeks at a load: the share of everybody's time that handling would take."""
    each_week = load * sum(model.staff) / sum(kind.share * mean_hours(kind) for kind in model.kinds)
    shares = [kind.share for kind in model.kinds]
    moments = moments_of(model.arrivals, each_week, random, weeks)
    return [_case(model, kind, came, random) for came in moments for kind in random.choices(model.kinds, shares)]


def moments_of(profile: tuple[float, ...], each_week: float, random: Random, weeks: int) -> Iterator[float]:
    """Moments of a Poisson process whose rate follows the hours of the week: too many drawn, some thinned out."""
    highest = max(profile) * each_week
    now = random.expovariate(highest)
    while now < weeks * WEEK_HOURS:
        if random.random() * highest < profile[int(now) % WEEK_HOURS] * each_week:
            yield now
        now += random.expovariate(highest)


def mean_hours(kind: Kind) -> float:
    """The mean of a lognormal time with this median and spread."""
    return kind.hours * math.exp(kind.spread**2 / 2)


def _case(model: QueueModel, kind: Kind, came: float, random: Random) -> SimulatedCase:
    true_points = _within(random.gauss(kind.points, kind.points_spread))
    case = SimulatedCase(
        came,
        random.lognormvariate(math.log(kind.hours), kind.spread),
        true_points,
        _within(true_points + random.gauss(0.0, 1.0) * model.score_error.value),
    )
    chance = random.random()
    if chance < kind.floor_immediate + kind.floor_high:
        case.put_under_floor(_IMMEDIATE if chance < kind.floor_immediate else _HIGH, came)
    if random.random() < model.floors_seen.value:
        case.seen_floor = case.floor
    case.weigh(came)
    case.worse_at = came + random.expovariate(kind.worse_each_day / _DAY_HOURS)
    case.worse_floor = random.random() < model.worse_floor.value
    case.worse_heard = random.random() < model.worse_heard.value
    case.grows = model.worse_points.value
    return case


def _within(points: float) -> float:
    return min(max(points, _LEAST_POINTS), _MOST_POINTS)
