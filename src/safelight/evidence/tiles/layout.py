"""Where what stands in a folder of tiles (C2SP tlog-tiles)."""

from collections.abc import Iterator
from typing import NamedTuple

TILE = 256
"""Hashes in a full tile, and entries in a full bundle of entries."""
HASH_BYTES = 32
LENGTH_BYTES = 2
"""Before each entry stands its length, the most significant byte first."""


class Tile(NamedTuple):
    """One file: its level (nothing for entries), its number on that level, and how much is in it."""

    level: int | None
    number: int
    width: int

    @property
    def path(self) -> str:
        """For example ``tile/0/x001/x234/067`` or ``tile/entries/273.p/112``."""
        level = "entries" if self.level is None else self.level
        part = "" if self.width == TILE else f".p/{self.width}"
        return f"tile/{level}/{_spelled(self.number)}{part}"


def _spelled(number: int) -> str:
    parts = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        parts.append(f"x{number % 1000:03}")
    return "/".join(reversed(parts))


def on_level(level: int | None, size: int) -> Iterator[Tile]:
    """The tiles of one level of a tree over so many entries, or its bundles of entries."""
    width = size // TILE ** (level or 0)
    for number in range(width // TILE):
        yield Tile(level, number, TILE)
    if width % TILE:
        yield Tile(level, width // TILE, width % TILE)


def levels(size: int) -> range:
    """The levels that a tree over so many entries has."""
    count = 0
    while size:
        size //= TILE
        count += 1
    return range(count)
