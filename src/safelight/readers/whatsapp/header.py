"""Where messages begin: the header shapes of WhatsApp text exports, found by one pattern.

Every part of the pattern is bounded and starts at a line break, so the work is linear in the size of the text
whatever the text holds.
"""

import re
from enum import IntEnum
from typing import NamedTuple

from safelight.readers.whatsapp.day_periods import PERIOD_PATTERN
from safelight.readers.whatsapp.marks import BLANKS, BYTE_ORDER_MARK, DIRECTION_MARKS
from safelight.readers.whatsapp.names import LONGEST_NAME

_MARKS = f"[{DIRECTION_MARKS}]{{0,3}}"
_BLANK = f"[{BLANKS}]"
_ERA = r"(?:[RHSTMrhstm]|令和|平成|民國|民国)?"
_FIELD = rf"{_MARKS}{_ERA}\d{{1,4}}{_MARKS}"
_BETWEEN = rf"(?:[/.\-年月년월]{_BLANK}?)"
_CALENDAR = rf"(?:{_BLANK}?(?:BE|B\.E\.|พ\.ศ\.|AD|CE|ค\.ศ\.))?"
_DATE = rf"{_FIELD}{_BETWEEN}{_FIELD}{_BETWEEN}{_FIELD}[.日일]?{_CALENDAR}"
_COLON = rf"(?:[:.]|{_BLANK}?h{_BLANK}?)"
_TIME = rf"{_MARKS}\d{{1,2}}{_COLON}\d{{2}}(?:{_COLON}\d{{2}})?"
_PERIOD = rf"(?=[^\W\d_]){PERIOD_PATTERN}"
_CLOCK = rf"(?:{_PERIOD}{_BLANK}?)?{_TIME}(?:[{BLANKS}_]?{_PERIOD})?{_MARKS}"
_GAP = rf"(?:[,،、]{_BLANK}{{0,2}}|{_BLANK}{{1,2}})(?:(?:klo|kl\.|um|at|ob|à|às){_BLANK})?"
_DASH = rf"{_BLANK}[-–—]{_BLANK}"
_SECONDS = rf"{_MARKS}\d{{1,2}}{_COLON}\d{{2}}{_COLON}\d{{2}}"
_NAMED = rf"(?=[^\n:]{{1,100}}:{_BLANK}|[{DIRECTION_MARKS}])"

_PLAIN = r"((\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}),? (\d{1,2}:\d\d)) - "
"""A part of the dashed shape that needs no more: most Android headers. It halves the time of the whole search."""

_HEADER = re.compile(
    rf"(\n(?:{_PLAIN}|[{DIRECTION_MARKS}{BYTE_ORDER_MARK}]{{0,4}}(?:"
    rf"(({_DATE}){_GAP}({_CLOCK})){_DASH}"
    rf"|\[(({_DATE})([^\d\]\n]{{1,24}}{_TIME}[^\]\n\d]{{0,24}}))\]{_BLANK}?"
    rf"|\[(({_CLOCK}){_GAP}({_DATE}))\]{_BLANK}?"
    rf"|(({_CLOCK}){_GAP}({_DATE})){_DASH}"
    rf"|(({_DATE}){_GAP}({_SECONDS})):{_BLANK}{_NAMED}"
    r")))"
)


class Shape(IntEnum):
    """The shapes of headers, each the number of the pattern's group that holds its date and time."""

    DASHED = 5
    BRACKETED = 8
    BRACKETED_TIME_FIRST = 11
    DASHED_TIME_FIRST = 14
    WITH_COLON = 17
    """As exports of iPhones before 2017 have it: a time with seconds that ends in a colon."""

    @property
    def is_bracketed(self) -> bool:
        """Whether the header stands in brackets, as iPhones write it."""
        return self in {Shape.BRACKETED, Shape.BRACKETED_TIME_FIRST}

    @property
    def has_time_first(self) -> bool:
        """Whether the time stands before the date, as in Vietnamese."""
        return self in {Shape.BRACKETED_TIME_FIRST, Shape.DASHED_TIME_FIRST}


BRACKETED = frozenset(shape for shape in Shape if shape.is_bracketed)

_PLAIN_GROUP = 2
_STRIDE = _HEADER.groups + 1


class Cut(NamedTuple):
    """A text cut at its headers, one column for each part: a hundred thousand objects would take too long.

    ``before`` is what stands before the first header. A record is its head from the second character on (the first
    is the line break before it), its name with ``": "`` if it has one, its body, and a line break, which the last
    one may lack.
    """

    before: str
    head: list[str]
    name: list[str]
    """What stands before the first ``": "`` of the first line, or ``""``."""
    body: list[str]
    """What follows the name, or the header where there is no name."""
    shape: list[Shape]
    stamp: list[str]
    """Date and time as written."""
    date: list[str]
    time: list[str]
    is_plain: bool
    """Whether each head is nothing but a line break, a stamp and a dash."""


NOTHING = Cut("", [], [], [], [], [], [], [], is_plain=True)


def cut_at_headers(text: str) -> Cut:
    """All records of a text, in order."""
    return _cut(_HEADER.split("\n" + text))


def cut_all_but_last(text: str) -> tuple[Cut, str]:
    """The records of a text of whole lines, each from the line break before it on, and the last one uncut.

    More lines may follow, and they may belong to the last record. Nothing is cut where there is only one.
    """
    parts = _HEADER.split(text)
    if len(parts) <= _STRIDE + 1:
        return NOTHING, text
    last = parts[-_STRIDE] + parts[-1]
    del parts[-_STRIDE:]
    return _cut(parts), last


def is_anywhere_in(text: str) -> bool:
    """Whether any line of a text, after its first, begins with a header."""
    return _HEADER.search(text) is not None


def split_name(body: str) -> tuple[str, str]:
    """What stands before the first ``": "`` of the first line, and the rest; or nothing, and all of it."""
    at = body.find(": ", 0, LONGEST_NAME + 2)
    return (body[:at], body[at + 2 :]) if at > 0 and "\n" not in body[:at] else ("", body)


def _cut(parts: list[str]) -> Cut:
    shape = [Shape.DASHED] * (len(parts) // _STRIDE)
    stamp, date, time = columns = tuple(parts[group::_STRIDE] for group in range(_PLAIN_GROUP, _PLAIN_GROUP + 3))
    is_plain = all(stamp)
    if not is_plain:
        _fill(shape, columns, parts)
    named = list(map(split_name, parts[_STRIDE::_STRIDE]))
    name, body = [name for name, _ in named], [body for _, body in named]
    return Cut((parts[0] + "\n")[1:], parts[1::_STRIDE], name, body, shape, stamp, date, time, is_plain)


def _fill(shape: list[Shape], columns: tuple[list[str], ...], parts: list[str]) -> None:
    """Put the parts of all headers that are not plain into their columns."""
    for each in Shape:
        stamps, first, second = (parts[each + part :: _STRIDE] for part in range(3))
        dates, times = (second, first) if each.has_time_first else (first, second)
        for number, row in enumerate(zip(stamps, dates, times, strict=True)):
            if row[0]:
                shape[number] = each
                for column, value in zip(columns, row, strict=True):
                    column[number] = value
