"""The findings as they stand after people looked at them: rejected ones gone, corrected ones corrected.

Where a second reader differs from the first and nobody has settled it yet, the graver reading stands.
"""

from collections.abc import Iterable

import msgspec
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.findings.models import Decision, Verdict
from safelight.desk.findings.second import Readings, readings_of
from safelight.desk.reports.weighed import reported
from safelight.desk.risk.state import grade_of
from safelight.examining.case import Examination
from safelight.signals.finding import Finding, Severity
from safelight.signals.heads.worth_reading import WorthReading
from safelight.triage.priority import Priority, weigh


def newest_decisions(case: Case) -> dict[str, Decision]:
    """The open decision that stands for each finding somebody decided about."""
    return {decision.finding: decision for decision in case.decisions.select_related("by")}


def standing(case: Case, findings: Iterable[Finding]) -> list[Finding]:
    """Findings nobody rejected, with the severity a person gave where one did."""
    read = readings_of(case)
    return [
        _as_read(finding, read.get(finding.id, Readings()))
        for finding in findings
        if finding.id not in read or not read[finding.id].is_rejected
    ]


def worth_reading(examination: Examination, stands: Iterable[Finding]) -> list[WorthReading]:
    """Conversations that are worth reading early; where findings rest there, as long as one of them stands."""
    named = {finding.id for finding in stands}
    return [each for each in examination.worth_reading if not each.findings or not named.isdisjoint(each.findings)]


def priority_of(case: Case, findings: Iterable[Finding]) -> Priority:
    """The priority of the case on the findings that stand, on what was reported and on the grade of risk.

    Only a named person's rejection can lower it.
    """
    found = [*standing(case, findings), *reported(case)]
    waiting = timezone.now() - case.opened_at
    return weigh(found, case.context, waiting=waiting, grade=grade_of(case))


def priority_unexamined(case: Case) -> Priority | None:
    """The priority of a case of which nothing was examined: as it was reported and graded, or not known."""
    return priority_of(case, ()) if reported(case) or grade_of(case) else None


def _as_read(finding: Finding, read: Readings) -> Finding:
    given = [] if read.newest is None else [(read.newest.verdict, read.newest.severity)]
    if read.differ and read.second:
        given.append((read.second.verdict, read.second.severity))
    upheld = [
        Severity(severity) if severity else finding.severity
        for verdict, severity in given
        if verdict != Verdict.REJECTED
    ]
    if not upheld:
        return finding
    gravest = max(upheld, key=list(Severity).index)
    return finding if gravest is finding.severity else msgspec.structs.replace(finding, severity=gravest)
