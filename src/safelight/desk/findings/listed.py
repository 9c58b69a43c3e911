"""A finding as lists show it: with its first day and what was decided about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from safelight.desk.findings.models import Decision
from safelight.examining.case import Examination
from safelight.signals.finding import Finding


@dataclass(frozen=True)
class ListedFinding:
    """``began`` is the day of its first record in the time of the case, ``None`` where that has no time."""

    finding: Finding
    decision: Decision | None
    began: date | None


def listed_findings(
    findings: Iterable[Finding], decided: Mapping[str, Decision], examination: Examination
) -> list[ListedFinding]:
    """In the order given."""
    zone = ZoneInfo(examination.rhythm.zone)
    began = {finding: at.astimezone(zone).date() for finding, at in examination.began.items()}
    return [ListedFinding(one, decided.get(one.id), began.get(one.id)) for one in findings]
