"""Columns of records as they travel between processes: numbers and texts in runs of bytes, shared values once.

What comes from a process that reads is checked here as if it lied.
"""

from array import array
from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar, cast

import msgspec
import numpy as np

from safelight.records.columns import PARTS, Columns
from safelight.records.extras import Extras, Words
from safelight.records.record import AtQuality, Direction, Doubt, Kind, State
from safelight.records.runs import NO_TEXT, Shared, Stored, Texts

T = TypeVar("T")
Place = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
_FIRST_MOMENT = -(2**63) + 1
Moment = Annotated[int, msgspec.Meta(ge=_FIRST_MOMENT, le=2**63 - 1)] | None

_TEXTS = ("pointer", "at_text", "text", "reply_to")
_PLACES = ("offset", "length")
_MOMENTS = ("at", "at_other")
_WHOLE = ("extra",)
_FEW_IN = 4
"""Values are sent once where there are no more of them than one for so many rows."""


class Few(msgspec.Struct, Generic[T], frozen=True, array_like=True, forbid_unknown_fields=True):
    """Values, and for each row the number of its own as 32 bits; without numbers each row has its own."""

    values: list[T]
    numbers: bytes = b""


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Texts in UTF-8, one after the other, and their lengths in bytes as 32 bits, ``NO_TEXT`` for none."""

    texts: bytes
    lengths: bytes


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``Extras``: the names of all columns in order, the columns by their names, and rows that say something else."""

    names: list[str]
    texts: dict[str, Run]
    shared: dict[str, Few[str | None]]
    apart: dict[int, dict[str, str]]


class Packed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """``Columns`` by the same names. Numbers are runs of 64 bits."""

    rows: Annotated[int, msgspec.Meta(ge=1)]
    kind: Few[Kind]
    member: Few[str]
    offset: bytes
    length: bytes
    pointer: Run | list[str]
    at: bytes | list[Moment]
    at_quality: Few[AtQuality]
    at_other: bytes | list[Moment]
    at_text: Run | list[str]
    platform: Few[str]
    thread: Few[str]
    sender: Few[str | None]
    recipients: Few[tuple[str, ...]]
    direction: Few[Direction]
    text: Run | list[str | None]
    state: Few[State]
    attachments: Few[tuple[str, ...]]
    reply_to: Run | list[str]
    doubts: Few[tuple[Doubt, ...]]
    extra: Named | list[dict[str, str]]


def packed(columns: Columns) -> Packed:
    """The columns as they travel. Raises ``UnicodeEncodeError`` or ``OverflowError`` where a value cannot."""
    return Packed(columns.rows, *(_packed(name, getattr(columns, name)) for name in PARTS))


def _packed(name: str, column: Sequence[Any]) -> Any:
    if isinstance(column, Extras):
        return _named(column)
    if isinstance(column, Texts):
        return _packed_texts(column)
    if isinstance(column, Shared):
        if name not in (*_TEXTS, *_MOMENTS, *_WHOLE):
            return _packed_shared(column)
        column = list(column)
    if isinstance(column, array):
        return column.tobytes()
    if name in _PLACES or (name in _MOMENTS and None not in column):
        return array("q", column).tobytes()
    if name in _MOMENTS or name in _WHOLE or (name in _TEXTS and len(column) == 1):
        return list(column)
    return _run(column) if name in _TEXTS else _few(column)


def _named(extras: Extras) -> Named:
    named = Named(list(extras.columns), {}, {}, dict(extras.apart))
    for name, column in extras.columns.items():
        if isinstance(column, Texts):
            named.texts[name] = _packed_texts(column)
        else:
            named.shared[name] = _packed_shared(column)
    return named


def _packed_texts(texts: Texts) -> Run:
    return Run(texts.run, texts.lengths.tobytes())


def _packed_shared(shared: Shared[T]) -> Few[T]:
    return Few(list(shared.values), shared.numbers.tobytes())


def _run(column: Sequence[str | None]) -> Run:
    if isinstance(column, Stored):
        return Run(b"".join(column.pieces), array("i", map(len, column.pieces)).tobytes())
    present = cast(
        "Sequence[str]", ["" if text is None else text for text in column] if None in column else column
    )
    whole = "".join(present)
    if whole.isascii():
        run, lengths = whole.encode(), array("i", map(len, present))
    else:
        encoded = list(map(str.encode, present))
        run, lengths = b"".join(encoded), array("i", map(len, encoded))
    for row in [row for row, text in enumerate(column) if text is None] if present is not column else ():
        lengths[row] = NO_TEXT
    return Run(run, lengths.tobytes())


def _few(column: Sequence[T]) -> Few[T]:
    if len(column) > 1:
        numbers = {value: number for number, value in enumerate(dict.fromkeys(column))}
        if len(numbers) * _FEW_IN <= len(column):
            return Few(list(numbers), array("I", map(numbers.__getitem__, column)).tobytes())
    return Few(list(column))


def unpacked(packed: Packed) -> Columns:
    """The columns again. Raises ``ValueError`` where they cannot be true, as far as they alone can tell."""
    columns = Columns(packed.rows, *(_unpacked(name, getattr(packed, name), packed.rows) for name in PARTS))
    if not columns.is_even or min(min(columns.offset), min(columns.length)) < 0:
        raise ValueError("The columns are not columns of records.")
    for at in (columns.at, columns.at_other):
        if isinstance(at, array) and min(at) < _FIRST_MOMENT:
            raise ValueError("No moment is so long ago.")
    return columns


def _unpacked(name: str, column: Any, rows: int) -> Sequence[Any]:
    if isinstance(column, bytes):
        return array("q", column)
    if isinstance(column, Named):
        return _extras(column, rows)
    if isinstance(column, Few):
        return _shared(column) if column.numbers else column.values
    if not isinstance(column, Run):
        return column  # type: ignore[no-any-return]  # a list
    found = _texts(column)
    if found.has_gaps and name != "text":
        raise ValueError("Only words can be missing.")
    return found


def _extras(named: Named, rows: int) -> Extras:
    columns: dict[str, Words] = {name: _texts(run) for name, run in named.texts.items()}
    columns |= {name: _shared(few) for name, few in named.shared.items()}
    if sorted(named.names) != sorted(columns) or not named.texts.keys().isdisjoint(named.shared):
        raise ValueError("Columns and their names do not fit together.")
    return Extras(rows, {name: columns[name] for name in named.names}, named.apart)


def _texts(run: Run) -> Texts:
    return Texts(run.texts, np.frombuffer(run.lengths, np.int32))


def _shared(few: Few[T]) -> Shared[T]:
    return Shared(few.values, array("I", few.numbers))
