"""What stands beside a 12-hour time (a. m., 下午, in the evening), and what it does to the hour."""

import re
from enum import StrEnum
from importlib.resources import files

import yaml

from safelight.readers.whatsapp.marks import BLANKS

NOON = 12
_FIRST_EVENING_HOUR = 6
_LAST_HOUR_AFTER_NOON = 4


class DayPeriod(StrEnum):
    """The part of the day a 12-hour time belongs to."""

    BEFORE_NOON = "before_noon"
    AFTER_NOON = "after_noon"
    NIGHT = "night"
    AROUND_NOON = "around_noon"
    MIDNIGHT = "midnight"


def hour_of_day(hour: int, period: DayPeriod) -> int:
    """The hour of 24; an hour over 12 is one already and stays as it is."""
    if hour > NOON:
        return hour
    hour %= NOON
    match period:
        case DayPeriod.AFTER_NOON:
            return hour + NOON
        case DayPeriod.NIGHT if hour >= _FIRST_EVENING_HOUR:
            return hour + NOON
        case DayPeriod.AROUND_NOON if hour <= _LAST_HOUR_AFTER_NOON:
            return hour + NOON
        case _:
            return hour


def period_named(words: str) -> DayPeriod | None:
    """The day period these words name, or ``None``."""
    key = _key(words)
    latin = _LATIN_KEY.fullmatch(key)
    if latin:
        return DayPeriod.BEFORE_NOON if latin[1] == "a" else DayPeriod.AFTER_NOON
    return _BY_WORDS.get(key)


def _key(words: str) -> str:
    return " ".join(words.replace("_", " ").split()).casefold()


def _load() -> dict[str, DayPeriod]:
    packed = yaml.safe_load(files(__package__).joinpath("day_periods.yaml").read_text("utf-8"))
    return {_key(words): DayPeriod(period) for period, many in packed.items() for words in many}


_BY_WORDS = _load()
_LATIN_KEY = re.compile(r"([ap])\.? ?m\.?")


def _pattern() -> str:
    spelled = sorted(_BY_WORDS, key=len, reverse=True)
    blank = f"[{BLANKS}]"
    words = "|".join(re.escape(words).replace(r"\ ", blank) for words in spelled)
    return rf"(?i:[ap]\.?{blank}?m\.?|{words})"


PERIOD_PATTERN = _pattern()
"""Matches any known day period, in any case."""
