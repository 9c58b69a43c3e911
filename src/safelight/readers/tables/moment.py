"""The times of a described table: as written, by a pattern, or counted."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import chain, islice
from zoneinfo import ZoneInfo

from safelight.readers.date_order import DateOrder
from safelight.readers.json_moment import NO_TIME, At, counted, exact, iso
from safelight.readers.tables.mapping import TableMapping, TimeForm
from safelight.readers.tables.pattern import Pattern
from safelight.readers.tables.written import FORCING, day_first_forced, has_an_order, read_written

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 (local times: their zone is said elsewhere)
_LEAP_DAY_THAT_NEVER_WAS = 60
"""Spreadsheets count 29 February 1900, which there never was; days before it are one further on."""
_LAST_DAY = 2_958_466
_REMEMBERED = 4_096
_TELLING_ROWS = 200
"""A column whose first rows name the year or the month first in words is not read twice for its order."""

Clock = Callable[[str], At]


def clock_of(mapping: TableMapping, zone: tzinfo | None, order: DateOrder | None) -> Clock:
    """How the text in the columns of time becomes a moment. Raises ``PatternRefused``."""
    zone = ZoneInfo(mapping.zone) if mapping.zone else zone
    match mapping.time_form:
        case TimeForm.SERIAL:
            # A cell that is styled as a date comes as a date.
            return lambda text: serial(text, zone) if serial_moment(text) else read_written(text, order, zone)
        case TimeForm.SECONDS:
            return lambda text: exact(_counted(text, 1_000_000))
        case TimeForm.MILLISECONDS:
            return lambda text: exact(_counted(text, 1_000))
        case TimeForm.PATTERN:
            pattern = Pattern(mapping.pattern)
            return lambda text: local(pattern.read(text), zone)
        case TimeForm.WRITTEN:
            return lru_cache(maxsize=_REMEMBERED)(lambda text: read_written(text, order, zone))


def order_in(
    texts: Iterable[str],
    mapping: TableMapping,
    said: DateOrder | None,
    may_hold: Callable[[re.Pattern[bytes]], bool],
) -> DateOrder | None:
    """Which comes first in the dates of a column: what its own dates force, then what was said of the table,
    then what was said of the exhibit; ``None`` leaves both readings.

    Rows are read as long as the table ``may_hold`` a date that forces an order no date forced yet.
    """
    if mapping.time_form is not TimeForm.WRITTEN:
        return None
    rest = iter(texts)
    first = list(islice(rest, _TELLING_ROWS))
    if not any(map(has_an_order, first)):
        return mapping.date_order or said
    forced = _forced(chain(first, rest), may_hold)
    if len(forced) == 1:
        return next(iter(forced))
    return mapping.date_order or said


def _forced(texts: Iterable[str], may_hold: Callable[[re.Pattern[bytes]], bool]) -> set[DateOrder]:
    """The orders that some date can only be read in; once all that there may be are found, no row more is read."""
    forced = set()
    missing = {order for order, pattern in FORCING.items() if may_hold(pattern)}
    for text in texts:
        if order := day_first_forced(text):
            forced.add(order)
            missing.discard(order)
        if not missing:
            break
    return forced


def local(moment: datetime | None, zone: tzinfo | None) -> At:
    """A local time in a zone, or in UTC where none is known."""
    return NO_TIME if moment is None else iso(moment.isoformat(), zone)


def serial(text: str, zone: tzinfo | None) -> At:
    """A spreadsheet's count of days as a local time, to the millisecond: its fractions hold no more."""
    moment = serial_moment(text)
    return local(moment, zone)


def serial_moment(text: str) -> datetime | None:
    """The local time of a count of days; ``None`` where it is none."""
    try:
        days = float(text)
    except ValueError:
        return None
    if not 0 <= days < _LAST_DAY:
        return None
    if days < _LEAP_DAY_THAT_NEVER_WAS:
        days += 1
    return _DAY_ZERO + timedelta(milliseconds=round(days * 86_400_000))


def _counted(text: str, micros: int) -> int | None:
    text = text.strip()
    if text.removeprefix("-").isdecimal():
        return counted(text, micros_per_unit=micros)
    try:
        return counted(float(text), micros_per_unit=micros)
    except ValueError:
        return None
