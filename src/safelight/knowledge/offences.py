"""The offences pack: offences, their points to prove, and which of them was law on a given day."""

from datetime import date
from enum import StrEnum

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Mark(StrEnum):
    """How a statement about the law came to us."""

    STATUTE = "read in the statute"
    OFFICIAL = "read in official guidance"
    SECONDARY = "read in a secondary source"
    INFERRED = "inferred"
    MEMORY = "from memory, unverified"


class Mode(StrEnum):
    """Where the offence can be tried."""

    SUMMARY = "summary only"
    EITHER_WAY = "either way"
    INDICTABLE = "indictable only"


class Point(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One element of an offence, in our own words."""

    id: str
    wording: str


class Offence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One offence as it stood between two days (both included; ``None``: no day known or still in force).

    ``marks`` gives, for each of ``points``, ``penalty`` and ``dates``, how we know it.
    """

    id: str
    title: str
    act: str
    section: str
    jurisdiction: str
    in_force_from: date | None
    in_force_to: date | None = None
    points: tuple[Point, ...]
    defences: tuple[str, ...] = ()
    maximum_penalty: str
    mode: Mode
    time_limit: str
    sources: tuple[str, ...]
    marks: dict[str, Mark]
    notes: tuple[str, ...] = ()
    corpus_ids: tuple[str, ...] = ()
    """Ids of the same offence in other lists."""

    def was_law_on(self, day: date) -> bool:
        """Whether an act on this day falls under it."""
        starts, ends = self.in_force_from, self.in_force_to
        return (starts is None or starts <= day) and (ends is None or day <= ends)

    @property
    def is_settled_law(self) -> bool:
        """Whether every part was read in a statute; otherwise a screen must say "check this"."""
        return all(mark is Mark.STATUTE for mark in self.marks.values())


class Offences(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All offences the signals may point to."""

    offences: tuple[Offence, ...]

    def get(self, offence: str) -> Offence:
        """The offence with this id; raises ``KeyError`` for an unknown one."""
        for one in self.offences:
            if one.id == offence:
                return one
        raise KeyError(offence)

    def in_force(self, on: date) -> tuple[Offence, ...]:
        """The offences that were law on the day of the act: that law applies, not the law of today."""
        return tuple(one for one in self.offences if one.was_law_on(on))

    def faults(self) -> list[str]:
        """Repeated ids, unknown sources, missing marks, and dates the wrong way round."""
        known = {source.id for source in self.sources}
        faults = [f"The offence {one} stands twice." for one in repeated([each.id for each in self.offences])]
        for offence in self.offences:
            faults += [f"{offence.id}: {fault}" for fault in _faults_of(offence, known)]
        return faults


def _faults_of(offence: Offence, known: set[str]) -> list[str]:
    faults = [f"The source {one} is not in the list of sources." for one in offence.sources if one not in known]
    faults += [f"The point {one} stands twice." for one in repeated([point.id for point in offence.points])]
    if not offence.points:
        faults.append("It has no point to prove.")
    if set(offence.marks) != {"points", "penalty", "dates"}:
        faults.append("It must mark how its points, penalty and dates are known, and nothing else.")
    if offence.in_force_from and offence.in_force_to and offence.in_force_to < offence.in_force_from:
        faults.append("It ends before it starts.")
    return faults


def offences() -> Offences:
    """The offences pack that ships with Safelight."""
    return load(PACKS / "offences.yaml", Offences)
