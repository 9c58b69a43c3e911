"""Records whose date can be read two ways, day first or month first, and the two readings."""

from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl

A_DAY_APART = timedelta(hours=20)
"""Readings closer than this come from the clock (an hour that happened twice, no AM or PM), not from the date."""


class TwoDates(NamedTuple):
    """How many records of one member have two dates, and one of them: as written, and both readings in UTC."""

    member: str
    records: int
    written: str
    at: datetime
    other: datetime


def read_two_ways(table: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of a table of records whose date has another reading."""
    return table.filter((pl.col("at_other") - pl.col("at")).abs() >= A_DAY_APART)


def two_dates_of(table: pl.LazyFrame) -> list[TwoDates]:
    """Each member with such records, in the order they are met."""
    firsts = [pl.col(column).first() for column in ("at_text", "at", "at_other")]
    grouped = read_two_ways(table).group_by("member", maintain_order=True).agg(pl.len(), *firsts)
    return [TwoDates(*row) for row in grouped.collect().iter_rows()]
