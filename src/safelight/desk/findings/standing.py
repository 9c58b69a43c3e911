"""The findings as they stand after people looked at them: rejected ones gone, corrected ones corrected."""

from collections.abc import Iterable

import msgspec
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.findings.models import Decision, Verdict
from safelight.desk.reports.weighed import reported
from safelight.desk.risk.state import grade_of
from safelight.signals.finding import Finding, Severity
from safelight.triage.priority import Priority, weigh


def newest_decisions(case: Case) -> dict[str, Decision]:
    """The decision that stands for each finding somebody decided about."""
    return {decision.finding: decision for decision in case.decisions.select_related("by")}


def standing(case: Case, findings: Iterable[Finding]) -> list[Finding]:
    """Findings nobody rejected, with the severity a person gave where one did."""
    decided = newest_decisions(case)
    return [
        _as_decided(finding, decided.get(finding.id))
        for finding in findings
        if finding.id not in decided or decided[finding.id].verdict != Verdict.REJECTED
    ]


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


def _as_decided(finding: Finding, decision: Decision | None) -> Finding:
    if decision is None or not decision.severity:
        return finding
    return msgspec.structs.replace(finding, severity=Severity(decision.severity))
