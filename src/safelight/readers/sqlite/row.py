"""One row of a table: its values, decoded only when they are asked for, and where it stands."""

import math
import struct
from collections.abc import Mapping
from typing import Self, TypeAlias

import msgspec

from safelight.readers.sqlite.columns import Columns
from safelight.readers.sqlite.image import Place
from safelight.readers.sqlite.varint import Damaged, varint

Value: TypeAlias = str | int | float | bytes | None
_FIXED_BYTES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_REAL, _NOUGHT, _ONE, _FIRST_BLOB = 7, 8, 9, 12
_NOUGHTS = ("0", "0.0")
LONGEST_LIST_OF_TYPES = 300_000
"""Bytes: SQLite allows 32,767 columns, and nine bytes for the type of each."""


class Mended(str):
    """Text whose bytes do not fit the database's encoding: what does not fit was replaced by a mark."""

    __slots__ = ()


class Stand(msgspec.Struct, frozen=True):
    """Where a row's cell stands. Bytes of a long row that overflow to further pages are not counted."""

    place: Place
    length: int
    pointer: str


class Row:
    """Values by column name. A column that the table does not have reads as ``None``, as a null does."""

    __slots__ = ("_columns", "_encoding", "_fields", "_payload", "rowid", "stand")

    def __init__(self, columns: Columns, rowid: int, payload: bytes, encoding: str, stand: Stand) -> None:
        """Raises ``Damaged`` where the row's own list of types does not fit its bytes."""
        self.rowid = rowid
        self.stand = stand
        self._columns = columns
        self._payload = payload
        self._encoding = encoding
        self._fields: list[tuple[int, int, int]] | None = _fields(payload)

    def at_rest(self) -> Self:
        """The same row, kept small: rows held in their thousands find their values anew when they are asked."""
        self._fields = None
        return self

    def value(self, name: str) -> Value:
        """As stored; a column added later reads as its default."""
        if name == self._columns.rowid:
            return self.rowid
        place = self._columns.place.get(name)
        if place is None:
            return None
        fields = self._fields or _fields(self._payload)
        if place >= len(fields):
            return self._columns.defaults.get(name)
        kind, start, end = fields[place]
        if kind == _REAL:
            (number,) = struct.unpack_from(">d", self._payload, start)
            return None if math.isnan(number) else float(number)
        if kind < _NOUGHT:
            return int.from_bytes(self._payload[start:end], "big", signed=True) if kind else None
        if kind < _FIRST_BLOB:
            return kind - _NOUGHT
        raw = self._payload[start:end]
        return _as_text(raw, self._encoding) if kind % 2 else raw

    def text(self, name: str) -> str | None:
        """Text as stored. Bytes where text should be are decoded; a number is written out."""
        value = self.value(name)
        if isinstance(value, bytes):
            return _as_text(value, self._encoding)
        return value if value is None or isinstance(value, str) else str(value)

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
        value = self.value(name)
        if isinstance(value, int):
            return value
        number = self.real(name)
        return None if number is None else int(number)

    def said(self, names: Mapping[str, str]) -> dict[str, str]:
        """What columns say, by the given names; nulls, noughts and empty texts are left out."""
        found = {}
        for column, name in names.items():
            value = self.value(column)
            if value and (text := self.text(column)) and text not in _NOUGHTS:
                found[name] = str(text)
        return found


def _fields(payload: bytes) -> list[tuple[int, int, int]]:
    """Type, first byte and first byte after, of each value."""
    header_bytes, place = varint(payload, 0)
    if header_bytes > min(len(payload), LONGEST_LIST_OF_TYPES):
        raise Damaged
    fields = []
    start = header_bytes
    while place < header_bytes:
        kind = payload[place]
        place += 1
        if kind >= 0x80:
            kind, place = varint(payload, place - 1)
        if kind >= _FIRST_BLOB:
            end = start + (kind - _FIRST_BLOB) // 2
        elif kind <= _ONE:
            end = start + _FIXED_BYTES[kind]
        else:
            raise Damaged
        fields.append((kind, start, end))
        start = end
    if start > len(payload):
        raise Damaged
    return fields


def _as_text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return Mended(raw.decode(encoding, "replace"))
