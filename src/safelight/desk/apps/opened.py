"""What was said of the apps of a list; opening it is a look."""

from safelight.desk import content
from safelight.desk.apps.kept import KeptAnswers
from safelight.desk.apps.models import AppAnswersVersion
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import record
from safelight.evidence.audit import AuditEvent


def open_answers(exhibit: Exhibit, member: int, *, audit: AuditEvent) -> tuple[KeptAnswers, int]:
    """The newest answers and their number; none and nought where nothing was asked."""
    newest = AppAnswersVersion.objects.filter(exhibit=exhibit, member=member).first()
    if newest is None:
        record(audit)
        return KeptAnswers(), 0
    return content.open_written(exhibit.case, newest.answers_sha256, KeptAnswers, audit=audit), newest.number
