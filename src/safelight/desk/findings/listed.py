"""A finding as lists show it: with its first day and what was decided about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from safelight.desk.findings.models import Decision
from safelight.desk.findings.second import Reader, Readings, is_gravest
from safelight.examining.case import Examination
from safelight.signals.finding import Finding


@dataclass(frozen=True)
class ListedFinding:
    """``began`` is the day of its first record in the time of the case, ``None`` where that has no time.

    ``decision`` is not there for whoever may still be the second reader: ``wants_you`` says so.
    """

    finding: Finding
    decision: Decision | None
    began: date | None
    wants_you: bool = False
    wants_second: bool = False
    differ: bool = False


def listed_findings(
    findings: Iterable[Finding], read: Mapping[str, Readings], examination: Examination, reader: Reader
) -> list[ListedFinding]:
    """In the order given."""
    zone = ZoneInfo(examination.rhythm.zone)
    began = {finding: at.astimezone(zone).date() for finding, at in examination.began.items()}
    return [_listed(one, read.get(one.id, Readings()), began.get(one.id), reader) for one in findings]


def _listed(finding: Finding, readings: Readings, began: date | None, reader: Reader) -> ListedFinding:
    if reader.may_be_second(finding, readings):
        return ListedFinding(finding, None, began, wants_you=True)
    return ListedFinding(
        finding,
        readings.newest,
        began,
        wants_second=bool(readings.decisions) and readings.second is None and is_gravest(finding),
        differ=readings.differ,
    )
