"""Values of a column in another order, that leave the table one by one."""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

import polars as pl

Cell = TypeVar("Cell")
_AT_ONCE = 50_000


class Cells(Sequence[Cell], Generic[Cell]):
    """A column and where each of its values stands: a million values laid out anew would take room twice."""

    def __init__(self, column: pl.Series, order: pl.Series) -> None:
        self._column, self._order = column, order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Cell: ...

    @overload
    def __getitem__(self, place: slice) -> "Cells[Cell]": ...

    def __getitem__(self, place: int | slice) -> "Cell | Cells[Cell]":
        if isinstance(place, slice):
            return Cells(self._column, self._order[place])
        cell: Cell = self._column[self._order[place]]
        return cell

    def __iter__(self) -> Iterator[Cell]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self[first : first + _AT_ONCE].column().to_list()

    def column(self) -> pl.Series:
        """The values laid out in their order."""
        return self._column.gather(self._order)
