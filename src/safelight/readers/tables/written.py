"""Dates and times as people and programs write them in tables; where day and month are open, both readings."""

import re
from datetime import date, tzinfo

from safelight.readers.date_order import DateOrder
from safelight.readers.json_moment import NO_TIME, At, iso
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
_OFFSETS = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00"}
_LONGEST = 64
_SHORT_YEAR = 2


def read_written(text: str, order: DateOrder | None, zone: tzinfo | None) -> At:
    """The moment a text names. Without a zone in it, it is read in ``zone``, or in UTC where none is known."""
    match = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    clock = _clock(match) if match else None
    if match is None or clock is None:
        return NO_TIME
    readings = [_at(day, clock, match["zone"], zone) for day in _days(match, order)]
    known = [at for at in readings if at.at is not None]
    if len(known) == 2:
        return At(known[0].at, AtQuality.AMBIGUOUS, known[1].at)
    return known[0] if known else NO_TIME


def has_an_order(text: str) -> bool:
    """Whether a date is three numbers of which the first may be the day or the month."""
    match = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    return bool(match and match["a"] and len(match["a"]) <= _SHORT_YEAR)


def day_first_forced(text: str) -> DateOrder | None:
    """The order a date can only be read in; ``None`` for dates that leave it open or never had the choice."""
    match = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not match["a"] or len(match["a"]) > _SHORT_YEAR:
        return None
    days = _by_order(match)
    if len(days) != 1:
        return None
    return next(iter(days))


def _days(match: re.Match[str], order: DateOrder | None) -> list[date]:
    """The day, or both where the order of day and month is open."""
    if not match["a"]:
        day = _date(match["y"] or match["y2"], _month(match["m"] or match["m2"]), match["d"] or match["d2"])
        return [day] if day else []
    if len(match["a"]) > _SHORT_YEAR:
        day = _date(match["a"], int(match["b"]), match["c"])
        return [day] if day else []
    days = _by_order(match)
    if order in days:
        return [days[order]]
    return list(dict.fromkeys(days.values()))


def _by_order(match: re.Match[str]) -> dict[DateOrder | None, date]:
    """The days a date may be, by the order read in; one that is the same either way is no choice."""
    first = _date(match["c"], int(match["b"]), match["a"])
    second = _date(match["c"], int(match["a"]), match["b"])
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
