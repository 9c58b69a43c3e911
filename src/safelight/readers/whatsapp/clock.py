"""The time of day in a header, as whole microseconds since local midnight."""

import re
from typing import NamedTuple

from safelight.readers.whatsapp.day_periods import NOON, hour_of_day, period_named
from safelight.readers.whatsapp.marks import without_marks
from safelight.records.moment import Micros

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_LAST_HOUR, _LAST_MINUTE = 23, 59
_NUMBER = re.compile(r"\d+")
_EDGES = " \t\u00a0\u2009\u202f_,،、."
_NO_PERIOD = frozenset({"", "klo", "kl", "um", "at", "ob", "à", "às", "o", "a las", "h", "s", "uhr", "be", "ad"})


class TimeOfDay(NamedTuple):
    """Microseconds since local midnight; ``other`` where an unknown day period leaves two readings."""

    micros: Micros
    other: Micros | None = None


def read_time(written: str) -> TimeOfDay | None:
    """The time a header states, or ``None`` where there is no such time (25:61)."""
    plain = without_marks(written)
    numbers = list(_NUMBER.finditer(plain))
    hour, minute = int(numbers[0][0]), int(numbers[1][0])
    second = int(numbers[2][0]) if len(numbers) > 2 else 0
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or second > _LAST_MINUTE:
        return None
    rest = minute * MINUTE + second * SECOND
    if len(plain) == numbers[-1].end() and not numbers[0].start():
        return TimeOfDay(hour * HOUR + rest)
    around = (plain[: numbers[0].start()], plain[numbers[-1].end() :])
    for words in around:
        period = period_named(words.strip(",،、 ")) or period_named(words.strip(_EDGES))
        if period is not None:
            return TimeOfDay(hour_of_day(hour, period) * HOUR + rest)
    if hour <= NOON and any(_may_be_period(words) for words in around):
        return TimeOfDay(hour % NOON * HOUR + rest, (hour % NOON + NOON) * HOUR + rest)
    return TimeOfDay(hour * HOUR + rest)


def _may_be_period(words: str) -> bool:
    return words.strip(_EDGES).casefold() not in _NO_PERIOD
