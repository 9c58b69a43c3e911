"""The footprint as it stands; opening it is a look."""

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.footprint.kept import KeptFootprint
from safelight.desk.looks import record
from safelight.evidence.audit import AuditEvent


def open_footprint(case: Case, *, audit: AuditEvent) -> tuple[KeptFootprint, int]:
    """What was said, and the number of the newest version; an empty one and nought where nothing was asked."""
    newest = case.footprints.first()
    if newest is None:
        record(audit)
        return KeptFootprint(), 0
    return content.open_written(case, newest.footprint_sha256, KeptFootprint, audit=audit), newest.number
