"""Times as JSON exports write them: ISO 8601 text and counts since 1970, each with how far it can be relied on."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

import msgspec

from safelight.records.moment import EPOCH, MICROSECOND, Micros, to_micros
from safelight.records.record import AtQuality

_FIRST = to_micros(datetime(1, 1, 1, tzinfo=UTC))
_LAST = to_micros(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))
_LOCAL_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (local times are compared with it before they have a zone)
_DIGITS = 18


class At(msgspec.Struct, frozen=True, gc=False):
    """A moment as the first three time fields of a record."""

    at: Micros | None = None
    quality: AtQuality = AtQuality.MISSING
    other: Micros | None = None


NO_TIME = At()


def exact(at: Micros | None) -> At:
    """An instant as the source states it, or no time."""
    return NO_TIME if at is None else At(at, AtQuality.EXACT)


def counted(value: object, *, micros_per_unit: int) -> Micros | None:
    """An instant counted since 1970, as a number or as its digits; ``None`` outside the years 1 to 9999."""
    if type(value) is str and len(value) <= _DIGITS and (value.isdecimal() or value.removeprefix("-").isdecimal()):
        value = int(value)
    if type(value) is int:
        at = value * micros_per_unit
    elif type(value) is float and -1e18 < value < 1e18:
        at = int(value * micros_per_unit)
    else:
        return None
    return at if _FIRST <= at <= _LAST else None


def iso(value: object, zone: tzinfo | None) -> At:
    """An ISO 8601 time. Without an offset it is read in ``zone``, or in UTC where no zone is known."""
    if not isinstance(value, str):
        return NO_TIME
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return At((moment - EPOCH) // MICROSECOND, AtQuality.EXACT)
        return local(moment, zone)
    except (ValueError, OverflowError):
        return NO_TIME


def exact_isos(values: Sequence[str]) -> list[Micros]:
    """ISO 8601 times that state their offsets; none of them where one does not, or is no time."""
    try:
        return [(moment - EPOCH) // MICROSECOND for moment in map(datetime.fromisoformat, values)]
    except (ValueError, OverflowError, TypeError):  # naive moments have no distance to the epoch
        return []


def apart_from_local(text: object, at: Micros) -> Micros | None:
    """How far an ISO 8601 time without a zone lies from an instant; ``None`` if it is no such time."""
    if not isinstance(text, str):
        return None
    try:
        return (datetime.fromisoformat(text) - _LOCAL_EPOCH) // MICROSECOND - at
    except (ValueError, TypeError):
        return None


def local(moment: datetime, zone: tzinfo | None) -> At:
    """A time without a zone, read in ``zone``, or in UTC where no zone is known."""
    if zone is None:
        return At((moment - _LOCAL_EPOCH) // MICROSECOND, AtQuality.ZONE_ASSUMED)
    offset = _offset_in_hour(zone, moment.year, moment.month, moment.day, moment.hour)
    if offset is not None:
        return At((moment - _LOCAL_EPOCH) // MICROSECOND - offset, AtQuality.ZONE_ASSUMED)
    first = to_micros(moment.replace(tzinfo=zone, fold=0))
    second = to_micros(moment.replace(tzinfo=zone, fold=1))
    # The hour a clock went back happened twice, and the hour it went forward never: two readings remain.
    if first != second:
        return At(first, AtQuality.AMBIGUOUS, second)
    return At(first, AtQuality.ZONE_ASSUMED)


@lru_cache(maxsize=8_192)
def _offset_in_hour(zone: tzinfo, year: int, month: int, day: int, hour: int) -> Micros | None:
    """How far the clock is ahead of UTC in the whole of an hour of a day; ``None`` where it is moved in it."""
    ends = (
        datetime(year, month, day, hour, minute, second, micros, zone, fold=fold)
        for minute, second, micros in ((0, 0, 0), (59, 59, 999_999))
        for fold in (0, 1)
    )
    first, *others = (moment.utcoffset() for moment in ends)
    if first is None or any(other != first for other in others):
        return None
    return first // MICROSECOND
