"""Does the state of a report allow it?"""

from safelight.desk.reports.models import Report, ReportState
from safelight.desk.rules import NotAllowed, question
from safelight.triage.level import Level


def check_still_waits(report: Report) -> None:
    """Nobody decided about it yet."""
    if report.state != ReportState.WAITING:
        message = "Somebody decided about this report already. Nothing more was done."
        raise NotAllowed(message)


def check_no_floor_holds(level: Level) -> None:
    """What must be looked at now becomes a case: it is not closed without one."""
    if level is Level.IMMEDIATE:
        message = (
            "This report tells of immediate danger, so it cannot be closed without a case. Open the case; "
            "what turns out otherwise is decided there, on record."
        )
        raise NotAllowed(message)


def check_not_settled(report: Report) -> None:
    """Its answers weigh still."""
    if report.settled_at is not None:
        message = "What was reported is settled already. Nothing more was done."
        raise NotAllowed(message)


not_settled = question(check_not_settled)
still_waits = question(check_still_waits)
no_floor_holds = question(check_no_floor_holds)
