"""Where messages begin: the header shapes of WhatsApp text exports, found by one pattern.

Every part of the pattern is bounded and starts at a line break, so the work is linear in the size of the text
whatever the text holds.
"""

import re
from enum import IntEnum
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
_PERIOD = rf"(?=[^\W\d_]){PERIOD_PATTERN}"
_CLOCK = rf"(?:{_PERIOD}{_BLANK}?)?{_TIME}(?:[{BLANKS}_]?{_PERIOD})?{_MARKS}"
_GAP = rf"(?:[,،、]{_BLANK}{{0,2}}|{_BLANK}{{1,2}})(?:(?:klo|kl\.|um|at|ob|à|às){_BLANK})?"
_DASH = rf"{_BLANK}[-–—]{_BLANK}"
_SECONDS = rf"{_MARKS}\d{{1,2}}{_COLON}\d{{2}}{_COLON}\d{{2}}"
_NAMED = rf"(?=[^\n:]{{1,100}}:{_BLANK}|[{DIRECTION_MARKS}])"

_HEADER = re.compile(
    rf"(\n[{DIRECTION_MARKS}{BYTE_ORDER_MARK}]{{0,4}}(?:"
    rf"(({_DATE}){_GAP}({_CLOCK})){_DASH}"
    rf"|\[(({_DATE})([^\d\]\n]{{1,24}}{_TIME}[^\]\n\d]{{0,24}}))\]{_BLANK}?"
    rf"|\[(({_CLOCK}){_GAP}({_DATE}))\]{_BLANK}?"
    rf"|(({_CLOCK}){_GAP}({_DATE})){_DASH}"
    rf"|(({_DATE}){_GAP}({_SECONDS})):{_BLANK}{_NAMED}"
    r"))"
)


class Shape(IntEnum):
    """The shapes of headers, each the number of the pattern's group that holds its date and time."""

    DASHED = 2
    BRACKETED = 5
    BRACKETED_TIME_FIRST = 8
    DASHED_TIME_FIRST = 11
    WITH_COLON = 14
    """As exports of iPhones before 2017 have it: a time with seconds that ends in a colon."""

    @property
    def is_bracketed(self) -> bool:
        """Whether the header stands in brackets, as iPhones write it."""
        return self in {Shape.BRACKETED, Shape.BRACKETED_TIME_FIRST}

    @property
    def has_time_first(self) -> bool:
        """Whether the time stands before the date, as in Vietnamese."""
        return self in {Shape.BRACKETED_TIME_FIRST, Shape.DASHED_TIME_FIRST}


_STRIDE = _HEADER.groups + 1


class Cut(NamedTuple):
    """An export cut at its headers, one column for each part: a hundred thousand objects would take too long.

    ``before`` is what stands before the first header. A record is its head from the second character on (the first
    is the line break before it), its body, and a line break, which the last one may lack.
    """

    before: str
    shapes: list[Shape]
    """Which shapes there are."""
    head: list[str]
    body: list[str]
    """What follows the header: the name if there is one, and the text."""
    shape: list[Shape]
    stamp: list[str]
    """Date and time as written."""
    date: list[str]
    time: list[str]


def cut_at_headers(text: str) -> Cut:
    """All records of a text, in order."""
    parts = _HEADER.split("\n" + text)
    count = len(parts) // _STRIDE
    shapes = [shape for shape in Shape if any(parts[shape::_STRIDE])]
    cut = Cut((parts[0] + "\n")[1:], shapes, parts[1::_STRIDE], parts[_STRIDE::_STRIDE], [], [], [], [])
    if len(shapes) == 1:
        stamps, dates, times = _columns(parts, shapes[0])
        return cut._replace(shape=shapes * count, stamp=stamps, date=dates, time=times)
    columns = [(shape, _columns(parts, shape)) for shape in shapes]
    for number in range(count):
        shape, (stamps, dates, times) = next(each for each in columns if each[1][0][number])
        cut.shape.append(shape)
        cut.stamp.append(stamps[number])
        cut.date.append(dates[number])
        cut.time.append(times[number])
    return cut


def _columns(parts: list[str], shape: Shape) -> tuple[list[str], list[str], list[str]]:
    """Stamps, dates and times of the records of one shape (``None`` in those of others)."""
    first, second = parts[shape + 1 :: _STRIDE], parts[shape + 2 :: _STRIDE]
    date, time = (second, first) if shape.has_time_first else (first, second)
    return parts[shape::_STRIDE], date, time
