"""CSV files of several tables: explanations, a row of equals signs, names, rows; a row of hyphens ends a table.

Facts: RLEAPP's readers of Snapchat returns (abrignoni/RLEAPP). Nothing goes by the position of a column.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache

import msgspec

from safelight.readers.csv_rows import Row, rows_of
from safelight.readers.json_text import Element
from safelight.records.record import Doubt

_RULE = re.compile(r"\s*(={5,}|-{5,})\s*")
_NAME = re.compile(r"\s*[A-Za-z0-9][A-Za-z0-9_ .#/()-]{0,60}\s*")
_NOTHING_HELD = "NO RESPONSIVE DATA FOUND"


class Part(Enum):
    """What a row of the file is."""

    RULE = auto()
    EXPLANATION = auto()
    NOTHING_HELD = auto()
    NAMES = auto()
    ENTRY = auto()


class Line(msgspec.Struct, frozen=True, gc=False):
    """One row with what it is. ``names`` are those of the table it stands in; ``is_under`` marks a part table."""

    part: Part
    row: Row
    names: tuple[str, ...] = ()
    is_under: bool = False

    def element(self, number: int) -> Element:
        """The row by the names of its columns; a row with too few or too many fields is kept and doubted."""
        fields = self.row.fields
        doubts = () if self.row.is_utf8 else (Doubt.NOT_UTF8,)
        if len(fields) < len(self.names):
            doubts = (*doubts, Doubt.CUT_SHORT)
        value = dict(zip(self.names, fields, strict=False))
        for column, field in enumerate(fields[len(self.names) :], len(self.names) + 1):
            value[f"column {column}"] = field
        return Element(f"row {number}", self.row.start, self.row.end, value, doubts)


def lines_of(data: bytes) -> Iterator[Line]:
    """Every row; a file without a row of equals signs begins with its names."""
    yield from _Lines(has_rules=_has_rules(data)).of(rows_of(data))


def key_of(name: str) -> str:
    """How a column is looked up: older returns write “first seen time” for “first_seen_time”."""
    return name.strip().lower().replace(" ", "_")


@lru_cache(maxsize=64)
def columns_by_key(names: tuple[str, ...]) -> dict[str, str]:
    """The name of each column as written, by how it is looked up."""
    return {key_of(name): name for name in names}


def _has_rules(data: bytes) -> bool:
    return re.search(rb'(?m)^[" \t]*={5,}[" ,\t]*\r?$', data) is not None


class _Lines:
    def __init__(self, *, has_rules: bool) -> None:
        self._names: tuple[str, ...] = ()
        self._wants_names = not has_rules
        self._is_under = False
        self._waiting: list[Row] = []

    def of(self, rows: Iterator[Row]) -> Iterator[Line]:
        for row in rows:
            yield from self._take(row)
        yield from self._settle(Part.ENTRY)

    def _take(self, row: Row) -> Iterator[Line]:
        said = [field for field in row.fields if field.strip()]
        rule = _RULE.fullmatch(said[0]) if len(said) == 1 else None
        if rule:
            yield from self._settle(Part.EXPLANATION)
            self._names, self._is_under = (), rule[1].startswith("-")
            self._wants_names = not self._is_under
            yield Line(Part.RULE, row)
        elif not said:
            yield from self._settle(Part.ENTRY)
            yield Line(Part.RULE, row)
        elif len(said) == 1 and said[0].strip().upper().startswith(_NOTHING_HELD):
            yield from self._settle(Part.EXPLANATION)
            yield Line(Part.NOTHING_HELD, row)
        elif self._names:
            yield from self._in_table(row)
        elif self._wants_names or (self._is_under and _are_names(row.fields)):
            self._names, self._wants_names = _told_apart(row.fields), False
            yield Line(Part.NAMES, row, self._names, self._is_under)
        else:
            yield Line(Part.EXPLANATION, row)

    def _in_table(self, row: Row) -> Iterator[Line]:
        """A row of one field explains the next table if a rule follows, and is a row cut short otherwise."""
        if len(row.fields) == 1 and len(self._names) > 1:
            self._waiting.append(row)
            return
        yield from self._settle(Part.ENTRY)
        part = Part.NAMES if _are_the_same(row.fields, self._names) else Part.ENTRY
        yield Line(part, row, self._names, self._is_under)

    def _settle(self, part: Part) -> Iterator[Line]:
        waiting, self._waiting = self._waiting, []
        for row in waiting:
            yield Line(part, row, self._names, self._is_under)


def _are_the_same(fields: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether the names of the columns come again."""
    return key_of(fields[0]) == key_of(names[0]) and tuple(map(key_of, fields)) == tuple(map(key_of, names))


def _are_names(fields: tuple[str, ...]) -> bool:
    return len(fields) > 1 and all(_NAME.fullmatch(field) for field in fields)


def _told_apart(fields: tuple[str, ...]) -> tuple[str, ...]:
    """As written but for blanks around them; a name met again gets its column's number."""
    met: set[str] = set()
    apart = []
    for column, field in enumerate(fields, 1):
        name = field.strip() or f"column {column}"
        apart.append(f"{name} (column {column})" if name in met else name)
        met.add(name)
    return tuple(apart)
