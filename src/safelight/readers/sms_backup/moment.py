"""Times in a backup: counts since 1970 in milliseconds (seconds in some picture messages), and a local text."""

import re
from functools import lru_cache
from typing import NamedTuple

from safelight.records.moment import Micros
from safelight.records.record import AtQuality

LARGEST_SECONDS = 100_000_000_000
"""Counts below this are seconds: as milliseconds they would lie before March 1973."""
LATEST_MILLISECONDS = 7_258_118_400_000
"""The year 2200: later counts are damage, not dates."""
DAY_MILLISECONDS = 86_400_000
DAY_MICROSECONDS = 1000 * DAY_MILLISECONDS

LONGEST_COUNT_DIGITS = 18
_READABLE = re.compile(
    r"([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:[\s\u202f]([AP])M)?", re.ASCII
)
_ON_A_DAY = re.compile(
    r"([A-Z][a-z]{2} \d{1,2}, \d{4}),? (?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[\s\u202f][AP]M)?", re.ASCII
)
_MONTHS = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


class Stated(NamedTuple):
    """A time as far as the backup states it."""

    at: Micros | None
    quality: AtQuality
    note: str = ""


MISSING = Stated(None, AtQuality.MISSING)


def stated(count: str | None) -> Stated:
    """The moment of a count since 1970; missing where it is no count, is zero or cannot be a date."""
    if not count or len(count) > LONGEST_COUNT_DIGITS or not (count.isdecimal() and count.isascii()):
        return MISSING
    number = int(count)
    if LARGEST_SECONDS <= number < LATEST_MILLISECONDS:
        return Stated(number * 1000, AtQuality.EXACT)
    if 0 < number < LARGEST_SECONDS:
        return Stated(number * 1_000_000, AtQuality.EXACT, "The time was given in seconds.")
    return MISSING


def clocks_differ(at: Micros, readable: str) -> bool:
    """Whether the local text beside a count is more than a day away from it, which no time zone explains."""
    match = _READABLE.match(readable)
    month = _MONTHS.get(match[1]) if match else None
    if not match or not month:
        return False
    hour = int(match[4]) % 12 + (12 if match[7] == "P" else 0) if match[7] else int(match[4])
    days = _days_since_1970(int(match[3]), month, int(match[2]))
    local = days * DAY_MILLISECONDS + (hour * 3600 + int(match[5]) * 60 + int(match[6])) * 1000
    return abs(at // 1000 - local) > DAY_MILLISECONDS


def clocks_agree(at: Micros, readable: str) -> bool:
    """Whether the local text is surely of the day of the count: quicker to say than how far apart they are."""
    match = _ON_A_DAY.match(readable)
    return match is not None and _day_named(match[1]) == at // DAY_MICROSECONDS


@lru_cache(maxsize=4_096)
def _day_named(text: str) -> int | None:
    month, day, year = text.replace(",", "").split(" ")
    return _days_since_1970(int(year), _MONTHS[month], int(day)) if month in _MONTHS else None


def _days_since_1970(year: int, month: int, day: int) -> int:
    """Days of the proleptic Gregorian calendar, without raising for a day a month does not have."""
    year -= month <= 2
    in_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + in_year - 719_468
