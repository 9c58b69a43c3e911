"""A finding as a page shows it: with its records, its offences in words, and what people decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from safelight.desk.content import OpenCase
from safelight.desk.conversations.bubble import Bubble, bubbles_of
from safelight.desk.design.charts.points import OffencePoints, Point
from safelight.desk.findings.models import Decision
from safelight.knowledge.offences import Offence, offences
from safelight.records.search import records_named
from safelight.signals.finding import Finding, OffencePointer, Strength

QUOTED = 12
_GRAVEST_FIRST = {"very_high": 0, "high": 1, "medium": 2, "low": 3}


@dataclass(frozen=True)
class ShownOffence:
    """An offence the finding bears on: a candidate for a person to weigh, with its points to prove."""

    offence: Offence
    points: OffencePoints


@dataclass(frozen=True)
class ShownFinding:
    """``quoted`` are the first records it rests on; ``unquoted`` is how many more there are."""

    finding: Finding
    quoted: list[Bubble]
    unquoted: int
    offences: list[ShownOffence]
    decisions: list[Decision]


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first, then the likeliest; those with weak support after all others, so that they drown nobody."""
    return sorted(
        findings,
        key=lambda finding: (
            finding.strength is Strength.WEAK,
            _GRAVEST_FIRST[finding.severity],
            -finding.probability,
            finding.id,
        ),
    )


def show(
    finding: Finding, opened: OpenCase, decisions: Iterable[Decision], *, references: Mapping[str, str]
) -> ShownFinding:
    """Everything a page needs of one finding; ``references`` are those of the exhibits by their SHA-256."""
    rows = records_named(opened.table, finding.records[:QUOTED]).sort("at", nulls_last=True)
    zone = ZoneInfo(opened.examination.rhythm.zone)
    return ShownFinding(
        finding=finding,
        quoted=list(bubbles_of(rows.iter_rows(named=True), [finding], zone, references=references)),
        unquoted=max(0, len(finding.records) - QUOTED),
        offences=[_offence(pointer) for pointer in finding.offences],
        decisions=list(decisions),
    )


def _offence(pointer: OffencePointer) -> ShownOffence:
    offence = offences().get(pointer.offence)
    wording = {point.id: point.wording for point in offence.points}
    points = [Point(wording.get(point.id, point.id), point.known, point.reason) for point in pointer.points]
    return ShownOffence(offence, OffencePoints(offence.title, points))
