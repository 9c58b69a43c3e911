"""Entries laid out as most are, decoded many at a time and straight into their type.

Whatever is laid out otherwise (another name, another kind of value, a name given twice) goes the careful way as an
``Element``, so that nothing is lost: being ordinary only saves time.
"""

from bisect import bisect_right
from collections.abc import Iterator
from operator import sub
from typing import Generic, TypeVar

import msgspec
import numpy as np

from safelight.readers import json_bytes
from safelight.readers.json_outline import Items
from safelight.readers.json_text import Account, Element, JsonText
from safelight.readers.json_value import UNDECODABLE, encode, has_escaped_colon

T = TypeVar("T")
_MOST_AT_ONCE = 512
_COLON = ord(":")
_MUCH_BYTES = 16 * 1024


def _colons_in(raw: bytes) -> int:
    if len(raw) < _MUCH_BYTES:
        return raw.count(b":")
    # Three times as fast where there is much to count.
    return int(np.count_nonzero(np.frombuffer(raw, np.uint8) == _COLON))


class Entry(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """One ordinary object that becomes a record: its bytes are ``start`` to ``end`` of the member."""

    pointer: str
    start: int
    end: int
    value: T


class Run(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """Ordinary objects that follow one another in a list, the first of them with number ``first``."""

    items: Items
    first: int
    values: list[T]

    @property
    def starts(self) -> list[int]:
        """The byte each begins at."""
        return self.items.starts[self.first : self.first + len(self.values)].tolist()

    @property
    def lengths(self) -> list[int]:
        """Bytes of each."""
        span = slice(self.first, self.first + len(self.values))
        return list(map(sub, self.items.ends[span], self.items.starts[span]))

    @property
    def pointers(self) -> list[str]:
        """Where each stands."""
        prefix = f"{self.items.pointer}/"
        return [f"{prefix}{number}" for number in range(self.first, self.first + len(self.values))]

    def entries(self) -> Iterator[Entry[T]]:
        """Each on its own."""
        for place in zip(self.pointers, self.starts, self.lengths, self.values, strict=True):
            pointer, start, length, value = place
            yield Entry(pointer, start, start + length, value)


class Ordinary(Generic[T]):
    """How ordinary entries are laid out: a type with every name one may have, and what may stand there.

    A name that may be missing is ``UNSET`` by default, so that it is missing again when it is written out.
    """

    def __init__(self, laid_out: type[T]) -> None:
        self._decode = msgspec.json.Decoder(list[laid_out]).decode  # type: ignore[valid-type]

    def decoded(self, raw: bytes) -> list[T]:
        """The entries in a text, separated by commas, if all of them are ordinary; else none.

        Ask it only of a text that has no escaped colon: written out again, entries have as many colons as the text
        they came from, unless it has a name that is not theirs, or one twice.
        """
        listed = b"[%b]" % raw
        try:
            values = self._decode(listed)
        except UNDECODABLE:
            return []
        return values if _colons_in(listed) == _colons_in(encode(values)) else []

    def entries(self, text: JsonText, items: Items, account: Account) -> Iterator[Entry[T] | Element]:
        """Each whole object of a list, in order; those that cannot be decoded go into the account as failed."""
        for run in self.runs(text, items, account):
            if isinstance(run, Element):
                yield run
            else:
                yield from run.entries()

    def runs(self, text: JsonText, items: Items, account: Account) -> Iterator[Run[T] | Element]:
        """The same, ordinary ones many at a time."""
        starts, ends = items.starts, items.ends
        first, at_once = 0, _MOST_AT_ONCE
        while first < len(starts):
            in_reach = bisect_right(starts, starts[first] + json_bytes.STRETCH_BYTES, first + 1)
            after = min(first + at_once, in_reach)
            values = self._within(text, starts[first], ends[after - 1])
            if len(values) == after - first:
                yield Run(items, first, values)
            else:
                yield from self._one_by_one(text, items, account, range(first, after))
            at_once = min(2 * at_once, _MOST_AT_ONCE) if values else max(1, at_once // 2)
            first = after
        account.up_to(items.end)

    def _one_by_one(
        self, text: JsonText, items: Items, account: Account, indexes: range
    ) -> Iterator[Run[T] | Element]:
        """Those that are not all ordinary together; one alone is known not to be."""
        is_alone = len(indexes) == 1
        for index in indexes:
            start, end = items.starts[index], items.ends[index]
            if not is_alone and (values := self._within(text, start, end)):
                yield Run(items, index, values)
            elif element := text.element(f"{items.pointer}/{index}", start, end, account):
                yield element

    def _within(self, text: JsonText, start: int, end: int) -> list[T]:
        raw = text.data[start:end]
        return [] if has_escaped_colon(raw) else self.decoded(raw)
