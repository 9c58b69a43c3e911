"""Columns that are not lists: texts in one run of bytes, and few values that many rows share.

They are read like the lists they stand for, and tables are made of them without looking at each row.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt

from safelight.records.utf8 import is_utf8

T = TypeVar("T")
Lengths = npt.NDArray[np.int32]
NO_TEXT = -1
"""The length of a text that is not there."""

_FIRST_INNER, _LAST_INNER = 0x80, 0xBF
"""Bytes of UTF-8 that no character begins with."""


class Texts(Sequence[str | None]):
    """Texts, one after the other in UTF-8."""

    def __init__(self, run: bytes, lengths: Lengths) -> None:
        """Lengths are in bytes. Raises ``ValueError`` where run and lengths do not fit together."""
        self.run = run
        self.lengths = lengths
        least = int(lengths.min(initial=0))
        self.has_gaps = least == NO_TEXT
        """Whether any text is not there."""
        starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(np.maximum(lengths, 0) if self.has_gaps else lengths, out=starts[1:])
        if least < NO_TEXT or starts[-1] != len(run):
            raise ValueError("Texts and their lengths do not fit together.")
        self.starts: Lengths = starts.astype(np.int32)
        """Where each text starts, and where the last one ends."""
        if not self._is_whole():
            raise ValueError("A character is broken between two texts.")

    @classmethod
    def of(cls, texts: Sequence[str | None]) -> "Texts":
        """Of a list. Raises ``UnicodeEncodeError`` for half a character."""
        return cls(*run_of([None if text is None else text.encode() for text in texts]))

    def _is_whole(self) -> bool:
        """Whether no character is broken, within a text or between two."""
        if self.run.isascii():
            return True
        first_bytes = np.frombuffer(self.run + b"\0", np.uint8)[self.starts]
        is_inner = (first_bytes >= _FIRST_INNER) & (first_bytes <= _LAST_INNER)
        return not is_inner.any() and is_utf8(self.run)

    @property
    def gaps(self) -> bytes:
        """For each text 1 where it is there, and 0 where it is not."""
        return bytes((self.lengths != NO_TEXT).data)

    def encoded(self) -> Iterator[bytes]:
        """Each in UTF-8; of one that is not there nothing."""
        return (self.run[start:end] for start, end in pairwise(self.starts.tolist()))

    def without_gaps(self) -> "Texts":
        """An empty text instead of none."""
        return Texts(self.run, np.maximum(self.lengths, 0)) if self.has_gaps else self

    def with_others(self, places: Sequence[int], texts: Sequence[str | None]) -> "Texts":
        """Other texts in these places, which ascend. Raises ``UnicodeEncodeError`` for half a character."""
        encoded = [None if text is None else text.encode() for text in texts]
        lengths, pieces, end = self.lengths.copy(), [], 0
        for place, other in zip(places, encoded, strict=True):
            lengths[place] = NO_TEXT if other is None else len(other)
            pieces += [self.run[end : self.starts[place]], other or b""]
            end = int(self.starts[place + 1])
        return Texts(b"".join([*pieces, self.run[end:]]), lengths)

    def __len__(self) -> int:
        return len(self.lengths)

    def __iter__(self) -> Iterator[str | None]:
        texts: list[str | None]
        if self.run.isascii():
            whole = self.run.decode()
            texts = [whole[start:end] for start, end in pairwise(self.starts.tolist())]
        else:
            texts = list(map(bytes.decode, self.encoded()))
        for row in np.flatnonzero(self.lengths == NO_TEXT).tolist() if self.has_gaps else ():
            texts[row] = None
        return iter(texts)

    @overload
    def __getitem__(self, row: int) -> str | None: ...
    @overload
    def __getitem__(self, row: slice) -> list[str | None]: ...
    def __getitem__(self, row: int | slice) -> str | list[str | None] | None:
        if isinstance(row, slice):
            return [self[one] for one in range(len(self))[row]]
        row = range(len(self))[row]
        if self.lengths[row] == NO_TEXT:
            return None
        return self.run[self.starts[row] : self.starts[row + 1]].decode()


def run_of(texts: Sequence[bytes | None]) -> tuple[bytes, Lengths]:
    """Texts one after the other, and their lengths."""
    lengths = np.fromiter((NO_TEXT if text is None else len(text) for text in texts), np.int32, len(texts))
    return b"".join(filter(None, texts)), lengths


class Stored(Sequence[str]):
    """Texts, each in UTF-8 as it stood in a file: what only travels is never made into text."""

    def __init__(self, pieces: list[bytes]) -> None:
        """Each piece is whole UTF-8."""
        self.pieces = pieces

    def __len__(self) -> int:
        return len(self.pieces)

    def __iter__(self) -> Iterator[str]:
        return map(bytes.decode, self.pieces)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        return list(map(bytes.decode, self.pieces[row])) if isinstance(row, slice) else self.pieces[row].decode()

    def without(self, ending: str) -> "Stored":
        """The same, each without this ending."""
        stored = ending.encode()
        return Stored([piece.removesuffix(stored) for piece in self.pieces])


class Shared(Sequence[T]):
    """For each row the number of its value."""

    def __init__(self, values: Sequence[T], numbers: "array[int]") -> None:
        """Raises ``ValueError`` where a number has no value."""
        self.values = values
        self.numbers = numbers
        if numbers and int(np.frombuffer(numbers, np.uint32).max()) >= len(values):
            raise ValueError("Rows share a value that is not there.")

    def with_others(self, places: Sequence[int], values: Sequence[T]) -> "Shared[T]":
        """Other values in these places."""
        numbers = self.numbers[:]
        for number, place in enumerate(places, len(self.values)):
            numbers[place] = number
        return Shared([*self.values, *values], numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[T]:
        return map(self.values.__getitem__, self.numbers)

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> list[T]: ...
    def __getitem__(self, row: int | slice) -> T | list[T]:
        if isinstance(row, slice):
            return list(map(self.values.__getitem__, self.numbers[row]))
        return self.values[self.numbers[row]]


def values_in(column: Sequence[T]) -> Iterable[T]:
    """Every value of a column, those that rows share only once."""
    return column.values if isinstance(column, Shared) else column


def changed(column: Sequence[T], rows: int, changes: Mapping[int, T]) -> Sequence[T]:
    """A column of so many rows, or with one value for all of them, with other values for some."""
    if not changes:
        return column
    if len(column) == 1:
        column = Shared(column, array("I", bytes(4 * rows)))
    if not isinstance(column, Shared):
        values = list(column)
        for row, value in changes.items():
            values[row] = value
        return values
    return column.with_others(list(changes), list(changes.values()))
