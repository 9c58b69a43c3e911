"""Where messages begin: the header shapes of WhatsApp text exports, found by one pattern.

Every part of the pattern is bounded and starts at a line break, so the work is linear in the size of the text
whatever the text holds.
"""

import re
from collections.abc import Sequence
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

_QUICK = re.compile(rf"(\n{_PLAIN})(?:([^:\n]{{1,{LONGEST_NAME}}}+): )?")
"""The same part alone, and most names: a few groups take a third of the time of many."""

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
_QUICK_STRIDE = _QUICK.groups + 1


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


_NOTHING = Cut("", [], [], [], [], [], [], [], is_plain=True)


def cut_at_headers(text: str) -> Cut:
    """All records of a text, in order."""
    parts = _quick_parts("\n" + text)
    return _cut_quickly(parts) if parts else _cut(_HEADER.split("\n" + text))


def cut_all_but_last(text: str) -> tuple[Cut, str]:
    """The records of a text of whole lines, each from the line break before it on, and the last one uncut.

    More lines may follow, and they may belong to the last record. Nothing is cut where there is only one.
    """
    parts = _quick_parts(text)
    stride, cut = (_QUICK_STRIDE, _cut_quickly) if parts else (_STRIDE, _cut)
    parts = parts or _HEADER.split(text)
    if len(parts) <= stride + 1:
        return _NOTHING, text
    name = parts[-2] if stride == _QUICK_STRIDE else None
    last = parts[-stride] + (f"{name}: " if name else "") + parts[-1]
    del parts[-stride:]
    return cut(parts), last


def _quick_parts(text: str) -> list[str]:
    """The text split where all its headers are of the plain shape; nothing where one may not be."""
    parts = _QUICK.split(text)
    # Headers begin with a line break, and no part of one holds another.
    others = [parts[0], *(body for body in parts[_QUICK_STRIDE::_QUICK_STRIDE] if "\n" in body)]
    return [] if len(parts) == 1 or _HEADER.search("\0".join(others)) else parts


def _cut_quickly(parts: list[str]) -> Cut:
    head, stamp, date, time, name, body = (parts[group::_QUICK_STRIDE] for group in range(1, _QUICK_STRIDE + 1))
    return _named(parts[0], head, name, body, [Shape.DASHED] * len(head), (stamp, date, time), is_plain=True)


def _cut(parts: list[str]) -> Cut:
    head, body = parts[1::_STRIDE], parts[_STRIDE::_STRIDE]
    shape = [Shape.DASHED] * len(head)
    columns = tuple(parts[group::_STRIDE] for group in range(_PLAIN_GROUP, _PLAIN_GROUP + 3))
    is_plain = all(columns[0])
    if not is_plain:
        _fill(shape, columns, parts)
    return _named(parts[0], head, [None] * len(head), body, shape, columns, is_plain=is_plain)


def _named(
    before: str,
    head: list[str],
    name: Sequence[str | None],
    body: list[str],
    shape: list[Shape],
    columns: tuple[list[str], ...],
    *,
    is_plain: bool,
) -> Cut:
    """The cut with all names. Where one is not known yet, its body still begins with it."""
    unknown = [place for place, known in enumerate(name) if known is None] if None in name else []
    names = [known or "" for known in name]
    for place in unknown:
        at = body[place].find(": ", 0, LONGEST_NAME + 2)
        if at > 0 and "\n" not in body[place][:at]:
            names[place], body[place] = body[place][:at], body[place][at + 2 :]
    stamp, date, time = columns
    return Cut((before + "\n")[1:], head, names, body, shape, stamp, date, time, is_plain)


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
