"""What was said in a case, in the order people lived it: read once, and shared by the scenes of all signals."""

from array import array
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.cells import Cells
from safelight.signals.context import CaseContext
from safelight.signals.latest import Latest
from safelight.signals.wordings import Wordings

Numbers = npt.NDArray[np.integer]
_NAMES = ("kind", "platform", "thread", "sender", "direction")
"""Columns with few different texts, held as their place among these: a number in place of a text."""
_KEYS = frozenset({"platform", "thread", "exhibit"})
"""Columns sorted in the same way: as they are, the longest name sets the room."""
_AT_ONCE = 100_000
"""Rows whose lists of recipients are looked at together: lists take several times their room on the way."""


class Said:
    """All records that say something, thread by thread in time order; a place is a position in it.

    The order does not depend on the order of the table: thread, time, row in the exhibit, record.
    """

    def __init__(self, records: pl.DataFrame) -> None:
        says = records.select((pl.col("text") != "").fill_null(value=False)).to_series()
        named = records.select("at", *(by_place(records[name]) for name in _NAMES))
        keys = named.with_columns(records.select("exhibit", "row", "record_id"))
        order = keys.select(order_by("platform", "thread", "at", "exhibit", "row", of=keys)).to_series()
        self._order = order.filter(says.gather(order))
        self.table = named[self._order]
        """When, what kind, where, by whom and in which direction: names are enumerations of those in the case."""
        self._texts, self._ids, self._times = records["text"], records["record_id"], records["at"].cast(pl.Int64)
        self._told = _told_in(records.select("platform", "thread", "recipients", says=says))

    @cached_property
    def wordings(self) -> Wordings:
        """The texts, made ready for patterns."""
        return Wordings(self.texts.column())

    @cached_property
    def texts(self) -> Cells[str]:
        """The texts as written."""
        return Cells(self._texts, self._order)

    @cached_property
    def records(self) -> Cells[str]:
        """Which record each of them is."""
        return Cells(self._ids, self._order)

    @cached_property
    def senders(self) -> list[str | None]:
        """Who said each of them."""
        sender = self.table["sender"]
        known = sender.unique()
        names = dict(zip(known.to_physical().to_list(), known.to_list(), strict=True))
        return [names[place] for place in sender.to_physical().to_list()]

    @property
    def accounts(self) -> Numbers:
        """A number for who said each of them; unknown senders share the lowest."""
        return ranked(self.table["sender"].cast(pl.String).fill_null("")).to_numpy()

    @cached_property
    def times(self) -> Cells[int | None]:
        """When, in microseconds since 1970 UTC."""
        return Cells(self._times, self._order)

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
        heard = self.table.select("platform", "thread", account="sender").unique().cast(pl.String)
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
        threads = self.table.select("platform", "thread")[self._firsts].cast(pl.String)
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
    keys = [ranked(of[column]) if column in _KEYS else pl.col(column) for column in columns]
    return pl.arg_sort_by(*keys, "record_id", nulls_last=True)


def ranked(names: pl.Series) -> pl.Series:
    """For each text its place among the different ones in their order; null where there is none."""
    return by_place(names).to_physical()


def by_place(names: pl.Series) -> pl.Series:
    """A column of texts as an enumeration of those in it, in their order."""
    return names if isinstance(names.dtype, pl.Enum) else names.cast(pl.Enum(names.drop_nulls().unique().sort()))


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
