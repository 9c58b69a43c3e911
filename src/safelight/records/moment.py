"""Time is aware UTC, carried as whole microseconds since 1970 (``Micros``) beside its quality."""

from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Micros: TypeAlias = int
"""Microseconds since 1970-01-01T00:00:00Z."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> Micros:
    """Microseconds since 1970 of an aware moment; raises ``ValueError`` for a naive one."""
    if moment.tzinfo is None:
        message = "A time without a zone cannot be placed; say which zone it is in."
        raise ValueError(message)
    return (moment - EPOCH) // MICROSECOND


def from_micros(micros: Micros) -> datetime:
    """The aware UTC moment of a count of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
