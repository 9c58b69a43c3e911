"""Many runs of the model, every discipline on the same cases, and what is measured of them."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from random import Random

import msgspec

from safelight.triage.queue_model.disciplines import Discipline
from safelight.triage.queue_model.force import Force
from safelight.triage.queue_model.incoming import SimulatedCase, incoming
from safelight.triage.queue_model.parameters import WEEK_HOURS, QueueModel

WARM_UP_WEEKS, MEASURED_WEEKS = 1, 4
_GRAVE_POINTS = 50


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One run under one discipline; the warm-up is left out, and the run ends when every case is done."""

    harm_each_week: float
    """Harm-weighted hours in which nobody worked on a case."""
    longest_grave_wait: float
    """Hours until the last grave case was taken up: truly under a floor, or of 50 points and more."""
    longest_floor_wait: float
    """The same of cases that the desk saw a floor on."""
    floors: int
    """How many those were."""
    floors_late: int
    floors_not_seen: int
    """Cases truly under a floor that the signs did not show."""
    not_seen_late: int
    cases: int
    longest_wait: float


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """All runs under one discipline."""

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def harm_each_week(self) -> float:
        """The mean over the runs."""
        return mean(one.harm_each_week for one in self.outcomes)

    @property
    def longest_grave_wait(self) -> float:
        """The median over the runs of the longest wait of a grave case, in hours."""
        return median(one.longest_grave_wait for one in self.outcomes)

    @property
    def longest_grave_wait_of_a_bad_run(self) -> float:
        """What it stays under in nine runs of ten, in hours."""
        held = sorted(one.longest_grave_wait for one in self.outcomes)
        return held[min(len(held) - 1, len(held) * 9 // 10)]

    @property
    def longest_floor_wait(self) -> float:
        """The same of cases that the desk saw a floor on."""
        return median(one.longest_floor_wait for one in self.outcomes)

    @property
    def longest_wait(self) -> float:
        """The longest wait of any case in any run, in hours."""
        return max(one.longest_wait for one in self.outcomes)

    @property
    def runs_without_late_floor(self) -> float:
        """The share of runs in which every case the desk saw a floor on was taken up within its target."""
        return mean(one.floors_late == 0 for one in self.outcomes)

    @property
    def floors_late(self) -> float:
        """The share of cases under a floor that were taken up past their target."""
        return sum(one.floors_late for one in self.outcomes) / max(1, sum(one.floors for one in self.outcomes))

    @property
    def not_seen_late(self) -> float:
        """The same of cases whose floor nobody saw."""
        late = sum(one.not_seen_late for one in self.outcomes)
        return late / max(1, sum(one.floors_not_seen for one in self.outcomes))


def trials(
    model: QueueModel, disciplines: Sequence[Discipline], seeds: Iterable[int], *, load: float
) -> Iterator[Trial]:
    """Every discipline on the same cases, run by run."""
    outcomes: list[list[Outcome]] = [[] for _ in disciplines]
    for seed in seeds:
        cases = incoming(model, Random(seed), load=load, weeks=WARM_UP_WEEKS + MEASURED_WEEKS)  # noqa: S311 - a model
        for discipline, kept in zip(disciplines, outcomes, strict=True):
            kept.append(outcome_of(model, discipline, cases))
    for discipline, kept in zip(disciplines, outcomes, strict=True):
        yield Trial(name=discipline.name, outcomes=tuple(kept))


def outcome_of(model: QueueModel, discipline: Discipline, cases: Sequence[SimulatedCase]) -> Outcome:
    """What a discipline makes of the cases, which stay as they are."""
    own = [copy.copy(case) for case in cases]
    force = Force(
        model.staff,
        discipline,
        harm_doubles=model.points_that_double_harm.value,
        handover_hours=model.handover_hours.value,
    )
    force.work_through(own)
    began = WARM_UP_WEEKS * WEEK_HOURS
    measured = [(case, force.harm[place]) for place, case in enumerate(own) if case.came >= began]
    only = [case for case, _ in measured]
    seen = [case for case in only if case.seen_floor]
    unseen = [case for case in only if case.floor > case.seen_floor]
    return Outcome(
        harm_each_week=sum(harm for _, harm in measured) / MEASURED_WEEKS,
        longest_grave_wait=max((case.begun - case.came for case in only if _is_grave(case)), default=0.0),
        longest_wait=max((case.begun - case.came for case in only), default=0.0),
        longest_floor_wait=max((case.begun - case.came for case in seen), default=0.0),
        floors=len(seen),
        floors_late=sum(case.is_late for case in seen),
        floors_not_seen=len(unseen),
        not_seen_late=sum(case.missed_its_target for case in unseen),
        cases=len(only),
    )


def median(figures: Iterable[float]) -> float:
    """The middle one, or the higher of the middle two."""
    held = sorted(figures)
    return held[len(held) // 2]


def mean(figures: Iterable[float]) -> float:
    """The mean; nought of nothing."""
    held = list(figures)
    return sum(held) / len(held) if held else 0.0


def _is_grave(case: SimulatedCase) -> bool:
    return case.floor > 0 or case.true_points >= _GRAVE_POINTS
