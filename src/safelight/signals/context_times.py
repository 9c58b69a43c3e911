"""Times and days of a context file: always with a zone, never guessed."""

import re
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

_FIRST_YEAR, _LAST_YEAR = 1, 9999
_EXAMPLE = "2025-05-03T10:00+01:00"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_PLACE = {"localtime", "Factory"}  # Names of a machine's own set-up, which mean another zone on the next.
_SHORT = {"bst": "Europe/London", "uk": "Europe/London", "london": "Europe/London", "gmt": "Europe/London"}


class CannotPlace(ValueError):
    """A time or zone that has no single meaning; the message is the rest of a sentence."""


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ``CannotPlace`` with the nearest names otherwise."""
    known = available_timezones() - _NO_PLACE
    if name in known:
        return ZoneInfo(name)
    near = _SHORT.get(name.lower()) or next(iter(get_close_matches(name, sorted(known), n=1)), "Europe/London")
    message = f"“{name[:60]}” is not a zone of the IANA list, which names a region and a city, for example {near}"
    raise CannotPlace(message)


def day_of(text: str) -> date | None:
    """A day written year-month-day, ``None`` for nothing. Raises ``CannotPlace`` for any other form."""
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        message = f"“{text[:40]}” is not a day written year-month-day, for example 2025-05-03"
        raise CannotPlace(message) from None


def moment_of(text: str, zone: ZoneInfo | None) -> datetime:
    """The UTC moment of a written time.

    A time with its own offset stands as it is. A time without one is read in the case's ``zone``, and so is a bare
    day, which is taken to its end: on a day without an hour, only later days are surely after it. Raises
    ``CannotPlace`` where there is no zone, or where the clocks make the local time happen twice or not at all.
    """
    try:
        written = (
            datetime.combine(_whole_day(text), time.max) if _DAY.fullmatch(text) else datetime.fromisoformat(text)
        )
    except ValueError:
        message = f"“{text[:40]}” is not a time that can be read; write it like {_EXAMPLE}"
        raise CannotPlace(message) from None
    if written.tzinfo is None:
        return _placed(written, text, zone)
    try:
        return written.astimezone(UTC)
    except OverflowError:
        message = f"“{text[:40]}” lies outside the years 1 to 9999"
        raise CannotPlace(message) from None


def _whole_day(text: str) -> date:
    return date.fromisoformat(text)


def _placed(written: datetime, text: str, zone: ZoneInfo | None) -> datetime:
    if zone is None:
        message = f"“{text}” has no zone: add the offset (like {_EXAMPLE}) or give the case a timezone"
        raise CannotPlace(message)
    if not _FIRST_YEAR < written.year < _LAST_YEAR:
        message = f"“{text}” lies outside the years that can be placed"
        raise CannotPlace(message)
    first, second = (written.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    back = first.astimezone(zone).replace(tzinfo=None) == written
    trouble = (
        "happened twice, because the clocks went back"
        if back
        else "never happened, because the clocks went forward"
    )
    message = f"“{text}” {trouble} in {zone.key}: write it with its offset (like {_EXAMPLE})"
    raise CannotPlace(message)
