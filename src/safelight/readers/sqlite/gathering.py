"""Rows are unpacked one by one and wait with those that lie alike, until there are enough to answer at once."""

from collections.abc import Callable, Sequence
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar

from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found, Sheet
from safelight.readers.sqlite.layout import Layout
from safelight.readers.sqlite.plan import LONGEST_REMEMBERED_BYTES, REMEMBERED, Plan

ENOUGH_ROWS = 512
ENOUGH_BYTES = 4 * 1024 * 1024
"""Of rows that are so long: little of a database is unpacked at any time."""

T = TypeVar("T", bound=Found)

Known: TypeAlias = tuple[Callable[[bytes, int], tuple[Any, ...]], int, Callable[..., None], Callable[[int], None]]
"""Of a list of types: what unpacks a row, how many bytes its values take, and where row and place go."""


class _Group:
    """Unpacked rows that lie alike, and the place of each among all rows."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.rows: list[tuple[Any, ...]] = []
        self.places: list[int] = []

    def columns(self, rowids: Sequence[int]) -> list[Sequence[Any]]:
        """Their answers; ``rowids`` are those of all rows."""
        return self._layout.columns(self.rows, list(map(rowids.__getitem__, self.places)))

    def clear(self) -> None:
        """Lets go of the rows."""
        self.rows.clear()
        self.places.clear()


class Gathering(Generic[T]):
    """Of one table. Who adds a row to a group adds where it stands as well."""

    def __init__(self, plan: Plan, shape: type[T]) -> None:
        self._plan = plan
        self._shape = shape
        self._groups: dict[bytes, _Group] = {}
        self._passing: list[_Group] = []
        self._sheets: list[Sheet] = []
        self._is_in_log = False
        self.known: dict[bytes, Known] = {}
        """By the list of types."""
        self.rowids: list[int] = []
        self.offsets: list[int] = []
        self.lengths: list[int] = []

    def learn(self, types: bytes) -> Known:
        """Of a list of types that is not known; raises ``Damaged`` for one that cannot be followed."""
        layout = self._plan.layout(types)
        if len(types) > LONGEST_REMEMBERED_BYTES:
            group = _Group(layout)
            self._passing.append(group)
            return layout.unpack, layout.size, group.rows.append, group.places.append
        group = self._groups.setdefault(layout.sorts, _Group(layout))
        known = self.known[types] = layout.unpack, layout.size, group.rows.append, group.places.append
        return known

    def are_on(self, sheet: Sheet) -> None:
        """Said of the rows that were added last."""
        self._sheets.extend(repeat(sheet, len(self.rowids) - len(self._sheets)))
        self._is_in_log |= sheet.is_in_log

    def taken(self) -> Answers[T]:
        """The answers of the rows that were gathered, at least one; it is empty again."""
        groups = [group for group in (*self._groups.values(), *self._passing) if group.rows]
        each = [group.columns(self.rowids) for group in groups]
        columns = each[0] if len(each) == 1 else _in_order(groups, each)
        stands = self.rowids[:], self.offsets[:], self.lengths[:], self._sheets
        answers = Answers(
            self._shape,
            len(self._sheets),
            dict(zip(self._shape.__struct_fields__, (*stands, *columns), strict=True)),
            self._is_in_log,
        )
        self._begin()
        return answers

    def _begin(self) -> None:
        """The lists stay the same ones, so that what adds to them stays right; what is known stays within bounds."""
        for numbers in (self.rowids, self.offsets, self.lengths):
            numbers.clear()
        for group in self._groups.values():
            group.clear()
        self._sheets, self._passing, self._is_in_log = [], [], False
        if len(self.known) > REMEMBERED:
            self.known.clear()
            self._groups.clear()


def _in_order(groups: Sequence[_Group], each: Sequence[Sequence[Sequence[Any]]]) -> list[Sequence[Any]]:
    """The columns of all groups, put together in the order of the rows."""
    places = list(chain.from_iterable(group.places for group in groups))
    pick = itemgetter(*sorted(range(len(places)), key=places.__getitem__))
    return [pick(list(chain.from_iterable(columns))) for columns in zip(*each, strict=True)]
