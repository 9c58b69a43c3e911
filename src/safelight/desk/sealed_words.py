"""Something small that somebody wrote about a case, sealed; ``content.open_written`` opens it again."""

import msgspec

from safelight.desk.cases.models import Case
from safelight.desk.keeping import the_vault
from safelight.evidence.audit import AuditEvent


def seal_words(case: Case, written: msgspec.Struct, *, audit: AuditEvent) -> str:
    """Seal it under the key of the case; what it is kept by. ``audit`` is the entry this leaves."""
    return the_vault().seal_words(case.key, msgspec.json.encode(written), audit=audit)
