"""The trees of pages in which tables and indexes stand (sqlite.org/fileformat2.html, section 1.6)."""

import struct
from collections.abc import Iterator

import msgspec

from safelight.readers.sqlite.header import HEADER_BYTES
from safelight.readers.sqlite.holdings import Holdings
from safelight.readers.sqlite.image import Image
from safelight.readers.sqlite.varint import Damaged, signed, varint

_INDEX_INSIDE, _TABLE_INSIDE, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_INSIDE = (_INDEX_INSIDE, _TABLE_INSIDE)
_KINDS = (_INDEX_INSIDE, _TABLE_INSIDE, _INDEX_LEAF, _TABLE_LEAF)
DEEPEST = 64
"""SQLite's own trees end at 20; a deeper one is damage."""


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One row as it stands: ``start`` and ``length`` are bytes within its page."""

    rowid: int
    payload: bytes
    page: int
    start: int
    length: int


class _Node(msgspec.Struct, frozen=True, gc=False):
    number: int
    data: bytes
    kind: int
    right: int
    pointers: tuple[int, ...]


class Tree:
    """One tree, walked once. Pages that cannot be followed are written down as damaged, never raised."""

    def __init__(self, image: Image, holdings: Holdings, root: int, holder: str) -> None:
        self._image = image
        self._holdings = holdings
        self._root = root
        self._holder = holder
        self._usable = image.header.usable_bytes

    def cells(self) -> Iterator[Cell]:
        """The rows of a table, in the order of their numbers; of damaged pages those that hold together."""
        for node in self._leaves():
            if node.kind != _TABLE_LEAF:
                self._holdings.damaged.add(node.number)
                continue
            room = len(node.data)
            for start in node.pointers:
                try:
                    cell = self._cell(node, start)
                except Damaged:
                    self._holdings.damaged.add(node.number)
                    continue
                room -= cell.length
                if room < 0:
                    # Cells that lie over one another would let a small file unfold into a huge one.
                    self._holdings.damaged.add(node.number)
                    break
                yield cell

    def walk(self) -> None:
        """Takes every page of the tree without reading its rows."""
        for node in self._leaves():
            self._take_overflow(node)

    def _leaves(self) -> Iterator[_Node]:
        waiting = [(self._root, self._root, 0)]
        while waiting:
            number, parent, depth = waiting.pop()
            if not self._holdings.take(number, self._holder):
                continue
            node = self._node(number)
            if node is None or depth > DEEPEST:
                self._holdings.damaged |= {number, parent}
            elif node.kind in _INSIDE:
                waiting.extend((child, number, depth + 1) for child in reversed(self._children(node)))
            else:
                yield node

    def _node(self, number: int) -> _Node | None:
        data = self._image.page(number)
        begin = HEADER_BYTES if number == 1 else 0
        if not data or data[begin] not in _KINDS:
            return None
        kind = data[begin]
        count = int.from_bytes(data[begin + 3 : begin + 5], "big")
        first = begin + (12 if kind in _INSIDE else 8)
        if first + 2 * count > self._usable:
            return None
        right = int.from_bytes(data[begin + 8 : begin + 12], "big") if kind in _INSIDE else 0
        pointers = struct.unpack_from(f">{count}H", data, first)
        whole = tuple(pointer for pointer in pointers if first <= pointer < self._usable)
        if len(whole) < count:
            self._holdings.damaged.add(number)
        return _Node(number, data[: self._usable], kind, right, whole)

    def _children(self, node: _Node) -> list[int]:
        if node.kind == _INDEX_INSIDE:
            self._take_overflow(node)
        return [int.from_bytes(node.data[start : start + 4], "big") for start in node.pointers] + [node.right]

    def _cell(self, node: _Node, start: int) -> Cell:
        data, most = node.data, self._usable - 35
        stated, place = varint(data, start)
        rowid, place = varint(data, place)
        local = stated if stated <= most else self._local_bytes(stated, most)
        end = place + local + (4 if local < stated else 0)
        if end > self._usable:
            raise Damaged
        payload = data[place : place + local]
        if local < stated:
            payload += self._overflow(int.from_bytes(data[end - 4 : end], "big"), stated - local)
        return Cell(signed(rowid), payload, node.number, start, end - start)

    def _local_bytes(self, stated: int, most: int) -> int:
        if stated <= most:
            return stated
        if stated > self._image.pages * self._usable:
            raise Damaged
        least = (self._usable - 12) * 32 // 255 - 23
        wished = least + (stated - least) % (self._usable - 4)
        return wished if wished <= most else least

    def _overflow(self, page: int, missing: int) -> bytes:
        pieces = []
        while missing > 0:
            data = self._image.page(page) if self._holdings.take(page, self._holder) else b""
            if not data:
                raise Damaged
            pieces.append(data[4 : min(self._usable, 4 + missing)])
            missing -= len(pieces[-1])
            page = int.from_bytes(data[:4], "big")
        return b"".join(pieces)

    def _take_overflow(self, node: _Node) -> None:
        skip = 4 if node.kind == _INDEX_INSIDE else 0
        most = self._usable - 35 if node.kind == _TABLE_LEAF else (self._usable - 12) * 64 // 255 - 23
        for start in node.pointers:
            if start + skip >= self._usable or node.data[start + skip] < 0x80:
                continue
            try:
                stated, place = varint(node.data, start + skip)
                if node.kind == _TABLE_LEAF:
                    _, place = varint(node.data, place)
                local = self._local_bytes(stated, most)
                if local < stated:
                    link = node.data[place + local : place + local + 4]
                    self._overflow(int.from_bytes(link, "big"), stated - local)
            except Damaged:
                self._holdings.damaged.add(node.number)
