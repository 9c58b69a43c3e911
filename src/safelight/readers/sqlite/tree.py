"""The trees of pages in which tables and indexes stand (sqlite.org/fileformat2.html, section 1.6)."""

import struct
from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from safelight.readers.sqlite.header import HEADER_BYTES
from safelight.readers.sqlite.holdings import Holdings
from safelight.readers.sqlite.image import Image
from safelight.readers.sqlite.varint import Damaged, size_and_number, varint

_INDEX_INSIDE, _TABLE_INSIDE, _INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
_INSIDE = (_INDEX_INSIDE, _TABLE_INSIDE)
_KINDS = (_INDEX_INSIDE, _TABLE_INSIDE, _INDEX_LEAF, TABLE_LEAF)
_MORE = 0x80
DEEPEST = 64
"""SQLite's own trees end at 20; a deeper one is damage."""


Cell: TypeAlias = tuple[int, bytes, int, int, int, int]
"""A row as it stands: its number; the bytes that hold its values, where in them these begin, and their length; and
start and length of the cell within its page."""


class Node(msgspec.Struct, frozen=True, gc=False):
    """A page of a tree; ``pointers`` say where on it each of its cells stands."""

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

    def cells(self, leaf: Node) -> Iterator[Cell]:
        """The rows on a page of a table, in order; of a damaged page those that hold together."""
        if leaf.kind != TABLE_LEAF:
            self.note_damage(leaf.number)
            return
        data, usable = leaf.data, self._usable
        room, most = len(data), usable - 35
        for start in leaf.pointers:
            try:
                size, rowid, place = size_and_number(data, start)
                end = place + size
                if size <= most and end <= usable:
                    cell = rowid, data, place, size, start, end - start
                else:
                    cell = self._long_cell(leaf, start, rowid, place, size)
            except Damaged:
                self.note_damage(leaf.number)
                continue
            room -= cell[-1]
            if room < 0:
                # Cells that lie over one another would let a small file unfold into a huge one.
                self.note_damage(leaf.number)
                break
            yield cell

    def may_go_on(self, leaf: Node) -> bool:
        """Whether any row on a page of a table may go on on other pages; seldom also where none does."""
        data, last = leaf.data, len(leaf.data) - 1
        # What a first byte says that is no larger is so short that it stands on its own page whole.
        short = _MORE + ((self._usable - 35) >> 7)
        for start in leaf.pointers:
            first = data[start]
            if first >= _MORE and (first >= short or start == last or data[start + 1] >= _MORE):
                return True
        return False

    def note_damage(self, page: int) -> None:
        """A page that does not hold together."""
        self._holdings.damaged.add(page)

    def walk(self) -> None:
        """Takes every page of the tree without reading its rows."""
        for node in self.leaves():
            self._take_overflow(node)

    def leaves(self) -> Iterator[Node]:
        """Every page that holds rows, in order."""
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

    def _node(self, number: int) -> Node | None:
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
        if count and not (first <= min(pointers) and max(pointers) < self._usable):
            self.note_damage(number)
            pointers = tuple(pointer for pointer in pointers if first <= pointer < self._usable)
        return Node(number, data[: self._usable], kind, right, pointers)

    def _children(self, node: Node) -> list[int]:
        if node.kind == _INDEX_INSIDE:
            self._take_overflow(node)
        return [int.from_bytes(node.data[start : start + 4], "big") for start in node.pointers] + [node.right]

    def _long_cell(self, leaf: Node, start: int, rowid: int, place: int, stated: int) -> Cell:
        """A row that goes on on other pages; raises ``Damaged`` for one that leaves its own without that."""
        local = self._local_bytes(stated, self._usable - 35)
        end = place + local + 4
        if local == stated or end > self._usable:
            raise Damaged
        link = int.from_bytes(leaf.data[end - 4 : end], "big")
        payload = leaf.data[place : place + local] + self._overflow(link, stated - local)
        return rowid, payload, 0, len(payload), start, end - start

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

    def _take_overflow(self, node: Node) -> None:
        skip = 4 if node.kind == _INDEX_INSIDE else 0
        most = self._usable - 35 if node.kind == TABLE_LEAF else (self._usable - 12) * 64 // 255 - 23
        places = [start + skip for start in node.pointers if start + skip < self._usable]
        # What a first byte alone says is so short that it stands on its own page whole.
        short = min(most, 0x7F)
        if max(map(node.data.__getitem__, places), default=0) <= short:
            return
        for place in places:
            if node.data[place] > short:
                self._follow(node, place, most)

    def _follow(self, node: Node, place: int, most: int) -> None:
        """Takes the pages on which a cell goes on."""
        try:
            stated, place = varint(node.data, place)
            if node.kind == TABLE_LEAF:
                _, place = varint(node.data, place)
            local = self._local_bytes(stated, most)
            if local < stated:
                link = node.data[place + local : place + local + 4]
                self._overflow(int.from_bytes(link, "big"), stated - local)
        except Damaged:
            self._holdings.damaged.add(node.number)
