"""What was said in a case, in the order people lived it: read once, and shared by the scenes of all signals."""

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.latest import Latest
from safelight.signals.wordings import Wordings

Numbers = npt.NDArray[np.integer]
_COLUMNS = ("record_id", "kind", "at", "platform", "thread", "sender", "direction", "text")
_NAMES = frozenset({"platform", "thread", "exhibit"})
"""Columns with few different texts, sorted by their place among these: as they are, the longest sets the room."""
_AT_ONCE = 100_000
"""Rows whose lists of recipients are looked at together: lists take several times their room on the way."""


class Cells(Sequence[str]):
    """A column of texts that leaves the table one by one: as a list, a million of them would stand there twice."""

    def __init__(self, column: pl.Series) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> "Cells": ...

    def __getitem__(self, place: int | slice) -> "str | Cells":
        return Cells(self._column[place]) if isinstance(place, slice) else str(self._column[place])


class Said:
    """All records that say something, thread by thread in time order; a place is a position in it.

    The order does not depend on the order of the table: thread, time, row in the exhibit, record.
    """

    def __init__(self, records: pl.DataFrame) -> None:
        says = records.select((pl.col("text") != "").fill_null(value=False)).to_series()
        order = records.select(order_by("platform", "thread", "at", "exhibit", "row", of=records)).to_series()
        self.table = records.select(_COLUMNS)[order.filter(says.gather(order))]
        self._told = _told_in(records.select("platform", "thread", "recipients", says=says))

    @cached_property
    def wordings(self) -> Wordings:
        """The texts, made ready for patterns."""
        return Wordings(self.table["text"])

    @cached_property
    def texts(self) -> "Cells":
        """The texts as written."""
        return Cells(self.table["text"])

    @cached_property
    def records(self) -> "Cells":
        """Which record each of them is."""
        return Cells(self.table["record_id"])

    @cached_property
    def senders(self) -> list[str | None]:
        """Who said each of them."""
        names = self.table["sender"].unique().to_list()
        of_name = {name: name for name in names}
        return [of_name[name] for name in self.table["sender"].to_list()]

    @cached_property
    def times(self) -> list[int | None]:
        """When, in microseconds since 1970 UTC."""
        return self.table["at"].cast(pl.Int64).to_list()

    @cached_property
    def starts(self) -> "array[int]":
        """The first place of the thread that each stands in."""
        return self._for_each(self._firsts)

    @cached_property
    def ends(self) -> "array[int]":
        """The place after the last of that thread."""
        return self._for_each(self._firsts + self._lengths)

    @cached_property
    def people(self) -> "array[int]":
        """How many accounts speak or are spoken to in that thread."""
        heard = self.table.select("platform", "thread", account="sender").unique()
        told = self._told.select("platform", "thread", account="recipients").explode("account")
        everybody = pl.concat([heard, told]).drop_nulls("account")
        return self._for_each(self._in_threads(everybody, pl.col("account").n_unique()))

    @cached_property
    def told(self) -> "array[int]":
        """To how many accounts a message of that thread is written at most."""
        return self._for_each(self._in_threads(self._told, pl.col("recipients").list.len().max()))

    @cached_property
    def _firsts(self) -> Numbers:
        """The first place of every thread."""
        names = pl.col("platform", "thread")
        opens = self.table.select(pl.any_horizontal(names.ne_missing(names.shift()))).to_series().to_numpy().copy()
        opens[:1] = True
        return np.flatnonzero(opens)

    @cached_property
    def _lengths(self) -> Numbers:
        """How many places every thread has."""
        return np.diff(np.append(self._firsts, self.table.height))

    def _in_threads(self, told: pl.DataFrame, counted: pl.Expr) -> Numbers:
        """What is counted of the rows of each thread, thread by thread."""
        counts = told.group_by("platform", "thread").agg(counted.alias("counted"))
        threads = self.table.select("platform", "thread")[self._firsts]
        joined = threads.join(counts, on=threads.columns, how="left", maintain_order="left", nulls_equal=True)
        return joined["counted"].fill_null(0).to_numpy()

    def _for_each(self, of_threads: Numbers) -> "array[int]":
        """What is so of each thread, place by place."""
        return array("I", np.repeat(of_threads.astype(np.uint32), self._lengths).tobytes())


def _told_in(records: pl.DataFrame) -> pl.DataFrame:
    """Whom the messages of each thread that say something are written to: every list of accounts once."""
    parts = [part.filter("says").drop("says").unique() for part in records.iter_slices(_AT_ONCE)]
    return pl.concat(parts or [records.drop("says")]).unique()


_latest = Latest(Said)


def said_in(records: pl.DataFrame) -> Said:
    """What is said in a table of records."""
    return _latest.of(records)


def order_by(*columns: str, of: pl.DataFrame) -> pl.Expr:
    """The places of rows in the order of these columns, then of their ids; what is missing comes last."""
    keys = [ranked(of[column]) if column in _NAMES else pl.col(column) for column in columns]
    return pl.arg_sort_by(*keys, "record_id", nulls_last=True)


def ranked(names: pl.Series) -> pl.Series:
    """For each text its place among the different ones in their order; null where there is none."""
    return names.cast(pl.Enum(names.drop_nulls().unique().sort())).to_physical()


def said_by_owner(table: pl.DataFrame, context: CaseContext) -> pl.Series:
    """Whether the owner said each of them; null where nobody knows."""
    own = [account for account in (*context.owner.accounts, context.owner.name) if account]
    said = (
        pl.when((pl.col("direction") == "from_owner") | pl.col("sender").is_in(own))
        .then(pl.lit(value=True))
        .when(pl.col("direction") == "towards_owner")
        .then(pl.lit(value=False))
    )
    return table.select(said.alias("by_owner"))["by_owner"]
