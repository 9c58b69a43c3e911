"""What a report goes on to weigh once it is a case: its answers hold until a person settles them."""

from typing import TYPE_CHECKING

from safelight.desk.cases.models import Case
from safelight.signals.finding import Finding
from safelight.triage.report_questions import findings_of

if TYPE_CHECKING:
    from safelight.desk.reports.models import Report


def reported(case: Case) -> list[Finding]:
    """What the report of a case says, as it is weighed; nothing where there was none, or it was settled."""
    report: Report | None = getattr(case, "report", None)
    return findings_of(report.told) if report is not None and report.settled_at is None else []
