"""Where messages begin: the header shapes of WhatsApp text exports, found by one pattern.

Every part of the pattern is bounded and starts at a line break, so the work is linear in the size of the text
whatever the text holds.
"""

import re
from typing import NamedTuple

from safelight.readers.whatsapp.day_periods import PERIOD_PATTERN
from safelight.readers.whatsapp.marks import BLANKS, BYTE_ORDER_MARK, DIRECTION_MARKS

_MARKS = f"[{DIRECTION_MARKS}]{{0,3}}"
_BLANK = f"[{BLANKS}]"
_ERA = r"(?:[RHSTMrhstm]|令和|平成|民國|民国)?"
_FIELD = rf"{_MARKS}{_ERA}\d{{1,4}}{_MARKS}"
_BETWEEN = rf"(?:[/.\-年月년월]{_BLANK}?)"
_CALENDAR = rf"(?:{_BLANK}?(?:BE|B\.E\.|พ\.ศ\.|AD|CE|ค\.ศ\.))?"
_DATE = rf"{_FIELD}{_BETWEEN}{_FIELD}{_BETWEEN}{_FIELD}[.日일]?{_CALENDAR}"
_COLON = rf"(?:[:.]|{_BLANK}?h{_BLANK}?)"
_TIME = rf"{_MARKS}\d{{1,2}}{_COLON}\d{{2}}(?:{_COLON}\d{{2}})?"
_CLOCK = rf"(?:{PERIOD_PATTERN}{_BLANK}?)?{_TIME}(?:[{BLANKS}_]?{PERIOD_PATTERN})?{_MARKS}"
_GAP = rf"(?:[,،、]{_BLANK}{{0,2}}|{_BLANK}{{1,2}})(?:(?:klo|kl\.|um|at|ob|à|às){_BLANK})?"
_DASH = rf"{_BLANK}[-–—]{_BLANK}"
_COLON_END = rf"(?<=[:.]\d\d):{_BLANK}(?=[^\n:]{{1,100}}:{_BLANK}|[{DIRECTION_MARKS}])"

_HEADER = re.compile(
    rf"\n[{DIRECTION_MARKS}{BYTE_ORDER_MARK}]{{0,4}}(?:"
    rf"(({_DATE}){_GAP}({_CLOCK}))(?:{_DASH}|{_COLON_END})"
    rf"|\[(({_DATE})([^\d\]\n]{{1,24}}{_TIME}[^\]\n\d]{{0,24}}))\]{_BLANK}?"
    rf"|\[(({_CLOCK}){_GAP}({_DATE}))\]{_BLANK}?"
    rf"|(({_CLOCK}){_GAP}({_DATE})){_DASH}"
    r")"
)
_SHORTEST_COLON_HEADER_TIME = 6
"""``H:MM:SS``: only a time with seconds may end in a colon, as exports of old iPhones do."""

DASHED, BRACKETED, BRACKETED_TIME_FIRST, DASHED_TIME_FIRST = 1, 4, 7, 10
"""The header's shape: the number of the group that holds its stamp."""

_TIME_FIRST = frozenset({BRACKETED_TIME_FIRST, DASHED_TIME_FIRST})


class Header(NamedTuple):
    """One header: the record starts at ``start``, its name or body at ``end`` (characters of the padded text)."""

    start: int
    end: int
    shape: int
    stamp: str
    """Date and time as written."""
    date: str
    time: str


def pad(text: str) -> str:
    """The text with the line break before it that the pattern begins with."""
    return "\n" + text


def find_headers(padded: str) -> list[Header]:
    """All headers of a text made by ``pad``, in order."""
    found: list[Header] = []
    add = found.append
    for match in _HEADER.finditer(padded):
        start, end = match.span()
        shape = match.lastindex or 0
        stamp, first, second = match.group(shape, shape + 1, shape + 2)
        if shape in _TIME_FIRST:
            first, second = second, first
        elif shape == DASHED and padded[end - 2] == ":" and _lacks_seconds(second):
            continue
        add(Header(start + 1, end, shape, stamp, first, second))
    return found


def _lacks_seconds(time: str) -> bool:
    return sum(map(str.isdigit, time)) < _SHORTEST_COLON_HEADER_TIME - 1


def is_bracketed(shape: int) -> bool:
    """Whether the header stands in brackets, as iPhones write it."""
    return shape in {BRACKETED, BRACKETED_TIME_FIRST}
