"""What short lines on a screen mean: clocks, days, the words of the app's own furniture."""

import re
from datetime import date
from typing import NamedTuple

from safelight.readers.choices import DateOrder

_HALF = r"(?:\s?[AaPp]\.?\s?[Mm]\.?)"
_TIME = rf"\d{{1,2}}[:.]\d\d{_HALF}?"
_TICKS = r"(?:\s?[^\w\s]{1,3}|\s?[VvWw/]{1,2})?"
_CLOCK = re.compile(rf"({_TIME})({_TICKS})")
_CLOCK_AT_END = re.compile(rf"(.*\S)\s+({_TIME})({_TICKS})", re.DOTALL)
_PARTS = re.compile(rf"(\d{{1,2}})[:.](\d\d)({_HALF})?")

_MONTHS = "january february march april may june july august september october november december".split()
_WEEK = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = "(?P<month>[a-z]{3,9})\\.?"
_WEEKDAY = "(?:(?:" + "|".join(f"{day}|{day[:3]}|{day[:4]}" for day in _WEEK) + ")\\.?,?\\s*)"
_IN_WORDS = (
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*{_MONTH},?\s*(?P<year>\d{{4}})?",
    rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<year>\d{{4}})?",
)
_NUMBERS = r"(?P<first>\d{1,4})[/.\-](?P<second>\d{1,2})[/.\-](?P<third>\d{2,4})"
_AT_TIME = rf"(?:,?\s*(?:at\s+|·\s*|•\s*)?(?P<clock>{_TIME}))?"
_DAYS = tuple(
    re.compile(rf"{lead}{_AT_TIME}", re.IGNORECASE)
    for lead in (
        "(?P<word>today|yesterday)",
        rf"(?P<word>{_WEEKDAY})",
        *(rf"{_WEEKDAY}?{form}" for form in _IN_WORDS),
        rf"{_WEEKDAY}?{_NUMBERS}",
    )
)
_CENTURY = 2000
_COMPOSERS = {
    "imessage": "iMessage",
    "text message": "SMS",
    "text message · sms": "SMS",
    "rcs message": "RCS",
    "send a chat": "Snapchat",
    "message": "",
    "message...": "",
    "message…": "",
    "aa": "",
    "type a message": "",
    "write a message": "",
    "write a message...": "",
    "send message": "",
    "signal message": "Signal",
    "send a snap": "Snapchat",
}
_UNDER = re.compile(r"(?:delivered|read|seen|sent|opened|received)(?:\s.{0,30})?", re.IGNORECASE)
_KEYBOARDS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qwertzuiop")


class Clock(NamedTuple):
    """A clock as read, and what was read beside it (ticks)."""

    text: str
    ticks: str = ""


class DayLine(NamedTuple):
    """A line that says the day. ``days``: the dates it may mean: none (relative), one, or two (order unsure)."""

    text: str
    days: tuple[date, ...] = ()
    clock: str = ""


def clock_in(text: str) -> Clock | None:
    """The clock, where the text is nothing else."""
    match = _CLOCK.fullmatch(text.strip())
    return Clock(match[1], match[2].strip()) if match and minutes_of(match[1]) is not None else None


def clock_at_end(text: str) -> tuple[str, Clock] | None:
    """The words and the clock that stands behind them in the same row."""
    match = _CLOCK_AT_END.fullmatch(text)
    if not match or minutes_of(match[2]) is None:
        return None
    return match[1], Clock(match[2], match[3].strip())


def minutes_of(clock: str) -> int | None:
    """Minutes since midnight of a clock as read; ``None`` where there is no such time."""
    match = _PARTS.fullmatch(clock)
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").strip().casefold()
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute


def day_line_in(text: str, order: DateOrder | None) -> DayLine | None:
    """The day a line states, where the text is nothing else."""
    for pattern in _DAYS:
        match = pattern.fullmatch(text.strip())
        if match:
            parts = match.groupdict()
            days = _days(parts, order)
            if days is not None:
                return DayLine(text, days, parts["clock"] or "")
    return None


def platform_of_composer(text: str) -> str | None:
    """The app whose empty writing field says this (``""`` where many do); ``None`` where no known one does."""
    return _COMPOSERS.get(text.strip().casefold())


def stands_under_a_message(text: str) -> bool:
    """Whether it is the app's word on a message above: Delivered, Read 21:10, Seen."""
    return bool(_UNDER.fullmatch(text.strip()))


def is_keyboard_row(text: str) -> bool:
    """Whether a row of single letters is the keyboard's."""
    letters = "".join(text.split()).casefold()
    return any(row in letters for row in _KEYBOARDS)


def _days(parts: dict[str, str | None], order: DateOrder | None) -> tuple[date, ...] | None:
    """The dates; empty for a relative day or one without a year; ``None`` where it is no day at all."""
    if parts.get("word"):
        return ()
    if parts.get("first"):
        return _numbered(str(parts["first"]), str(parts["second"]), str(parts["third"]), order)
    month = _month(str(parts["month"]))
    if not month:
        return None
    if not parts["year"]:
        return ()
    found = _date(int(parts["year"]), month, int(str(parts["day"])))
    return (found,) if found else None


def _numbered(first: str, second: str, third: str, order: DateOrder | None) -> tuple[date, ...] | None:
    if len(first) == 4:
        found = _date(int(first), int(second), int(third))
        return (found,) if found else None
    year = int(third) if len(third) == 4 else _CENTURY + int(third)
    day_first, month_first = _date(year, int(second), int(first)), _date(year, int(first), int(second))
    if order is DateOrder.DAY_FIRST:
        month_first = None
    elif order is DateOrder.MONTH_FIRST:
        day_first = None
    return tuple(dict.fromkeys(each for each in (day_first, month_first) if each)) or None


def _month(name: str) -> int:
    wanted = name.casefold()
    return next((number for number, month in enumerate(_MONTHS, 1) if wanted in {month, month[:3], month[:4]}), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
