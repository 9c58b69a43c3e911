"""The rows of one sheet of a workbook, from its XML, each with its bytes there."""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from safelight.readers.reader import UnknownLayout
from safelight.readers.tables.row import TableRow
from safelight.readers.tables.strings import CellText
from safelight.readers.tables.styles import Form, shown_as
from safelight.readers.tables.xml_part import XmlPart

_COLUMNS = 16_384
_REFERENCE = re.compile(r"([A-Z]{1,3})\d{1,7}")
_FIELD_COST, _FLOOR, _PER_BYTE = 4, 64 * 1024 * 1024, 4
_TOO_MUCH = (
    "The cells of this sheet unfold to far more than they take up in the file, as in files made to overwhelm "
    "software. What was read before is kept, and so is the file; a specialist can look at it apart from the "
    "network."
)


class Meaning(NamedTuple):
    """What cells refer to: the shared strings, the form of each style, and the day from which dates count."""

    strings: Sequence[str]
    forms: Sequence[Form]
    from_1904: bool


class SheetRows:
    """One walk through the XML of a sheet; ``size`` is its bytes."""

    def __init__(self, part: str, size: int, meaning: Meaning) -> None:
        self._walk = XmlPart(part)
        self._walk.start, self._walk.end, self._walk.text = self._start, self._end, self._add
        self._meaning = meaning
        self._left = _FLOOR + _PER_BYTE * size
        self._ready: list[TableRow] = []
        self._number = 0
        self._row_start = -1
        self._waiting = False
        self._fields: list[str] = []
        self._stored: dict[int, str] = {}
        self._column = -1
        self._cell: dict[str, str] = {}
        self._inside = ""
        self._value: list[str] = []
        self._formula: list[str] = []
        self._text = CellText()

    def rows(self, stream: BinaryIO) -> Iterator[TableRow]:
        """Every row that has a mark of its own. Raises ``UnknownLayout`` where the XML is damaged or unfolds."""
        for _ in self._walk.through(stream):
            yield from self._ready
            self._ready.clear()

    def _start(self, name: str, said: dict[str, str]) -> None:
        self._close_row()
        if name == "row":
            self._number = _whole(said.get("r", "")) or self._number + 1
            self._row_start, self._column = self._walk.place, -1
            self._fields, self._stored = [], {}
        elif name == "c":
            self._column = _column_of(said.get("r", ""), self._column + 1)
            self._cell = said
            self._value.clear()
            self._formula.clear()
        elif name in ("v", "f"):
            self._inside = name
        else:
            self._text.start(name, said)

    def _end(self, name: str) -> None:
        self._close_row()
        self._text.end(name)
        self._inside = ""
        if name == "c":
            self._keep_cell()
        elif name == "row":
            self._waiting = True

    def _add(self, text: str) -> None:
        self._close_row()
        if self._inside == "v":
            self._value.append(text)
        elif self._inside == "f":
            self._formula.append(text)
        else:
            self._text.add(text)

    def _close_row(self) -> None:
        """A row ends where the next thing begins: its end mark may hold blanks."""
        if self._waiting:
            self._waiting = False
            row = TableRow(
                self._number, self._row_start, self._walk.place, tuple(self._fields), stored=self._stored
            )
            self._ready.append(row)

    def _keep_cell(self) -> None:
        raw, text = "".join(self._value), self._text.taken()
        shown, stored = self._shown(raw, text)
        if not shown and not stored:
            return
        missing = self._column + 1 - len(self._fields)
        self._spend(max(missing, 0) * _FIELD_COST + len(shown))
        self._fields.extend([""] * missing)
        self._fields[self._column] = shown
        if stored:
            self._stored[self._column] = stored

    def _shown(self, raw: str, text: str) -> tuple[str, str]:
        """A cell as text, and what is stored where that is something else. A formula is never worked out."""
        sort = self._cell.get("t", "n")
        if sort == "s":
            number = _whole(raw)
            known = number is not None and number < len(self._meaning.strings)
            return (self._meaning.strings[number] if known and number is not None else "", "" if known else raw)
        if sort == "inlineStr":
            return text, ""
        if not raw and self._formula:
            return "", f"={''.join(self._formula)}"
        if sort == "b":
            return ("TRUE" if raw == "1" else "FALSE"), ""
        form = self._form() if sort == "n" else Form.NUMBER
        shown = shown_as(raw, form, from_1904=self._meaning.from_1904) if form is not Form.NUMBER else raw
        return shown, raw if shown != raw else ""

    def _form(self) -> Form:
        style = _whole(self._cell.get("s", "0"))
        forms = self._meaning.forms
        return forms[style] if style is not None and style < len(forms) else Form.NUMBER

    def _spend(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            raise UnknownLayout(_TOO_MUCH)


def _whole(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def _column_of(reference: str, following: int) -> int:
    """The column of a cell, counted from 0: by its reference (``AB12``), or the one after the last."""
    match = _REFERENCE.fullmatch(reference)
    column = following
    if match:
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        column -= 1
    if column >= _COLUMNS:
        raise UnknownLayout(_TOO_MUCH)
    return column
