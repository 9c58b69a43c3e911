"""The orders of work that are compared. Each says what comes first, and for whom somebody drops what they do."""

from dataclasses import dataclass
from typing import Protocol

from safelight.triage.level import Level
from safelight.triage.order import NEVER, UNLOOKED_HOURS, is_worth_dropping_for, place_of
from safelight.triage.queue_model.incoming import SimulatedCase

Key = tuple[float, ...]
_LEAST_HOURS = 1e-9


class Discipline(Protocol):
    """An order of work."""

    @property
    def name(self) -> str:
        """As reports call it."""

    @property
    def drops(self) -> bool:
        """Whether anybody ever drops a case for another."""

    @property
    def handover_is_free(self) -> bool:
        """Whether a dropped case is taken up again at no cost, which no person can."""

    def place(self, case: SimulatedCase, now: float) -> Key:
        """What cases are ordered by, least first."""

    def interrupts(self, case: SimulatedCase, worked: SimulatedCase, now: float) -> bool:
        """Whether somebody drops one case for another that waits."""


@dataclass(frozen=True)
class Turns:
    """People finish what they took up, until they go home."""

    name: str
    drops: bool = False
    handover_is_free: bool = False

    def interrupts(self, _case: SimulatedCase, _worked: SimulatedCase, _now: float) -> bool:
        """Never."""
        return False


@dataclass(frozen=True)
class FirstCome(Turns):
    """First come, first served: nobody weighs anything."""

    name: str = "first come, first served"

    def place(self, case: SimulatedCase, _now: float) -> Key:
        """By the moment it came."""
        return (case.came,)


@dataclass(frozen=True)
class ThreeBands(Turns):
    """High, medium, standard by what the desk sees, without targets: oldest first within a band."""

    name: str = "three fixed bands"

    def place(self, case: SimulatedCase, _now: float) -> Key:
        """By band, then by the moment it came."""
        return (-min(max(case.rank, Level.LOW.rank), Level.HIGH.rank), case.came)


@dataclass(frozen=True)
class HarmFirst:
    """The order of the desk itself (``triage.order``). ``unlooked`` tries other hours than the desk's."""

    name: str = "harm first (Safelight)"
    unlooked: float = UNLOOKED_HOURS
    drops: bool = True
    handover_is_free: bool = False

    def place(self, case: SimulatedCase, now: float) -> Key:
        """As My work and the board have it."""
        unlooked = self.unlooked if case.begun == NEVER else NEVER
        return place_of(case, now, unlooked=unlooked)

    def interrupts(self, case: SimulatedCase, worked: SimulatedCase, _now: float) -> bool:
        """As the board advises."""
        return is_worth_dropping_for(case, worked)


@dataclass(frozen=True)
class TargetsOnly(HarmFirst):
    """The same without the hours after which what nobody has taken up rises: what those hours cost, and spare."""

    name: str = "harm first, rising past targets only"
    unlooked: float = NEVER


@dataclass(frozen=True)
class KnowsAll(Turns):
    """Knows the true harm and every handling time, and works in turns as people do."""

    doubles: float = 1.0
    name: str = "clairvoyant, finishing what was begun"

    def place(self, case: SimulatedCase, _now: float) -> Key:
        """Most true harm for each hour of work first."""
        return (-(2.0 ** (case.true_points / self.doubles)) / max(case.left, _LEAST_HOURS), case.came)


@dataclass(frozen=True)
class Limit(KnowsAll):
    """Knows everything, and drops and takes up work at any moment at no cost: no people can do that."""

    name: str = "clairvoyant, dropping anything at no cost"
    drops: bool = True
    handover_is_free: bool = True

    def interrupts(self, case: SimulatedCase, worked: SimulatedCase, now: float) -> bool:
        """Whenever more harm is spared."""
        return self.place(case, now) < self.place(worked, now)
