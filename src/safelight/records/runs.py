"""Columns that are not lists: texts in one run of bytes, and few values that many rows share.

They are read like the lists they stand for, and tables are made of them without looking at each row.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar, overload

T = TypeVar("T")
NO_TEXT = -1
"""The length of a text that is not there."""

_INNER_BYTES = frozenset(range(0x80, 0xC0))
"""Bytes of UTF-8 that no character begins with."""


class Texts(Sequence[str | None]):
    """Texts, one after the other in UTF-8."""

    def __init__(self, run: bytes, lengths: "array[int]") -> None:
        """Lengths are in bytes. Raises ``ValueError`` where run and lengths do not fit together."""
        self.run = run
        self._lengths = lengths
        least = min(lengths, default=0)
        self.has_gaps = least == NO_TEXT
        """Whether any text is not there."""
        present = [max(length, 0) for length in lengths] if self.has_gaps else lengths
        starts = list(accumulate(present, initial=0))
        if least < NO_TEXT or starts[-1] != len(run):
            raise ValueError("Texts and their lengths do not fit together.")
        self.starts = array("i", starts)
        """Where each text starts, and where the last one ends."""
        if not self._is_whole():
            raise ValueError("A character is broken between two texts.")

    def _is_whole(self) -> bool:
        """Whether no character is broken, within a text or between two."""
        if self.run.isascii():
            return True
        first_bytes = set(map((self.run + b"\0").__getitem__, self.starts))
        return first_bytes.isdisjoint(_INNER_BYTES) and bool(self.run.decode())

    @property
    def gaps(self) -> bytes:
        """For each text 1 where it is there, and 0 where it is not."""
        return bytes(map(NO_TEXT.__ne__, self._lengths))

    def encoded(self) -> Iterator[bytes]:
        """Each in UTF-8; of one that is not there nothing."""
        return (self.run[start:end] for start, end in pairwise(self.starts))

    def __len__(self) -> int:
        return len(self._lengths)

    @overload
    def __getitem__(self, row: int) -> str | None: ...
    @overload
    def __getitem__(self, row: slice) -> list[str | None]: ...
    def __getitem__(self, row: int | slice) -> str | list[str | None] | None:
        if isinstance(row, slice):
            return [self[one] for one in range(len(self))[row]]
        row = range(len(self))[row]
        if self._lengths[row] == NO_TEXT:
            return None
        return self.run[self.starts[row] : self.starts[row + 1]].decode()


class Shared(Sequence[T]):
    """For each row the number of its value."""

    def __init__(self, values: Sequence[T], numbers: "array[int]") -> None:
        """Raises ``ValueError`` where a number has no value."""
        self.values = values
        self.numbers = numbers
        if numbers and max(numbers) >= len(values):
            raise ValueError("Rows share a value that is not there.")

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
