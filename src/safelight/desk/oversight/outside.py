"""Who outside has seen the log, and up to where: only that shows later that nobody rewrote it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from safelight.desk.keeping import the_ledger
from safelight.evidence.witness.cosignature import Cosigned


@dataclass(frozen=True)
class SeenOutside:
    """The newest head that each witness signed, and how many entries nobody outside has seen."""

    witnesses: tuple[Cosigned, ...]
    unseen: int
    is_overdue: bool
    """Nobody signed for longer than the force allows itself."""


def seen_outside(now: datetime) -> SeenOutside:
    """How things stand now."""
    ledger = the_ledger()
    witnesses = tuple(ledger.witnessed())
    oldest_allowed = now - timedelta(days=settings.WITNESS_DAYS)
    return SeenOutside(
        witnesses=witnesses,
        unseen=ledger.size - max((one.size for one in witnesses), default=0),
        is_overdue=all(one.at < oldest_allowed for one in witnesses),
    )
