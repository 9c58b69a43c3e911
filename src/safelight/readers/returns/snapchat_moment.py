"""The ways in which Snapchat's returns write a time."""

import re
from datetime import tzinfo

from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.written_moment import counted_by_magnitude, zoned

_WORDS = re.compile(
    r"(?:[A-Z][a-z]{2} )?(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) "
    r"(?:(?P<year_first>\d{4}) (?P<clock_second>\d\d:\d\d:\d\d) (?P<zone_last>[A-Z]{3,4})"
    r"|(?P<clock_first>\d\d:\d\d:\d\d) (?P<zone_second>[A-Z]{3,4}) (?P<year_last>\d{4}))"
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_UNIVERSAL = frozenset({"UTC", "GMT"})


def moment_of(written: str, zone: tzinfo | None) -> At:
    """“Wed Aug 19 12:00:00 UTC 2021”, “Apr 06 2026 03:48:31 UTC”, “2026-04-11 04:02:00 UTC”, or a count.

    A time in another zone that is named by letters only (PST) is no instant; it stays as written.
    """
    text = written.strip()
    if text.isascii() and text.isdecimal():
        return counted_by_magnitude(text)
    match = _WORDS.fullmatch(text)
    if match is None:
        return zoned(text, zone)
    zone_name = match["zone_last"] or match["zone_second"]
    if match["month"] not in _MONTHS or zone_name not in _UNIVERSAL:
        return NO_TIME
    month = _MONTHS.index(match["month"]) + 1
    year, clock = match["year_first"] or match["year_last"], match["clock_second"] or match["clock_first"]
    return zoned(f"{year}-{month:02}-{int(match['day']):02} {clock} UTC", zone)
