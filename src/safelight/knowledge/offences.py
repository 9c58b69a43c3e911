"""The offences packs: offences, their points to prove, and which of them was law on a given day."""

from datetime import date
from enum import StrEnum
from functools import cache, cached_property

import msgspec

from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.knowledge.pack import PACKS, Pack, PackRefused, load, repeated
from safelight.knowledge.time_limits import SAYS, TimeLimit

FILES = {
    Jurisdiction.ENGLAND_AND_WALES: (
        "offences-harassment",
        "offences-communications",
        "offences-images",
        "offences-children",
        "offences-property-and-justice",
        "offences-aggravation",
    ),
    Jurisdiction.SCOTLAND: ("offences-scotland",),
    Jurisdiction.NORTHERN_IRELAND: ("offences-northern-ireland",),
}
"""One space of ids over all files of a jurisdiction; the split is for whoever reads them."""


class Mark(StrEnum):
    """How a statement about the law came to us."""

    STATUTE = "read in the statute"
    OFFICIAL = "read in official guidance"
    SECONDARY = "read in a secondary source"
    INFERRED = "inferred"
    MEMORY = "from memory, unverified"


MARKED = {
    "points": "the points to prove",
    "penalty": "the maximum and where it is tried",
    "dates": "since when and until when it is law",
    "limit": "the time limit",
}


class Mode(StrEnum):
    """Where the offence can be tried."""

    SUMMARY = "summary only"
    EITHER_WAY = "either way"
    INDICTABLE = "indictable only"
    AS_ANOTHER = "as the offence it goes with"


class Point(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One element of an offence, in our own words."""

    id: str
    wording: str


class Offence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One offence as it stood between two days (both included; ``None``: no day known or still in force).

    ``marks`` gives, for each of ``points``, ``penalty`` and ``dates``, and for ``limit`` where there is one, how
    we know it.
    """

    id: str
    title: str
    act: str
    section: str
    jurisdiction: Jurisdiction
    commenced: bool = True
    """Whether it was found to have started: one that was not is law on no day."""
    in_force_from: date | None
    in_force_to: date | None = None
    replaces: tuple[str, ...] = ()
    """Ids of the offences it took the place of."""
    points: tuple[Point, ...]
    defences: tuple[str, ...] = ()
    maximum_penalty: str
    mode: Mode
    time_limit: TimeLimit
    consent: str = ""
    """Whose consent a prosecution needs, if anybody's."""
    sources: tuple[str, ...]
    marks: dict[str, Mark]
    notes: tuple[str, ...] = ()
    corpus_ids: tuple[str, ...] = ()
    """Ids of the same offence in other lists."""

    def was_law_on(self, day: date) -> bool:
        """Whether an act on this day falls under it."""
        starts, ends = self.in_force_from, self.in_force_to
        return self.commenced and (starts is None or starts <= day) and (ends is None or day <= ends)

    @property
    def is_settled_law(self) -> bool:
        """Whether every part was read in a statute; otherwise a screen must say "check this"."""
        return all(mark is Mark.STATUTE for mark in self.marks.values())

    @property
    def check_this(self) -> str:
        """What was not read in the statute, as a sentence to stand wherever the offence does; empty if all was."""
        doubted = [f"{MARKED[part]} ({mark})" for part, mark in self.marks.items() if mark is not Mark.STATUTE]
        return f"Check this before you rely on it: {'; '.join(doubted)}." if doubted else ""

    @property
    def time_limit_says(self) -> str:
        """The time limit in a sentence."""
        return SAYS[self.time_limit]


class Aggravation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes an offence graver. ``offences`` are those it goes with (empty: any)."""

    id: str
    title: str
    wording: str
    offences: tuple[str, ...] = ()
    sources: tuple[str, ...]
    mark: Mark


class Offences(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Offences the signals may point to. ``empty_because`` is what screens say where there are none."""

    offences: tuple[Offence, ...] = ()
    aggravations: tuple[Aggravation, ...] = ()
    empty_because: str = ""

    @cached_property
    def by_id(self) -> dict[str, Offence]:
        """The offences by their ids."""
        return {offence.id: offence for offence in self.offences}

    def get(self, offence: str) -> Offence:
        """The offence with this id; raises ``KeyError`` for an unknown one."""
        return self.by_id[offence]

    def in_force(self, on: date) -> tuple[Offence, ...]:
        """The offences that were law on the day of the act: that law applies, not the law of today."""
        return tuple(one for one in self.offences if one.was_law_on(on))

    def aggravations_of(self, offence: str) -> tuple[Aggravation, ...]:
        """What may make this offence graver."""
        return tuple(one for one in self.aggravations if not one.offences or offence in one.offences)

    def faults(self) -> list[str]:
        """Repeated ids, unknown sources, missing marks, and dates the wrong way round."""
        known = {source.id for source in self.sources}
        ids = [*(each.id for each in self.offences), *(each.id for each in self.aggravations)]
        faults = [f"{one} stands twice." for one in repeated(ids)]
        for offence in self.offences:
            faults += [f"{offence.id}: {fault}" for fault in _faults_of(offence, known)]
        for each in self.aggravations:
            faults += [f"{each.id}: {fault}" for fault in _unknown(each.sources, known)]
        if not ids and not self.empty_because:
            faults.append("It holds nothing and does not say why.")
        return faults


def _faults_of(offence: Offence, known: set[str]) -> list[str]:
    faults = _unknown(offence.sources, known)
    faults += [f"The point {one} stands twice." for one in repeated([point.id for point in offence.points])]
    if not offence.points:
        faults.append("It has no point to prove.")
    needed = {"points", "penalty", "dates"} | ({"limit"} if offence.time_limit is not TimeLimit.NONE else set())
    if set(offence.marks) != needed:
        faults.append("It must mark how its points, penalty, dates and any time limit are known, no more.")
    if offence.mode is Mode.SUMMARY and offence.time_limit is TimeLimit.NONE:
        faults.append("What is summary only has a time limit.")
    if offence.in_force_from and offence.in_force_to and offence.in_force_to < offence.in_force_from:
        faults.append("It ends before it starts.")
    return faults


def _unknown(sources: tuple[str, ...], known: set[str]) -> list[str]:
    return [f"The source {one} is not in the list of sources." for one in sources if one not in known]


@cache
def offences(jurisdiction: Jurisdiction = Jurisdiction.ENGLAND_AND_WALES) -> Offences:
    """The offences of a jurisdiction that ship with Safelight. Raises ``PackRefused``."""
    packs = [load(PACKS / f"{name}.yaml", Offences) for name in FILES[jurisdiction]]
    together = msgspec.structs.replace(
        packs[0],
        id="offences",
        title=f"Offences of {jurisdiction}",
        as_at=min(pack.as_at for pack in packs),
        valid_from=max(pack.valid_from for pack in packs),
        valid_to=min((pack.valid_to for pack in packs if pack.valid_to), default=None),
        sources=tuple({source.id: source for pack in packs for source in pack.sources}.values()),
        offences=tuple(offence for pack in packs for offence in pack.offences),
        aggravations=tuple(one for pack in packs for one in pack.aggravations),
    )
    if faults := together.faults() + _led_astray(together):
        message = f"The offences packs of {jurisdiction} cannot be used together. " + " ".join(faults)
        raise PackRefused(message)
    return together


def _led_astray(pack: Offences) -> list[str]:
    named = [(each.id, one) for each in pack.offences for one in each.replaces]
    named += [(each.id, one) for each in pack.aggravations for one in each.offences]
    return [f"{by} names {one}, which is not in the pack." for by, one in named if one not in pack.by_id]
