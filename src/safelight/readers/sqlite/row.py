"""One row of a table: its values, decoded only when they are asked for, and where it stands."""

import math
from collections.abc import Mapping
from typing import Any, Self

import msgspec

from safelight.readers.sqlite.columns import Columns
from safelight.readers.sqlite.layout import Value, as_text, layout_of
from safelight.readers.sqlite.varint import Damaged, varint

_NOUGHTS = ("0", "0.0")
LONGEST_LIST_OF_TYPES = 300_000
"""Bytes: SQLite allows 32,767 columns, and nine bytes for the type of each."""


class Stand(msgspec.Struct, frozen=True, gc=False):
    """Where a row's cell stands. Bytes of a long row that overflow to further pages are not counted."""

    member: str
    offset: int
    length: int
    pointer: str
    is_in_log: bool


class Row:
    """Values by column name. A column that the table does not have reads as ``None``, as a null does."""

    __slots__ = ("_encoding", "_layout", "_payload", "_places", "_start", "_values", "rowid", "stand")

    def __init__(self, columns: Columns, rowid: int, payload: bytes, encoding: str, stand: Stand) -> None:
        """Raises ``Damaged`` where the row's own list of types does not fit its bytes."""
        start, place = varint(payload, 0)
        size = len(payload)
        if start > size or start > LONGEST_LIST_OF_TYPES:
            raise Damaged
        layout = layout_of(payload[place:start], columns)
        if start + layout.size > size:
            raise Damaged
        self.rowid = rowid
        self.stand = stand
        self._places = columns.place
        self._payload, self._start, self._layout = payload, start, layout
        self._encoding = encoding
        self._values: tuple[Any, ...] | None = None

    def at_rest(self) -> Self:
        """The same row, kept small: rows held in their thousands find their values anew when they are asked."""
        self._values = None
        return self

    def value(self, name: str) -> Value:
        """As stored; a column added later reads as its default."""
        place = self._places.get(name)
        if place is None:
            return None
        value: Value = (self._values or self._found())[place]
        return value

    def _found(self) -> tuple[Any, ...]:
        """Every value by its place, found once."""
        values = self._layout.values(self._payload, self._start, self.rowid, self._encoding)
        self._values = values
        return values

    def text(self, name: str) -> str | None:
        """Text as stored. Bytes where text should be are decoded; a number is written out."""
        place = self._places.get(name)
        value = None if place is None else (self._values or self._found())[place]
        return value if value is None or isinstance(value, str) else self._written(value)

    def blob(self, name: str) -> bytes:
        """Bytes as stored; empty where there are none."""
        value = self.value(name)
        return value if isinstance(value, bytes) else b""

    def real(self, name: str) -> float | None:
        """A finite number, also where it was stored as text."""
        value = self.value(name)
        try:
            number = float(value) if isinstance(value, str | int | float) else math.nan
        except (ValueError, OverflowError):
            return None
        return number if math.isfinite(number) else None

    def whole(self, name: str) -> int | None:
        """A whole number, also where it was stored as text or with a fraction."""
        place = self._places.get(name)
        value = None if place is None else (self._values or self._found())[place]
        if value is None or isinstance(value, int):
            return value
        number = self.real(name)
        return None if number is None else int(number)

    def said(self, names: Mapping[str, str]) -> dict[str, str]:
        """What columns say, by the given names; nulls, noughts and empty texts are left out."""
        found = {}
        places, values = self._places, self._values or self._found()
        for column, name in names.items():
            place = places.get(column)
            if place is not None and (value := values[place]):
                text = value if type(value) is str else str(self._written(value))
                if text and text not in _NOUGHTS:
                    found[name] = text
        return found

    def _written(self, value: str | float | bytes) -> str:
        return as_text(value, self._encoding) if isinstance(value, bytes) else str(value)
