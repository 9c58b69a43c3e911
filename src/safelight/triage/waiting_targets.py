"""The pack of waiting targets: how long a case of each level may wait until somebody takes it up."""

from functools import cached_property

from safelight.knowledge.pack import PACKS, Pack, load
from safelight.triage.level import Level


class WaitingTargets(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Targets in hours by the clock, and what waiting does to a case's place."""

    hours: dict[Level, float]
    source: str
    points_for_whole_target: float
    rises_to: Level
    unlooked_rises_after: float
    """Hours after which a case that nobody has taken up counts as ``rises_to``, whatever its level."""
    pressing_from: float
    dropped_for_points: float

    @cached_property
    def by_rank(self) -> tuple[float, ...]:
        """Hours by the rank of the level: none first, immediate last."""
        return tuple(self.hours[level] for level in sorted(Level, key=lambda one: one.rank))

    def faults(self) -> list[str]:
        """A level without a target, a target that is nought, or one that is shorter for a lower level."""
        missing = [level for level in Level if self.hours.get(level, 0) <= 0]
        if missing:
            return [f"The level {missing[0]} has no target above nought."]
        faults = []
        if list(self.by_rank) != sorted(self.by_rank, reverse=True):
            faults.append("A lower level has a shorter target than a higher one.")
        if self.source not in {source.id for source in self.sources}:
            faults.append(f"The source {self.source} is not in the list.")
        if not 0 <= self.pressing_from < 1:
            faults.append("A floor must press before its target is over.")
        if self.points_for_whole_target <= 0:
            faults.append("Waiting must bring points, or a case could wait without end.")
        if self.unlooked_rises_after <= 0:
            faults.append("A case that nobody has taken up must have some time before it rises.")
        return faults


def waiting_targets() -> WaitingTargets:
    """The targets that ship with Safelight."""
    pack: WaitingTargets = load(PACKS / "waiting-targets.yaml", WaitingTargets)
    return pack
