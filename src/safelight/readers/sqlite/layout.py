"""How what is asked of a row lies behind one list of types (sqlite.org/fileformat2.html, section 2.1)."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from safelight.readers.sqlite.taking import Take, all_taken
from safelight.readers.sqlite.together import said_together
from safelight.readers.sqlite.value import as_utf8


class Layout(msgspec.Struct, frozen=True, eq=False):
    """Where the values that are asked for stand, and what each has to be turned into.

    All values of a row come into one list: what is unpacked, then the row's number, then constants. Places are
    places in that list. The answers come into it as well.
    """

    sorts: bytes
    """The list of types without lengths: rows of the same sorts lie alike, however long their texts are."""
    unpack: Callable[[bytes, int], tuple[Any, ...]]
    size: int
    """Bytes that all values take together, also those that are not asked for."""
    long_integers: tuple[tuple[int, int], ...]
    """Those of three and of six bytes are unpacked as two numbers: the place of the first, bits of the second."""
    constants: tuple[Any, ...]
    """Values that take no bytes, and room for further answers."""
    takes: tuple[tuple[int, int, Take], ...]
    """Where the answer goes, where the value comes from, and what makes the one out of the other."""
    order: tuple[int, ...]
    """Where the answers are, in the order of the questions."""
    said: tuple[tuple[str, int], ...] | None
    """Texts that are asked for together: the name of each and its place."""

    def answers(self, data: bytes, start: int, rowid: int) -> tuple[Any, ...]:
        """Those of the row whose values start here."""
        found = [*self.unpack(data, start), rowid, *self.constants]
        for place, bits in self.long_integers:
            found[place] = found[place] << bits | found[place + 1]
        for answer, value, take in self.takes:
            try:
                found[answer] = take(found[value])
            except UnicodeDecodeError:
                found[answer] = as_utf8(found[value])
        return tuple([found[place] for place in self.order])

    def columns(self, rows: Sequence[tuple[Any, ...]], rowids: Sequence[int]) -> list[Sequence[Any]]:
        """The answers of many rows, unpacked: a column for each question."""
        found: list[Sequence[Any]] = [*zip(*rows, strict=True), rowids]
        found.extend([constant] * len(rows) for constant in self.constants)
        for place, bits in self.long_integers:
            found[place] = [high << bits | low for high, low in zip(found[place], found[place + 1], strict=True)]
        for answer, value, take in self.takes:
            found[answer] = all_taken(take, found[value])
        columns = [found[place] for place in self.order]
        if self.said is not None:
            columns.append(said_together([(name, found[place]) for name, place in self.said], len(rows)))
        return columns
