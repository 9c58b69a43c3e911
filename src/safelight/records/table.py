"""Tables of records: written once, in time order within a conversation, with dense row numbers."""

import io
from collections.abc import Iterable
from typing import cast

import polars as pl

from safelight.records.arrow_batch import arrow_of
from safelight.records.batch import batches_of
from safelight.records.columns import Columns
from safelight.records.duplicates import count_once
from safelight.records.record import Record
from safelight.records.schema import ROW_GROUP_ROWS, SCHEMA
from safelight.records.table_parquet import parquet_writer

_REPEATED = ("exhibit", "member", "platform", "thread", "sender", "direction", "at_quality")
"""Columns whose few values many rows share: each value is held once."""

_PLACE = pl.col("at").forward_fill().over("member", "platform", "thread")
_EMPTY = cast("pl.DataFrame", pl.from_arrow(SCHEMA.empty_table()))


def table_of(records: Iterable[Record], *, exhibit: str) -> pl.DataFrame:
    """The table of an exhibit's records (``records.schema``), sorted by platform, conversation and time.

    ``exhibit`` is the SHA-256 of the original. Records without a time stay where the source put them.
    """
    return _in_reading_order(pl.concat([_EMPTY, *(_batch(columns, exhibit) for columns in batches_of(records))]))


def parquet_of(table: pl.DataFrame) -> bytes:
    """The table as Parquet (zstd, row groups of ``ROW_GROUP_ROWS``), encoded a row group at a time."""
    sink = io.BytesIO()
    with parquet_writer(sink) as writer:
        for rows in table.iter_slices(ROW_GROUP_ROWS):
            writer.write_table(rows.to_arrow().cast(SCHEMA))
    return sink.getvalue()


def together(tables: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One table for a case. A message that came in twice, with its exhibit or in another export, counts once."""
    frames = [_with_every_column(table) for table in tables]
    if len(frames) == 1:
        return _in_reading_order(count_once(frames[0]))
    merged = pl.concat([_EMPTY, *frames]).unique("record_id", keep="first", maintain_order=True)
    return _in_reading_order(count_once(merged))


def _with_every_column(table: pl.DataFrame) -> pl.DataFrame:
    """A table written before a column was thought of has nothing in it."""
    missing = [name for name in SCHEMA.names if name not in table.columns]
    return table.with_columns(_EMPTY[name].extend_constant(None, table.height) for name in missing)


def _in_reading_order(frame: pl.DataFrame) -> pl.DataFrame:
    keys = frame.select("platform", "thread", _PLACE.alias("place")).with_row_index("was")
    order = keys.sort("platform", "thread", "place", maintain_order=True, nulls_last=False)["was"]
    if not order.is_sorted():
        frame = _reordered(frame, order)
    return frame.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"))


def _reordered(frame: pl.DataFrame, order: pl.Series) -> pl.DataFrame:
    """One column after another, letting go of each: a table of a million records is never held twice."""
    left = frame.clone()
    return pl.DataFrame([left.drop_in_place(name).gather(order) for name in frame.columns])


def _batch(columns: Columns, exhibit: str) -> pl.DataFrame:
    frame = pl.from_arrow(arrow_of(columns, exhibit))
    assert isinstance(frame, pl.DataFrame)
    return frame.with_columns(pl.col(_REPEATED).cast(pl.Categorical).cast(pl.String))
