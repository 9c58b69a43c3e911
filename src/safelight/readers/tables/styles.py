"""Which numbers of a workbook are dates or times: only their format says so (ECMA-376 part 1, 18.8.30)."""

import re
from enum import Enum
from typing import BinaryIO

from safelight.readers.tables.moment import serial_moment
from safelight.readers.tables.xml_part import XmlPart

_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TIMES = frozenset({*range(18, 22), 45, 47})
_SPAN = 46
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[[^\]]*\]")
_SPANS = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAYS_TO_1904 = 1462
_DAY_SECONDS = 86_400
_LONGEST_SPAN_DAYS = 100_000


class Form(Enum):
    """What a number is shown as."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    SPAN = "span"


def forms_of(stream: BinaryIO, part: str) -> list[Form]:
    """For each cell style, by its number, what it shows a number as. Raises ``UnknownLayout``."""
    own: dict[str, Form] = {}
    forms: list[Form] = []
    walk = XmlPart(part)
    is_for_cells = False

    def start(name: str, said: dict[str, str]) -> None:
        nonlocal is_for_cells
        if name == "numFmt":
            own[said.get("numFmtId", "")] = form_by_code(said.get("formatCode", ""))
        elif name == "cellXfs":
            is_for_cells = True
        elif name == "xf" and is_for_cells:
            number = said.get("numFmtId", "")
            forms.append(own.get(number) or _built_in(number))

    def end(name: str) -> None:
        nonlocal is_for_cells
        is_for_cells = is_for_cells and name != "cellXfs"

    walk.start, walk.end = start, end
    for _ in walk.through(stream):
        pass
    return forms


def form_by_code(code: str) -> Form:
    """What a format of its own shows: ``dd/mm/yyyy`` a date, ``[h]:mm`` a span, ``0.00`` a number."""
    plain = _QUOTED.sub("", code.partition(";")[0])
    if _SPANS.search(plain):
        return Form.SPAN
    letters = set(_BRACKETED.sub("", plain).lower())
    if letters & set("yd"):
        return Form.DATE
    if letters & set("hs"):
        return Form.TIME
    return Form.DATE if "m" in letters and "general" not in plain.lower() else Form.NUMBER


def shown_as(text: str, form: Form, *, from_1904: bool) -> str:
    """The date or time that a number stands for, as ISO 8601 writes it; anything else as it is stored."""
    if form is Form.SPAN:
        return _span(text)
    moment = serial_moment(text)
    if moment is None:
        return text
    days = float(text)
    if form is Form.TIME and days < 1:
        return moment.time().isoformat(timespec="auto")[:12]
    if from_1904:
        moment = serial_moment(repr(days + _DAYS_TO_1904)) or moment
    if not days % 1:
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="milliseconds" if moment.microsecond else "seconds")


def _span(text: str) -> str:
    try:
        days = float(text)
    except ValueError:
        return text
    if not 0 <= days < _LONGEST_SPAN_DAYS:
        return text
    seconds = round(days * _DAY_SECONDS)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _built_in(number: str) -> Form:
    if not number.isascii() or not number.isdecimal() or len(number) > 4:
        return Form.NUMBER
    if int(number) in _DATES:
        return Form.DATE
    return Form.SPAN if int(number) == _SPAN else Form.TIME if int(number) in _TIMES else Form.NUMBER
