"""A table in a text file: CSV, tabs, semicolons or bars."""

import re
from collections import Counter
from collections.abc import Iterator

from safelight.readers.csv_rows import COMMA, SEPARATORS, rows_of
from safelight.readers.reader import UnknownLayout
from safelight.readers.tables.row import Place, TableRow
from safelight.records.record import Doubt

_LOOKED_AT_ROWS = 50


class TextSheet:
    """The rows of a text file. Raises ``UnknownLayout`` for UTF-16."""

    name = ""

    def __init__(self, data: bytes, separator: str = "") -> None:
        self.size = len(data)
        self._data = data
        self.separator = separator if separator in SEPARATORS else separator_of(data)

    def rows(self) -> Iterator[TableRow]:
        """Every whole row; the bytes after the last one, if any, are a field that is never closed."""
        for number, row in enumerate(rows_of(self._data, self.separator), 1):
            yield TableRow(number, row.start, row.end, row.fields, () if row.is_utf8 else (Doubt.NOT_UTF8,))

    def place_of(self, row: TableRow) -> Place:
        """The bytes of the row itself."""
        return Place(row.start, row.end, f"row {row.number}")

    def may_hold(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether it stands anywhere in the file: fields hold its bytes as they are, but for quotation marks."""
        return pattern.search(self._data) is not None


def separator_of(data: bytes) -> str:
    """What stands between the fields: what cuts most rows near the start into as many pieces, two or more."""
    return max(SEPARATORS, key=lambda separator: _agreement(data, separator)[1:])


def columns_agreed(head: bytes) -> tuple[int, int]:
    """How many rows near the start agree on how many columns, with the separator that fits best."""
    rows, agreeing, width = max((_agreement(head, separator) for separator in SEPARATORS), key=lambda it: it[1:])
    return (agreeing, width) if agreeing * 2 > rows else (0, 0)


def _agreement(data: bytes, separator: str = COMMA) -> tuple[int, int, int]:
    """Rows looked at, how many of them have the commonest width of two or more fields, and that width."""
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(rows_of(data, separator)):
            widths[len(row.fields)] += bool(row.fields)
            if number == _LOOKED_AT_ROWS:
                break
    except UnknownLayout:
        return 0, 0, 0
    wide = [(count, width) for width, count in widths.items() if width > 1]
    count, width = max(wide, default=(0, 0))
    return widths.total(), count, width
