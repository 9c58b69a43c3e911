"""Times as downloads write them for people: “2024-04-20 01:29:22 UTC”, “Wednesday, April 15, 2015 at …”."""

import re
from datetime import tzinfo

from safelight.readers.json_moment import NO_TIME, At, counted, exact, iso

_UTC = re.compile(r"[ \u202f]{0,2}(?:UTC|GMT|Z)\Z", re.IGNORECASE)
_LONG = re.compile(
    r"(?:[A-Z][a-z]+, )?"
    r"(?:(?P<month>[A-Z][a-z]+) (?P<day>\d{1,2})|(?P<day_first>\d{1,2}) (?P<month_second>[A-Z][a-z]+)),? "
    r"(?P<year>\d{4})(?: at|,) (?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)"
    r"(?:[ \u202f](?P<half>AM|PM|am|pm))?(?P<zone> (?:UTC|GMT(?P<offset>[+-]\d{1,2}(?::\d\d)?)?))?"
)
_MONTHS = "January February March April May June July August September October November December".split()
_MILLISECONDS_FROM, _MICROSECONDS_FROM = 10**11, 10**14


def zoned(value: object, zone: tzinfo | None) -> At:
    """An ISO-like time that may end in a zone's name: UTC makes it exact, none leaves it to ``zone``."""
    if not isinstance(value, str):
        return NO_TIME
    without = _UTC.sub("", value)
    return iso(without if without == value else f"{without}+00:00", zone)


def long_form(value: object, zone: tzinfo | None) -> At:
    """An English date in words, twelve-hour or twenty-four-hour; other languages give no time."""
    match = _LONG.fullmatch(value) if isinstance(value, str) else None
    month = _month(match) if match else 0
    if not match or not month:
        return NO_TIME
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return NO_TIME
        hour = hour % 12 + (12 if match["half"].upper() == "PM" else 0)
    day = int(match["day"] or match["day_first"])
    offset = _offset(match["offset"]) if match["zone"] else ""
    return iso(f"{match['year']}-{month:02}-{day:02}T{hour:02}:{match['minute']}:{match['second']}{offset}", zone)


def counted_by_magnitude(value: object) -> At:
    """A count since 1970 in seconds, milliseconds or microseconds, told apart by its size (1973 to 5138)."""
    if isinstance(value, str) and value.isdecimal() and len(value) <= 18:
        value = int(value)
    if type(value) is not int or value <= 0:
        return NO_TIME
    return exact(counted(value, micros_per_unit=_micros_in_unit_of(value)))


def _micros_in_unit_of(count: int) -> int:
    if count >= _MICROSECONDS_FROM:
        return 1
    return 1000 if count >= _MILLISECONDS_FROM else 1_000_000


def _offset(written: str | None) -> str:
    """“+1” and “+05:30” as ISO 8601 writes them; none is UTC itself."""
    if not written:
        return "+00:00"
    hours, _, minutes = written[1:].partition(":")
    return f"{written[0]}{int(hours):02}:{minutes or '00'}"


def _month(match: re.Match[str]) -> int:
    name = match["month"] or match["month_second"]
    # English in Britain shortens September to four letters and the other months to three.
    found = [number for number, month in enumerate(_MONTHS, 1) if len(name) > 2 and month.startswith(name)]
    return found[0] if found else 0
