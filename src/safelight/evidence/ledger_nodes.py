"""Reading nodes of the tree quickly: a proof takes twenty of them, and they never change once they are there."""

import sqlite3

from safelight.evidence import merkle

_NODE = "SELECT hash FROM node WHERE level = ? AND position = ?"
_ROW = "SELECT position, hash FROM node WHERE level = ? AND position BETWEEN ? AND ? ORDER BY position"
_BLOCK_LEVELS = 3
_BLOCK = 1 << _BLOCK_LEVELS
_TILE_LEVELS = 8
_MOST_TILES = 2_048
"""Tiles of 8 KiB that are kept in memory: those of two million entries."""
_MOST_PATHS = 4_096
_HASH_BYTES = 32


class LedgerNodes:
    """The nodes behind one connection. See ``merkle.Nodes``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Reads nothing yet."""
        self._connection = connection
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._above: dict[int, list[bytes]] = {}
        self._size = 0

    def node(self, level: int, index: int) -> bytes:
        """The hash at a place; raises ``MissingNode`` where there is none."""
        tile = self._tiles.get((level, index >> _TILE_LEVELS))
        start = (index & (1 << _TILE_LEVELS) - 1) * _HASH_BYTES
        if tile is not None and len(tile) > start:
            return tile[start : start + _HASH_BYTES]
        return self._read(level, index, start)

    def _read(self, level: int, index: int, start: int) -> bytes:
        if level >= _BLOCK_LEVELS:
            tile = b"".join(self.row(level, index >> _TILE_LEVELS << _TILE_LEVELS, 1 << _TILE_LEVELS))
            if len(tile) > start:
                self._keep((level, index >> _TILE_LEVELS), tile)
                return tile[start : start + _HASH_BYTES]
        row = self._connection.execute(_NODE, (level, index)).fetchone()
        if row is None:
            raise merkle.MissingNode(f"level {level}, position {index}")
        return bytes(row[0])

    def _keep(self, place: tuple[int, int], tile: bytes) -> None:
        if len(self._tiles) >= _MOST_TILES:
            self._tiles.pop(next(iter(self._tiles)))
        self._tiles[place] = tile

    def row(self, level: int, start: int, width: int) -> list[bytes]:
        """Hashes side by side from a place on; none where one of them is missing."""
        rows = self._connection.execute(_ROW, (level, start, start + width - 1)).fetchall()
        whole = rows and rows[-1][0] == start + len(rows) - 1
        return [value for _, value in rows] if whole else []

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        """As ``merkle.inclusion_proof``; what stands near an entry is read in one go, what is far above, once."""
        start = index & -_BLOCK
        whole = index >= 0 and (index | (1 << _TILE_LEVELS) - 1) < size
        row = self.row(0, start, _BLOCK) if whole else []
        if len(row) < _BLOCK:
            return merkle.inclusion_proof(self, index, size)
        path = []
        for level in range(_BLOCK_LEVELS):
            path.append(row[(index >> level ^ 1) % len(row)])
            row = [merkle.node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
        path += [self.node(level, index >> level ^ 1) for level in range(_BLOCK_LEVELS, _TILE_LEVELS)]
        return path + self._far_above(index >> _TILE_LEVELS, size)

    def _far_above(self, block: int, size: int) -> list[bytes]:
        if size != self._size or len(self._above) >= _MOST_PATHS:
            self._size, self._above = size, {}
        path = self._above.get(block)
        if path is None:
            path = self._above[block] = merkle.path_above(self, _TILE_LEVELS, block << _TILE_LEVELS, size)
        return path
