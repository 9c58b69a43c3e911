"""Whether this desk was brought back from a backup, and what is missing since, for everybody who looks at logs."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from safelight.desk.backup.restoring import restored_in
from safelight.desk.keeping import the_ledger
from safelight.evidence.audit import Act


@dataclass(frozen=True)
class BroughtBack:
    """When a backup was brought back, and how many entries of the ledger were known outside and are not here."""

    at: datetime
    missing: int


def brought_back() -> BroughtBack | None:
    """What the ledger says of the last restore, if there was one."""
    said = restored_in(settings.FOLDER)
    if said is None:
        return None
    entry = next(iter(the_ledger().entries(start=said.entry, limit=1)), None)
    if entry is None or entry.event.act not in {Act.RESTORED, Act.RESTORED_OLDER}:
        return None
    return BroughtBack(entry.at, int(entry.event.details.get("missing", 0)))
