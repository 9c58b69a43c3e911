"""What was said in a case, in the order people lived it: read once, and shared by the scenes of all signals."""

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import overload

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.latest import Latest
from safelight.signals.wordings import Wordings

_COLUMNS = (
    "row", "record_id", "exhibit", "kind", "at", "platform", "thread", "sender", "recipients", "direction", "text"
)  # fmt: skip


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
        said = records.select(_COLUMNS).filter(pl.col("text").is_not_null() & (pl.col("text") != ""))
        self.table = said.sort("platform", "thread", "at", "exhibit", "row", "record_id", nulls_last=True)

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
        return self._edge(pl.col("place").min())

    @cached_property
    def ends(self) -> "array[int]":
        """The place after the last of that thread."""
        return self._edge(pl.col("place").max() + 1)

    @cached_property
    def people(self) -> "array[int]":
        """How many accounts speak or are spoken to in that thread."""
        thread = pl.col("platform"), pl.col("thread")
        heard = self.table.select(*thread, pl.col("sender").alias("account")).unique()
        told = self.table.select(*thread, pl.col("recipients").alias("account")).unique().explode("account")
        everybody = pl.concat([heard, told]).drop_nulls("account")
        counted = everybody.group_by("platform", "thread").agg(pl.col("account").n_unique().alias("people"))
        joined = self.table.select("platform", "thread").join(
            counted, on=["platform", "thread"], how="left", maintain_order="left"
        )
        return _counts(joined["people"].fill_null(0))

    def _edge(self, edge: pl.Expr) -> "array[int]":
        placed = self.table.select("platform", "thread").with_row_index("place")
        return _counts(placed.select(edge.over("platform", "thread"))["place"])


def _counts(column: pl.Series) -> "array[int]":
    return array("q", column.cast(pl.Int64).to_numpy().tobytes())


_latest = Latest(Said)


def said_in(records: pl.DataFrame) -> Said:
    """What is said in a table of records."""
    return _latest.of(records)


def said_by_owner(table: pl.DataFrame, context: CaseContext) -> list[bool | None]:
    """Whether the owner said each of them; ``None`` where nobody knows."""
    own = [account for account in (*context.owner.accounts, context.owner.name) if account]
    said = (
        pl.when((pl.col("direction") == "from_owner") | pl.col("sender").is_in(own))
        .then(pl.lit(value=True))
        .when(pl.col("direction") == "towards_owner")
        .then(pl.lit(value=False))
    )
    return table.select(said.alias("by_owner"))["by_owner"].to_list()
