"""How the values of a row lie behind its list of types (sqlite.org/fileformat2.html, section 2.1).

Rows of one table share few lists of types, so what a list says is worked out once and remembered.
"""

import math
import struct
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

import msgspec

from safelight.readers.sqlite.columns import Columns
from safelight.readers.sqlite.varint import Damaged, varint

Value: TypeAlias = str | int | float | bytes | None
_CODES = {1: "b", 2: "h", 3: "3s", 4: "i", 5: "6s", 6: "q", 7: "d"}
_LONG_INTEGERS, _REAL, _ONE, _FIRST_BLOB = (3, 5), 7, 9, 12
_CONSTANTS = {0: None, 8: 0, 9: 1}
"""Null, nought and one take no bytes of their own."""
_REMEMBERED = 4096
_LONGEST_REMEMBERED_BYTES = 256


class Mended(str):
    """Text whose bytes do not fit the database's encoding: what does not fit was replaced by a mark."""

    __slots__ = ()


class Layout(msgspec.Struct, frozen=True, eq=False):
    """What one list of types says of the values behind it, in one table."""

    unpack: Callable[[bytes, int], tuple[Any, ...]]
    size: int
    """Bytes that the values take together."""
    texts: tuple[int, ...]
    long_integers: tuple[int, ...]
    """Those of three and of six bytes, which nothing unpacks at once."""
    reals: tuple[int, ...]
    others: tuple[Value, ...]
    """Values that take no bytes: constants, and those of columns that were added later."""
    in_order: Callable[[Sequence[Any]], tuple[Any, ...]]
    """From unpacked values, the row's number and the others to one value for each column."""

    def values(self, payload: bytes, start: int, rowid: int, encoding: str) -> tuple[Any, ...]:
        """Every value by its column's place; a number that is none reads as null, as SQLite itself reads it."""
        found = [*self.unpack(payload, start), rowid, *self.others]
        for place in self.long_integers:
            found[place] = _signed(found[place])
        for place in self.reals:
            if math.isnan(found[place]):
                found[place] = None
        for place in self.texts:
            found[place] = as_text(found[place], encoding)
        return self.in_order(found)


def layout_of(types: bytes, columns: Columns) -> Layout:
    """Raises ``Damaged`` for a list that cannot be followed."""
    return (_remembered if len(types) <= _LONGEST_REMEMBERED_BYTES else _worked_out)(types, columns)


def as_text(raw: bytes, encoding: str) -> str:
    """The text of these bytes; a mended one where they are none."""
    try:
        return raw.decode() if encoding == "utf-8" else raw.decode(encoding)
    except UnicodeDecodeError:
        return Mended(raw.decode(encoding, "replace"))


def _worked_out(types: bytes, columns: Columns) -> Layout:
    kinds = list(_kinds(types))
    stored = [kind for kind in kinds if kind not in _CONSTANTS]
    unpack, size = _unpacker([_code(kind) for kind in stored])
    numbers, later = iter(range(len(stored))), columns.blank[len(kinds) :]
    rowid, first_other = len(stored), len(stored) + 1
    others = (*(_CONSTANTS[kind] for kind in kinds if kind in _CONSTANTS), *later)
    other_numbers = iter(range(first_other, first_other + len(others)))
    order = [next(other_numbers if kind in _CONSTANTS else numbers) for kind in kinds]
    order += other_numbers
    if columns.rowid:
        order[columns.place[columns.rowid]] = rowid
    return Layout(
        unpack,
        size,
        texts=tuple(place for place, kind in enumerate(stored) if kind > _FIRST_BLOB and kind % 2),
        long_integers=tuple(place for place, kind in enumerate(stored) if kind in _LONG_INTEGERS),
        reals=tuple(place for place, kind in enumerate(stored) if kind == _REAL),
        others=others,
        in_order=itemgetter(*order) if len(order) > 1 else lambda found: tuple(found[place] for place in order),
    )


_remembered = lru_cache(maxsize=_REMEMBERED)(_worked_out)


def _kinds(types: bytes) -> Iterator[int]:
    place, end = 0, len(types)
    while place < end:
        kind = types[place]
        place += 1
        if kind >= 0x80:
            kind, place = varint(types, place - 1)
        if _ONE < kind < _FIRST_BLOB:
            raise Damaged
        yield kind


def _code(kind: int) -> str:
    return _CODES[kind] if kind <= _ONE else f"{(kind - _FIRST_BLOB) // 2}s"


def _unpacker(codes: list[str]) -> tuple[Callable[[bytes, int], tuple[Any, ...]], int]:
    try:
        packed = struct.Struct(">" + "".join(codes))
    except (struct.error, OverflowError) as problem:
        raise Damaged from problem
    return packed.unpack_from, packed.size


def _signed(raw: bytes) -> int:
    number = int.from_bytes(raw)
    return number - (1 << 8 * len(raw)) if raw[0] >= 0x80 else number
