"""The rows of one table, from the cells on its pages."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from safelight.readers.sqlite.asked import Found, Sheet, as_stored, questions_of
from safelight.readers.sqlite.columns import Columns
from safelight.readers.sqlite.image import Image
from safelight.readers.sqlite.layout import Layout
from safelight.readers.sqlite.plan import Plan
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.tree import Tree
from safelight.readers.sqlite.varint import Damaged, varint

LONGEST_LIST_OF_TYPES = 300_000
"""Bytes: SQLite allows 32,767 columns, and nine bytes for the type of each."""
_TWO_BYTES = 0x80
"""From here on a number takes two bytes: only the widest tables have lists of types as long."""

T = TypeVar("T", bound=Found)
_Stand: TypeAlias = tuple[int, int, int, Sheet]
_Make: TypeAlias = Callable[[Layout, bytes, int, _Stand], T]
"""From a row's layout, where its values begin in which bytes, and the first fields of ``Found``."""


def rows_of(image: Image, tree: Tree, table: str, columns: Columns) -> Iterator[Row]:
    """Every row, with its values still to be found."""
    places = {name: place for place, name in enumerate(columns.place)}
    encoding = image.header.encoding

    def make(layout: Layout, data: bytes, begin: int, stand: _Stand) -> Row:
        return Row(*stand, places, encoding, layout, data, begin)

    return _rows(image, tree, table, Plan(columns, as_stored(places), encoding), make)


def answers_of(image: Image, tree: Tree, table: str, columns: Columns, shape: type[T]) -> Iterator[T]:
    """Every row as the answers to what this class asks."""
    return _rows(image, tree, table, Plan(columns, questions_of(shape), image.header.encoding), Layout.answers)


def _rows(image: Image, tree: Tree, table: str, plan: Plan, make: _Make[T]) -> Iterator[T]:
    layouts = plan.layouts
    for leaf in tree.leaves():
        sheet = Sheet(*image.place(leaf.number), table)
        above = sheet.offset
        for rowid, data, place, size, start, length in tree.cells(leaf):
            try:
                head, first = data[place] if size else 0, place + 1
                if not 0 < head < _TWO_BYTES:
                    head, first = _long_head(data, place, size)
                types, begin = data[first : place + head], place + head
                layout = layouts.get(types) or plan.layout(types)
                if begin + layout.size > place + size:
                    raise Damaged
                yield make(layout, data, begin, (rowid, above + start, length, sheet))
            except Damaged:
                tree.note_damage(leaf.number)


def _long_head(data: bytes, place: int, size: int) -> tuple[int, int]:
    """The bytes that a row's list of types takes with its own length, and where the list itself begins."""
    head, first = varint(data, place)
    if not size or head > size or first > place + size or head > LONGEST_LIST_OF_TYPES:
        raise Damaged
    return head, first
