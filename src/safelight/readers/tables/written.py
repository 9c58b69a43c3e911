"""Dates and times as people and programs write them in tables; where day and month are open, both readings."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache

from safelight.readers.date_order import DateOrder
from safelight.readers.json_moment import NO_TIME, At, iso, local
from safelight.records.record import AtQuality

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATE = (
    r"(?:(?P<a>\d{1,4})(?P<s>[/.\- ])(?P<b>\d{1,2})(?P=s)(?P<c>\d{1,4})"
    r"|(?P<d>\d{1,2})(?:st|nd|rd|th)?[ \-/.]?(?P<m>[A-Za-z]{3,9})\.?,?[ \-/.]?(?P<y>\d{4}|\d\d)"
    r"|(?P<m2>[A-Za-z]{3,9})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>\d{4}))"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?P<t>[:.])(?P<minute>\d\d)(?:(?P=t)(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r"(?:\s?(?P<noon>[AaPp])\.?[Mm]\.?)?"
)
_ZONE = r"(?:\s?(?P<zone>Z|UTC|GMT|BST|[+\-]\d\d:?\d\d))?"
_MOMENT = re.compile(
    rf"\s*(?:[A-Za-z]{{3,9}},? )?{_DATE}(?:(?:\s*,\s*|\s+|T|-|\s+at\s+){_CLOCK}{_ZONE})?\s*", re.ASCII
)
_USUAL = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
"""The commonest way: three numbers and a clock of 24 hours."""
_OFFSETS = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00"}
_LONGEST = 64
_SHORT_YEAR = 2


FORCING = {
    DateOrder.DAY_FIRST: re.compile(rb"(?:1[3-9]|[2-9][0-9])[/.\- ][0-9]{1,2}[/.\- ][0-9]"),
    DateOrder.MONTH_FIRST: re.compile(rb"[/.\- ](?:1[3-9]|[2-9][0-9])[/.\- ][0-9]"),
}
"""What stands in the bytes of every table in which a date can only be read in this order."""


def read_written(text: str, order: DateOrder | None, zone: tzinfo | None) -> At:
    """The moment a text names. Without a zone in it, it is read in ``zone``, or in UTC where none is known."""
    usual = _USUAL.fullmatch(text)
    readings = _read_usual(usual, order, zone) if usual else _read(text, order, zone)
    known = [at for at in readings if at.at is not None]
    if len(known) == 2:
        return At(known[0].at, AtQuality.AMBIGUOUS, known[1].at)
    return known[0] if known else NO_TIME


def _read_usual(match: re.Match[str], order: DateOrder | None, zone: tzinfo | None) -> list[At]:
    """The moment for each day a date may be: what ``_read`` says, without a detour."""
    a, _, b, c, *clock = match.groups("0")
    hour, minute, second = map(int, clock)
    days = _days_of(a, b, c, order)
    return [local(datetime(day.year, day.month, day.day, hour, minute, second), zone) for day in days]  # noqa: DTZ001


def _read(text: str, order: DateOrder | None, zone: tzinfo | None) -> list[At]:
    match = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    clock = _clock(match) if match else None
    if match is None or clock is None:
        return []
    return [_at(day, clock, match["zone"], zone) for day in _days(match, order)]


def has_an_order(text: str) -> bool:
    """Whether a date is three numbers of which the first may be the day or the month."""
    match = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    return bool(match and match["a"] and len(match["a"]) <= _SHORT_YEAR)


def day_first_forced(text: str) -> DateOrder | None:
    """The order a date can only be read in; ``None`` for dates that leave it open or never had the choice."""
    match = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not match["a"] or len(match["a"]) > _SHORT_YEAR:
        return None
    days = _by_order(match["a"], match["b"], match["c"])
    return next(iter(days)) if len(days) == 1 else None


def _days(match: re.Match[str], order: DateOrder | None) -> Sequence[date]:
    """The day, or both where the order of day and month is open."""
    if not match["a"]:
        day = _date(match["y"] or match["y2"], _month(match["m"] or match["m2"]), match["d"] or match["d2"])
        return [day] if day else []
    return _days_of(match["a"], match["b"], match["c"], order)


@lru_cache(maxsize=4_096)
def _days_of(a: str, b: str, c: str, order: DateOrder | None) -> Sequence[date]:
    if len(a) > _SHORT_YEAR:
        day = _date(a, int(b), c)
        return (day,) if day else ()
    days = _by_order(a, b, c)
    if order in days:
        return (days[order],)
    return tuple(dict.fromkeys(days.values()))


@lru_cache(maxsize=4_096)
def _by_order(a: str, b: str, c: str) -> Mapping[DateOrder | None, date]:
    """The days a date may be, by the order read in; one that is the same either way is no choice."""
    first = _date(c, int(b), a)
    second = _date(c, int(a), b)
    found = {DateOrder.DAY_FIRST: first, DateOrder.MONTH_FIRST: second}
    return {order: day for order, day in found.items() if day}


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) if len(year) > _SHORT_YEAR else 2000 + int(year), month, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _clock(match: re.Match[str]) -> str | None:
    """The time of day as ISO 8601 writes it; midnight where only a date is written."""
    if not match["hour"]:
        return "00:00:00"
    hour, noon = int(match["hour"]), (match["noon"] or "").lower()
    if noon:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if noon == "p" else 0)
    fraction = f".{match['part'][:6]:0<6}" if match["part"] else ""
    return f"{hour:02}:{match['minute']}:{match['second'] or '00'}{fraction}"


def _at(day: date, clock: str, stated: str | None, zone: tzinfo | None) -> At:
    offset = _OFFSETS.get(stated, stated) if stated else ""
    return iso(f"{day.isoformat()}T{clock}{offset}", zone)
