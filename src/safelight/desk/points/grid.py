"""The grid of points to prove: for each offence, what speaks for each point and against it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from safelight.desk.findings.shown import by_gravity
from safelight.knowledge.definitions import Concept, definitions
from safelight.knowledge.offences import Aggravation, Offence, Offences, Point
from safelight.signals.finding import Finding, Known, PointToProve, Strength


@dataclass
class Cell:
    """One point of one offence. ``supporting`` and ``against`` are ids of records, each once, in order."""

    point: Point
    supporting: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """Those that say something of this point, gravest first."""
    speaks: set[Known] = field(default_factory=set)
    weak: list[tuple[PointToProve, Finding]] = field(default_factory=list)
    """What weak findings that nobody accepted say: too little to count a point as supported."""

    @property
    def is_disputed(self) -> bool:
        """Whether some records speak for it and others against it."""
        return {Known.SUPPORTED, Known.CONTRADICTED} <= self.speaks

    @property
    def known(self) -> Known:
        """What stands to be shown: where it is disputed, that something speaks against it."""
        for value in (Known.CONTRADICTED, Known.SUPPORTED):
            if value in self.speaks:
                return value
        return Known.NOT_YET_KNOWN

    @property
    def is_hinted(self) -> bool:
        """Whether there is nothing but weak signs."""
        return not self.speaks and bool(self.weak)

    @property
    def records(self) -> list[str]:
        """All records that say something of it; those of weak signs where there are no others."""
        firm = [*self.supporting, *self.against]
        hints = (record for said, _finding in self.weak for record in said.records)
        return list(dict.fromkeys(firm if self.speaks else hints))

    @property
    def behind(self) -> list[Finding]:
        """The findings it rests on; the weak ones where there are no others."""
        return self.findings if self.speaks else [finding for _said, finding in self.weak]

    def add(self, said: PointToProve, finding: Finding, *, is_weak: bool) -> None:
        """Hear what one finding says of it."""
        if said.known is Known.NOT_YET_KNOWN:
            return
        if is_weak:
            self.weak.append((said, finding))
            return
        self.speaks.add(said.known)
        into = self.supporting if said.known is Known.SUPPORTED else self.against
        into.extend(record for record in said.records if record not in into)
        if said.reason and said.reason not in self.reasons:
            self.reasons.append(said.reason)
        self.findings.append(finding)


@dataclass
class Row:
    """One offence with its points."""

    offence: Offence
    cells: list[Cell]
    findings: list[Finding] = field(default_factory=list)
    aggravations: tuple[Aggravation, ...] = ()
    concepts: tuple[Concept, ...] = ()

    def count(self, known: Known) -> int:
        """How many points stand so."""
        return sum(cell.known is known for cell in self.cells)

    @property
    def supported(self) -> int:
        """Points that records bear out and nothing speaks against."""
        return self.count(Known.SUPPORTED)

    @property
    def contradicted(self) -> int:
        """Points that something speaks against."""
        return self.count(Known.CONTRADICTED)

    @property
    def unknown(self) -> int:
        """Points nothing is known of."""
        return self.count(Known.NOT_YET_KNOWN)

    @property
    def records(self) -> set[str]:
        """The records of every finding that points to the offence."""
        return {record for finding in self.findings for record in finding.records}

    def cell(self, point: str) -> Cell | None:
        """The cell of this point."""
        return next((cell for cell in self.cells if cell.point.id == point), None)


def grid_of(standing: Iterable[Finding], law: Offences, *, accepted: Collection[str] = frozenset()) -> list[Row]:
    """The rows for findings that stand; offences with the gravest findings first, then those with most points.

    A weak finding supports or contradicts a point only where its id is among those that a person ``accepted``.
    """
    ordered = by_gravity(standing)
    rows: dict[str, Row] = {}
    for finding in ordered:
        for pointer in finding.offences:
            if pointer.offence in law.by_id:
                row = rows.setdefault(pointer.offence, _row(law, pointer.offence))
                row.findings.append(finding)
                is_weak = finding.strength is Strength.WEAK and finding.id not in accepted
                _hear(row, pointer.points, finding, is_weak=is_weak)
    return sorted(rows.values(), key=lambda row: _place(row, ordered))


def _hear(row: Row, points: Sequence[PointToProve], finding: Finding, *, is_weak: bool) -> None:
    cells: Mapping[str, Cell] = {cell.point.id: cell for cell in row.cells}
    for said in points:
        if said.id in cells:
            cells[said.id].add(said, finding, is_weak=is_weak)


def _row(law: Offences, offence: str) -> Row:
    found = law.get(offence)
    return Row(
        offence=found,
        cells=[Cell(point) for point in found.points],
        aggravations=law.aggravations_of(offence),
        concepts=definitions().of_offence(offence),
    )


def _place(row: Row, ordered: Sequence[Finding]) -> tuple[int, float, str]:
    return ordered.index(row.findings[0]), -row.supported / len(row.cells), row.offence.title
