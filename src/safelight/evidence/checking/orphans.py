"""Taking away what is sealed and in no list, once it is old enough, with the reason in the ledger."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checking.problem import Kind, Problem
from safelight.evidence.checking.recorded import Recorded
from safelight.evidence.checking.rows import Rows
from safelight.evidence.vault import Vault

YOUNGEST = timedelta(days=1)
"""Nothing younger is removed: it may be on its way into a list."""


class Reason(StrEnum):
    """Why something sealed is taken away. The ledger holds the reason, so it is one of these and no free words."""

    NEVER_ACKNOWLEDGED = "never-acknowledged"
    HANDED_IN_AGAIN = "handed-in-again"
    TRIAL = "trial"


def removable(problems: Iterable[Problem], recorded: Recorded, *, older_than: timedelta) -> list[Problem]:
    """The orphans among the problems that are old enough."""
    now = datetime.now(UTC)
    oldest = now - max(older_than, YOUNGEST)
    return [one for one in problems if one.kind in _ORPHANS and _sealed_at(one, recorded, now) < oldest]


def remove(
    vault: Vault, orphans: Iterable[Problem], rows: Callable[[], Rows], *, reason: Reason, actor: str
) -> int:
    """Removes orphans that no row names by now; says how many. Raises ``LedgerUnavailable``."""
    named = {(row.case, row.sha256) for row in rows().rows}
    removed = 0
    for one in orphans:
        if (one.case, one.sha256) not in named:
            details: dict[str, int | str] = {"reason": reason.value}
            event = AuditEvent(act=Act.ORPHAN_REMOVED, actor=actor, case=one.case, details=details)
            vault.remove(one.case, one.sha256, audit=event)
            removed += 1
    return removed


_ORPHANS = {Kind.ORPHAN, Kind.UNKNOWN_OBJECT}


def _sealed_at(one: Problem, recorded: Recorded, now: datetime) -> datetime:
    sealed = recorded.cases[one.case].objects.get(one.sha256)
    return sealed.at if sealed else now - timedelta(seconds=one.age_seconds)
