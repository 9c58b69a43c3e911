"""A table as it is met, whatever file it stands in: sheets of rows, each row with its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from safelight.readers.csv_rows import told_apart
from safelight.records.record import Doubt

_LOOKED_AT_ROWS = 30


class TableRow(NamedTuple):
    """One row: its number as a spreadsheet shows it (from 1), its bytes, and its fields as text.

    ``stored`` holds, by column from 0, what stands in the file where the text is made from it: a date that is
    stored as a count of days.
    """

    number: int
    start: int
    end: int
    fields: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    stored: Mapping[int, str] = {}

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.fields)


class Place(NamedTuple):
    """Where a row stands: bytes of the member, and where inside those."""

    start: int
    end: int
    pointer: str


class Sheet(Protocol):
    """One table."""

    @property
    def name(self) -> str:
        """The name of the sheet in its workbook; empty for a text file."""

    def rows(self) -> Iterator[TableRow]:
        """Every row, from the first. Raises ``UnknownLayout`` where the file is damaged."""

    def place_of(self, row: TableRow) -> Place:
        """Where a row stands."""

    def may_hold(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether a field may hold this; false only where that is sure without reading the rows."""


class FirstRows:
    """The beginning of a sheet, for a look at it: however long the sheet is, this is quick."""

    def __init__(self, sheet: Sheet, rows: int) -> None:
        self.name = sheet.name
        self.place_of = sheet.place_of
        self.may_hold = sheet.may_hold
        self._sheet = sheet
        self._rows = rows

    def rows(self) -> Iterator[TableRow]:
        """The first rows."""
        return islice(self._sheet.rows(), self._rows)


def names_in(sheet: Sheet, header_row: int) -> tuple[str, ...]:
    """The names of the columns; those without one are called ``column 3``, and one met twice is told apart."""
    if header_row < 1:
        return ()
    for row in sheet.rows():
        if row.number >= header_row:
            return named(row.fields) if row.number == header_row else ()
    return ()


def named(fields: Sequence[str]) -> tuple[str, ...]:
    """Names for columns, each its own."""
    return told_apart(tuple(field.strip() or nameless(column) for column, field in enumerate(fields)))


def nameless(column: int) -> str:
    """What a column without a name is called; ``column`` counts from 0."""
    return f"column {column + 1}"


def by_name(names: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """The fields of a row by the names of its columns, each of which is its own."""
    if len(fields) <= len(names):
        return dict(zip(names, fields, strict=False))
    return {by_place(names, column): field for column, field in enumerate(fields)}


def by_place(names: Sequence[str], column: int) -> str:
    """The name of a column, counted from 0."""
    return names[column] if column < len(names) else nameless(column)


def likely_header(sheet: Sheet) -> int:
    """The first row about as full as the fullest near the start: titles and blank rows stand above it."""
    looked_at = list(islice(sheet.rows(), _LOOKED_AT_ROWS))
    full = max((_filled(row) for row in looked_at), default=0)
    return next((row.number for row in looked_at if _filled(row) * 5 >= full * 4), 1)


def _filled(row: TableRow) -> int:
    return sum(bool(field.strip()) for field in row.fields)
