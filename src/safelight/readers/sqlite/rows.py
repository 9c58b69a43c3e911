"""The rows of one table, from the cells on its pages."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found, Sheet, as_stored, questions_of
from safelight.readers.sqlite.at_once import ENOUGH_BYTES as AT_ONCE_BYTES
from safelight.readers.sqlite.at_once import ENOUGH_ROWS as AT_ONCE_ROWS
from safelight.readers.sqlite.at_once import AtOnce
from safelight.readers.sqlite.columns import Columns
from safelight.readers.sqlite.gathering import ENOUGH_BYTES, ENOUGH_ROWS, Gathering
from safelight.readers.sqlite.image import Image
from safelight.readers.sqlite.plan import Plan
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.stored import UTF_8
from safelight.readers.sqlite.tree import Node, Tree
from safelight.readers.sqlite.varint import Damaged, varint

LONGEST_LIST_OF_TYPES = 300_000
"""Bytes: SQLite allows 32,767 columns, and nine bytes for the type of each."""
_TWO_BYTES = 0x80
"""From here on a number takes two bytes: only the widest tables have lists of types as long."""
_LONG_BYTES = 1024

T = TypeVar("T", bound=Found)


def rows_of(image: Image, tree: Tree, table: str, columns: Columns) -> Iterator[Row]:
    """Every row, with its values still to be found."""
    places = {name: place for place, name in enumerate(columns.place)}
    encoding = image.header.encoding
    plan = Plan(columns, as_stored(places), encoding)
    layouts = plan.layouts
    for leaf in tree.leaves():
        sheet = Sheet(*image.place(leaf.number), table)
        for rowid, data, place, size, start, length in tree.cells(leaf):
            try:
                head, first = data[place] if size else 0, place + 1
                if not 0 < head < _TWO_BYTES:
                    head, first = _long_head(data, place, size)
                begin = place + head
                types = data[first:begin]
                layout = layouts.get(types) or plan.remembered(types)
                if begin + layout.size > place + size:
                    raise Damaged
            except Damaged:
                tree.note_damage(leaf.number)
            else:
                yield Row(rowid, sheet.offset + start, length, sheet, places, encoding, layout, data, begin)


def answers_of(image: Image, tree: Tree, table: str, columns: Columns, shape: type[T]) -> Iterator[Answers[T]]:
    """Every row as the answers to what this class asks, many rows at a time."""
    plan = Plan(columns, questions_of(shape), image.header.encoding)
    singly = _Singly(image, tree, table, Gathering(plan, shape))
    at_once = AtOnce(image, table, plan, shape)
    for leaves, are_whole in _many(tree):
        is_tried = are_whole and plan.encoding == UTF_8
        for some, answers in at_once.answers(leaves) if is_tried else [(leaves, None)]:
            if answers:
                yield from singly.rest()
                yield answers
            else:
                yield from singly.answers(some)
    yield from singly.rest()


def _many(tree: Tree) -> Iterator[tuple[list[Node], bool]]:
    """Pages with enough rows together, or with enough bytes; and whether none of their rows goes on elsewhere.

    One that does is followed before the next page of the tree is: in a damaged database both may lead to one page.
    """
    some: list[Node] = []
    rows = size = 0
    for leaf in tree.leaves():
        goes_on = tree.may_go_on(leaf)
        if some and (goes_on or rows >= AT_ONCE_ROWS or size >= AT_ONCE_BYTES):
            yield some, True
            some, rows, size = [], 0, 0
        if goes_on:
            yield [leaf], False
            continue
        some.append(leaf)
        rows += len(leaf.pointers)
        size += len(leaf.data)
    if some:
        yield some, True


class _Singly(Generic[T]):
    """Rows that are cut one by one, and answered with those that lie alike."""

    def __init__(self, image: Image, tree: Tree, table: str, gathering: Gathering[T]) -> None:
        self._image = image
        self._tree = tree
        self._table = table
        self._gathering = gathering
        self._room = ENOUGH_BYTES

    def rest(self) -> Iterator[Answers[T]]:
        """The answers of rows that still wait."""
        self._room = ENOUGH_BYTES
        if self._gathering.rowids:
            yield self._gathering.taken()

    def answers(self, leaves: Iterable[Node]) -> Iterator[Answers[T]]:
        """Those of the rows on these pages, as soon as there are enough."""
        for leaf in leaves:
            yield from self._add(leaf)
            if len(self._gathering.rowids) >= ENOUGH_ROWS:
                yield from self.rest()

    def _add(self, leaf: Node) -> Iterator[Answers[T]]:
        tree, gathering = self._tree, self._gathering
        known, rowids = gathering.known, gathering.rowids
        add_rowid, add_offset, add_length = rowids.append, gathering.offsets.append, gathering.lengths.append
        sheet = Sheet(*self._image.place(leaf.number), self._table)
        above = sheet.offset
        for rowid, data, place, size, start, length in tree.cells(leaf):
            try:
                head, first = data[place] if size else 0, place + 1
                if not 0 < head < _TWO_BYTES:
                    head, first = _long_head(data, place, size)
                begin = place + head
                types = data[first:begin]
                unpack, taken, add_row, add_place = known.get(types) or gathering.learn(types)
                if begin + taken > place + size:
                    raise Damaged
            except Damaged:
                tree.note_damage(leaf.number)
                continue
            add_row(unpack(data, begin))
            add_place(len(rowids))
            add_rowid(rowid)
            add_offset(above + start)
            add_length(length)
            if size > _LONG_BYTES:
                self._room -= size
                if self._room < 0:
                    gathering.are_on(sheet)
                    yield from self.rest()
        gathering.are_on(sheet)


def _long_head(data: bytes, place: int, size: int) -> tuple[int, int]:
    """The bytes that a row's list of types takes with its own length, and where the list itself begins."""
    head, first = varint(data, place)
    if not size or head > size or first > place + size or head > LONGEST_LIST_OF_TYPES:
        raise Damaged
    return head, first
