"""A page of an export: neighbouring records, and how to find their parts in its text."""

from array import array
from collections.abc import Iterable
from itertools import accumulate, repeat
from operator import add
from typing import NamedTuple

from safelight.readers.whatsapp.header import Cut


class Page(NamedTuple):
    """Records from number ``first`` on, in the bytes ``start`` to ``stop`` of the member.

    The columns count characters of the page's text: where bodies and stamps begin and end.
    """

    first: int
    start: int
    stop: int
    bodies_from: "array[int]"
    bodies_to: "array[int]"
    stamps_from: "array[int]"
    stamps_to: "array[int]"

    @classmethod
    def of(cls, cut: Cut, first: int, start: int, length: int) -> "Page":
        """The page that holds the records of a cut, ``length`` bytes with the line break after the last."""
        heads, bodies = list(map(len, cut.head)), list(map(len, cut.body))
        # The line break before the first head is not on the page.
        heads_from = list(accumulate(map(add, heads, bodies), initial=-1))
        heads_from.pop()
        bodies_from = array("I", map(add, heads_from, heads))
        bodies_to = array("I", map(add, bodies_from, bodies))
        before_stamps = repeat(1) if cut.is_plain else map(str.index, cut.head, cut.stamp)
        stamps_from = array("I", map(add, heads_from, before_stamps))
        stamps_to = array("I", map(add, stamps_from, map(len, cut.stamp)))
        return cls(first, start, start + length, bodies_from, bodies_to, stamps_from, stamps_to)

    @property
    def end(self) -> int:
        """The number after that of the last record."""
        return self.first + self.records

    @property
    def records(self) -> int:
        """How many records it holds."""
        return len(self.bodies_to)

    def bodies(self, text: str, widths: Iterable[int] = repeat(0)) -> list[str]:
        """What follows each header, from a number of characters on."""
        return list(map(text.__getitem__, map(slice, map(add, self.bodies_from, widths), self.bodies_to)))

    def stamps(self, text: str) -> list[str]:
        """Date and time of each record as written."""
        return list(map(text.__getitem__, map(slice, self.stamps_from, self.stamps_to)))
