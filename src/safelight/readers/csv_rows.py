"""The rows of a CSV file (RFC 4180), or of one with another separator, and where each stands, to the byte.

A field may hold line ends between quotation marks. A quotation mark inside a field that does not begin with one is
only a character, as in every program that writes these files.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from safelight.readers.json_text import Element
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Doubt
from safelight.records.tally import TallyBook

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
COMMA, TAB = ",", "\t"
SEPARATORS = (COMMA, ";", TAB, "|")
NEVER_CLOSED = (
    "A field opens with a quotation mark here and is never closed: the file is cut short or damaged. Its bytes "
    "are kept; ask for the whole file."
)


class Row(NamedTuple):
    """The bytes ``start`` to ``end`` (its line end included) and the fields; no fields for a blank line."""

    start: int
    end: int
    fields: tuple[str, ...]
    is_utf8: bool


class _Shapes(NamedTuple):
    """What a row and what a field looks like, for one separator."""

    row: re.Pattern[bytes]
    field: re.Pattern[str]


def _shapes(separator: str) -> _Shapes:
    mark = re.escape(separator)
    field = rf'(?:"(?:[^"]++|"")*+"[^{mark}\r\n]*+|[^"{mark}\r\n][^{mark}\r\n]*+|)'
    return _Shapes(
        re.compile(rf"{field}(?:{mark}{field})*+(?:\r\n|\r|\n|\Z)".encode()),
        re.compile(rf'(?:"((?:[^"]++|"")*+)"([^{mark}]*+)|([^{mark}]*+))({mark}|\Z)'),
    )


_SHAPES = {separator: _shapes(separator) for separator in SEPARATORS}


def rows_of(data: bytes, separator: str = COMMA) -> Iterator[Row]:
    """Every whole row; ends before a field that is never closed. Raises ``UnknownLayout`` for UTF-16."""
    shapes = _SHAPES[separator]
    if data.startswith(_UTF16_MARKS):
        message = (
            "This CSV file is written in UTF-16: another program saved it again. It is kept as it came and was "
            "not read. Ask for the file as the app wrote it."
        )
        raise UnknownLayout(message)
    at = len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0
    while at < len(data) and (match := shapes.row.match(data, at)):
        text, is_utf8 = _decoded(_without_line_end(match[0]))
        end = match.end()
        if '"' in text:
            yield Row(at, end, _fields(text, shapes.field), is_utf8)
        else:
            yield Row(at, end, tuple(text.split(separator)) if text else (), is_utf8)
        at = end


class Table:
    """A CSV file with a row of names first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._rows = rows_of(data)
        first = next(self._rows, None)
        self.names = told_apart(first.fields) if first else ()
        self._head_end = first.end if first else 0

    def entries(self, book: TallyBook) -> Iterator[Element]:
        """Each row by the names of its columns; a row with too few or too many fields is kept and doubted."""
        end = self._head_end
        book.read(0, end)
        for number, row in enumerate(self._rows, 1):
            if row.fields:
                yield self._entry(number, row)
            book.read(row.start, row.end - row.start)
            end = row.end
        book.fail(end, len(self._data) - end, NEVER_CLOSED)

    def _entry(self, number: int, row: Row) -> Element:
        doubts = () if row.is_utf8 else (Doubt.NOT_UTF8,)
        if len(row.fields) < len(self.names):
            doubts = (*doubts, Doubt.CUT_SHORT)
        value = dict(zip(self.names, row.fields, strict=False))
        for column, field in enumerate(row.fields[len(self.names) :], len(self.names) + 1):
            value[f"column {column}"] = field
        return Element(f"row {number}", row.start, row.end, value, doubts)


def told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """A name met again gets its column's number, so that no field hides another."""
    met: set[str] = set()
    apart = []
    for column, name in enumerate(names, 1):
        apart.append(f"{name} (column {column})" if name in met else name)
        met.add(name)
    return tuple(apart)


def _without_line_end(raw: bytes) -> bytes:
    return raw.removesuffix(b"\n").removesuffix(b"\r")


def _decoded(raw: bytes) -> tuple[str, bool]:
    try:
        return raw.decode("utf-8"), True
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace"), False


def _fields(text: str, shape: re.Pattern[str]) -> tuple[str, ...]:
    fields = []
    for quoted, after, plain, comma in shape.findall(text):
        fields.append(plain or quoted.replace('""', '"') + after)
        if not comma:
            break
    return tuple(fields)
