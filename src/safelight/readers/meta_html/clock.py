"""Times as Meta's pages show them: “Sep 22, 2017 6:33 am”, “22 Sep 2017, 06:33:05”; always local."""

import re
from datetime import tzinfo

from safelight.readers.json_moment import At
from safelight.readers.written_moment import long_form

_ENGLISH = re.compile(
    r"(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}),?(?: at)? "
    r"(?P<clock>\d{1,2}:\d\d)(?P<second>:\d\d)?(?P<half>[ \u202f]?(?:am|pm|AM|PM))?"
)
_ANY_LANGUAGE = re.compile(rb"(?=[^<>]{0,80}?\b(?:19|20|25)\d\d\b)[^<>]{0,80}?\b\d{1,2}[:.]\d\d\b[^<>]{0,20}")
_LONGEST_BYTES = 100


def looks_like_a_time(written: bytes) -> bool:
    """A year and a clock, in whatever language, and little else."""
    return len(written) <= _LONGEST_BYTES and _ANY_LANGUAGE.fullmatch(written) is not None


def moment(written: str, zone: tzinfo | None) -> At:
    """The time, if it is written in English; no time in other languages."""
    match = _ENGLISH.fullmatch(written)
    if match is None:
        return long_form(None, zone)
    date, clock, second, half = match.group("date", "clock", "second", "half")
    of_day = f" {half.strip()}" if half else ""
    return long_form(f"{date}, {clock}{second or ':00'}{of_day}", zone)
