"""Records by the column: how they leave the process that read them, and how they come into tables.

A column whose rows are all the same is given once. Nothing here needs a table library: the process that reads
files others made is kept small.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State

T = TypeVar("T")

_REPLACED = ("member", "pointer", "at_text", "platform", "thread", "sender", "text", "reply_to")
_GIVEN_WHOLE = frozenset({"offset", "length", "text"})
"""Columns whose rows differ so surely that it is not worth asking."""


class Columns(msgspec.Struct, frozen=True):
    """Some records, each part of them a column: as long as there are ``rows``, or one value that all rows share.

    The parts are those of ``Record``.
    """

    rows: int
    kind: Sequence[Kind]
    member: Sequence[str]
    offset: Sequence[int]
    length: Sequence[int]
    pointer: Sequence[str]
    at: Sequence[Micros | None]
    at_quality: Sequence[AtQuality]
    at_other: Sequence[Micros | None]
    at_text: Sequence[str]
    platform: Sequence[str]
    thread: Sequence[str]
    sender: Sequence[str | None]
    recipients: Sequence[tuple[str, ...]]
    direction: Sequence[Direction]
    text: Sequence[str | None]
    state: Sequence[State]
    attachments: Sequence[tuple[str, ...]]
    reply_to: Sequence[str]
    doubts: Sequence[tuple[Doubt, ...]]
    extra: Sequence[dict[str, str]]

    def each(self, column: Sequence[T]) -> Sequence[T]:
        """A column with a value for every row."""
        return column if len(column) == self.rows else [column[0]] * self.rows

    @property
    def is_even(self) -> bool:
        """Whether every column has a value for every row, or one for all of them."""
        return all(len(getattr(self, name)) in {1, self.rows} for name in PARTS)


PARTS = tuple(name for name in Columns.__struct_fields__ if name != "rows")


class Plain:
    """Columns of records of which only some parts are to be said."""

    def __init__(self) -> None:
        record = Record(kind=Kind.MESSAGE, member="", offset=0, length=0)
        self._parts: dict[str, Sequence[Any]] = {name: [getattr(record, name)] for name in PARTS}

    def of(self, rows: int, **parts: Sequence[Any]) -> Columns:
        """So many records: these parts of them, and of a message as it would be without more being said."""
        return Columns(rows=rows, **{**self._parts, **parts})


PLAIN = Plain()


def records_of(columns: Columns) -> Iterator[Record]:
    """The records again, one after the other."""
    for values in zip(*(columns.each(getattr(columns, name)) for name in PARTS), strict=True):
        yield Record(**dict(zip(PARTS, values, strict=True)))


def narrowed(name: str, values: Sequence[T]) -> Sequence[T]:
    """A column with a value for every row, or with the one that all of them share; what is no list stays as it is."""
    if not isinstance(values, list) or name in _GIVEN_WHOLE or values[0] != values[-1]:
        return values
    return values[:1] if values.count(values[0]) == len(values) else values


def mended(record: Record) -> Record:
    """The record as it can be kept: halves of characters become U+FFFD, and moments no calendar has are let go.

    Readers do this themselves and say it; this is for one that did not.
    """
    changes: dict[str, object] = {name: whole(getattr(record, name)) for name in _REPLACED}
    for name in ("recipients", "attachments"):
        changes[name] = tuple(map(whole, getattr(record, name)))
    changes["extra"] = {whole(name): whole(value) for name, value in record.extra.items()}
    for name in ("at", "at_other"):
        moment = getattr(record, name)
        changes[name] = moment if moment is None or abs(moment) < 2**63 else None
    if changes["at"] is None:
        changes["at_quality"] = AtQuality.MISSING
    changed = msgspec.structs.replace(record, **changes)
    if changed.text != record.text and Doubt.LONE_SURROGATE not in record.doubts:
        changed = msgspec.structs.replace(changed, doubts=(*record.doubts, Doubt.LONE_SURROGATE))
    return changed


def whole(text: str | None) -> str | None:
    """The text with U+FFFD for each half of a character."""
    return None if text is None else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
