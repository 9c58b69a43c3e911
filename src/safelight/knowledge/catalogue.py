"""All measures of all packs as one list, checked against each other."""

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property

import msgspec

from safelight.knowledge.measures import Measure, Notice, Phase, Timing
from safelight.knowledge.pack import PACKS, Pack, PackRefused, load, repeated


class Material(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that can be kept before it changes."""

    id: str
    title: str
    how: str
    """How it is kept without being noticed."""


class Materials(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The materials that measures may ask to be sealed first."""

    materials: tuple[Material, ...]

    def faults(self) -> list[str]:
        """Repeated ids."""
        return [f"The material {one} stands twice." for one in repeated([row.id for row in self.materials])]


class MeasurePack(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The measures of one phase."""

    phase: Phase
    measures: tuple[Measure, ...]

    def faults(self) -> list[str]:
        """Rows in the wrong pack, unknown sources, alerts that go nowhere, conditions that say nothing."""
        known = {source.id for source in self.sources}
        return [f"{row.id}: {fault}" for row in self.measures for fault in self._faults_of(row, known)]

    def _faults_of(self, row: Measure, known: set[str]) -> list[str]:
        faults = [f"The source {one} is not in the list." for one in row.sources if one not in known]
        faults += row.applies_when.faults()
        if row.phase is not self.phase:
            faults.append(f"It belongs to {row.phase}, this pack to {self.phase}.")
        if row.alerts and not row.alert_to:
            faults.append("Word of it may go out; say where to.")
        if row.notifies < row.notifies_at_least:
            faults.append("The least that is learnt from it is more than the most.")
        if not row.who or not row.sources:
            faults.append("It needs somebody who does it and a source.")
        if row.timing is Timing.IN_WINDOW and row.phase is not Phase.CUT:
            faults.append("Only the cut has a window.")
        if row.phase is Phase.CUT and row.notifies >= Notice.AN_ALERT and not row.preserve_first:
            faults.append("A cut that alerts says what must be kept first.")
        return faults


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything the engine may choose from."""

    measures: tuple[Measure, ...]
    materials: tuple[Material, ...]
    as_at: date
    valid_to: date

    @cached_property
    def by_id(self) -> dict[str, Measure]:
        """The measures by their ids."""
        return {one.id: one for one in self.measures}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each material is called."""
        return {one.id: one.title for one in self.materials}


def catalogue_of(packs: Iterable[MeasurePack], materials: Materials) -> Catalogue:
    """The packs as one catalogue. Raises ``PackRefused`` where they do not fit together."""
    each = sorted(packs, key=lambda pack: pack.phase.rank)
    rows = tuple(row for pack in each for row in pack.measures)
    faults = _faults(rows, {one.id for one in materials.materials})
    if faults:
        message = "The packs of measures cannot be used together. " + " ".join(faults)
        raise PackRefused(message)
    return Catalogue(
        measures=rows,
        materials=materials.materials,
        as_at=max(pack.as_at for pack in (*each, materials)),
        valid_to=min((pack.valid_to for pack in (*each, materials) if pack.valid_to), default=date.max),
    )


@cache
def catalogue() -> Catalogue:
    """The measures that ship with this version."""
    files = sorted(PACKS.glob("measures-*.yaml"))
    return catalogue_of([load(file, MeasurePack) for file in files], load(PACKS / "materials.yaml", Materials))


def _faults(rows: tuple[Measure, ...], materials: set[str]) -> list[str]:
    ranks = {row.id: row.phase.rank for row in rows}
    faults = [f"The measure {one} stands twice." for one in repeated([row.id for row in rows])]
    for row in rows:
        faults += [f"{row.id} comes after {one}, which is no measure." for one in row.after if one not in ranks]
        later = [one for one in row.after if ranks.get(one, 0) > row.phase.rank]
        faults += [f"{row.id} comes after {one}, which stands in a later phase." for one in later]
        wanted = [one.what for one in row.preserve_first]
        faults += [f"{row.id} keeps {one}, which is no material." for one in wanted if one not in materials]
    return faults + [f"{one} comes after itself." for one in _round(rows)]


def _round(rows: tuple[Measure, ...]) -> list[str]:
    """The measures that wait for themselves by way of others."""
    after = {row.id: set(row.after) for row in rows}
    while free := {one for one, waits in after.items() if not waits & after.keys()}:
        after = {one: waits for one, waits in after.items() if one not in free}
    return sorted(after)
