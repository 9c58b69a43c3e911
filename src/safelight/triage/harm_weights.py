"""The pack of harm weights: what each kind of harm, sign and fact adds when cases are put in order."""

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated
from safelight.signals.finding import Strength


class Harm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A family of harm and the most points it can bring."""

    id: str
    name: str
    weight: float
    source: str


class IndexValue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a published index gives an offence, in days of imprisonment."""

    offence: str
    days: float
    source: str


class Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A flag of a finding that adds points. ``says`` is a whole sentence."""

    flag: str
    points: float
    says: str
    source: str


class Floor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least level a flag allows, by the strength of the best finding that carries it.

    ``unless`` is a flag that hands a finding to the floor of that flag instead. A floor with ``together`` goes by
    families of harm instead of a flag: there must be a finding in each group, and the group that is borne out least
    gives the strength. ``says`` is the sentence without its full stop; ``why`` gives the reason for the levels.
    """

    flag: str
    levels: dict[str, str]
    says: str
    why: str
    unless: str = ""
    together: tuple[tuple[str, ...], ...] = ()


class HarmWeights(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All numbers that priority is made of. No number may be negative: nothing found can lower a case."""

    unnamed: float
    harms: tuple[Harm, ...]
    severity_share: dict[str, float]
    strength_share: dict[str, float]
    index_points: float
    index: tuple[IndexValue, ...]
    signs: tuple[Sign, ...]
    vulnerability: dict[str, float]
    told_share: dict[str, float]
    """The share of what officers told that counts, by the strength of the best finding."""
    graded: dict[str, float]
    children: float
    order_exists: float
    further_family: float
    waiting_each_day: float
    waiting_most: float
    floors: tuple[Floor, ...]
    levels: dict[str, float]

    def faults(self) -> list[str]:
        """Repeated ids, unknown sources, and numbers below nought."""
        known = {source.id for source in self.sources}
        sourced = [(one.id, one.source) for one in self.harms] + [(one.flag, one.source) for one in self.signs]
        sourced += [(one.offence, one.source) for one in self.index]
        faults = [
            f"{name}: the source {source} is not in the list." for name, source in sourced if source not in known
        ]
        faults += [f"{name} stands twice." for name in repeated([name for name, _ in sourced])]
        if any(points < 0 for points in self._numbers()):
            faults.append("A number is below nought, so that something found could lower a case.")
        if any(set(floor.levels) != set(Strength) for floor in self.floors):
            faults.append("A floor does not give a level for each strength.")
        faults += [
            f"The floor {floor.flag} hands findings to {floor.unless}, which has no floor."
            for floor in self.floors
            if floor.unless and floor.unless not in {one.flag for one in self.floors}
        ]
        if set(self.told_share) != set(Strength):
            faults.append("What was told does not have a share for each strength.")
        if any(value.days < 1 for value in self.index):
            faults.append("An index value is below one day.")
        return faults

    def _numbers(self) -> list[float]:
        single = [self.unnamed, self.index_points, self.children, self.order_exists, self.further_family]
        tables = (
            self.severity_share,
            self.strength_share,
            self.told_share,
            self.vulnerability,
            self.graded,
            self.levels,
        )
        return [
            *single,
            self.waiting_each_day,
            self.waiting_most,
            *(harm.weight for harm in self.harms),
            *(sign.points for sign in self.signs),
            *(points for table in tables for points in table.values()),
        ]


def harm_weights() -> HarmWeights:
    """The harm weights that ship with Safelight."""
    pack: HarmWeights = load(PACKS / "harm_weights.yaml", HarmWeights)
    return pack
