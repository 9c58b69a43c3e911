"""What was last made of a table, remembered as long as the table lives: signals are asked one after another."""

import weakref
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

import polars as pl

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """Makes something of a table once. What is remembered goes with the table, so that nothing outlives a case."""

    def __init__(self, make: Callable[..., Made]) -> None:
        """``make`` is given the table, and whatever else it is asked with."""
        self._make = make
        self._table: weakref.ref[pl.DataFrame] | None = None
        self._known: tuple[tuple[Hashable, ...], Made] | None = None

    def of(self, table: pl.DataFrame, *asked: Hashable) -> Made:
        """What is made of the table and of what else is asked."""
        known = self._known
        if known is None or self._table is None or self._table() is not table or known[0] != asked:
            self._known = None  # let go of the last before the next is made: they may be large
            known = asked, self._make(table, *asked)
            self._table, self._known = weakref.ref(table, self._forget), known
        return known[1]

    def _forget(self, table: weakref.ref[pl.DataFrame]) -> None:
        if table is self._table:
            self._table = self._known = None
