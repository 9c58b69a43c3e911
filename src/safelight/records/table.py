"""Tables of records: written once, in time order within a conversation, with dense row numbers."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import cast

import msgspec
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from safelight.records.identity import record_ids
from safelight.records.record import Record
from safelight.records.schema import ROW_GROUP_ROWS, SCHEMA

_BATCH_RECORDS = 65_536
_PLAIN = (
    "member", "offset", "length", "pointer", "kind", "at", "at_quality", "at_other", "at_text",
    "platform", "thread", "sender", "recipients", "direction", "text", "state", "attachments",
    "reply_to", "doubts",
)  # fmt: skip

_REPEATED = ("exhibit", "member", "platform", "thread", "sender", "direction", "at_quality")
"""Columns whose few values many rows share: each value is held once."""

_PLACE = pl.col("at").forward_fill().over("member", "platform", "thread")
_EMPTY = cast("pl.DataFrame", pl.from_arrow(SCHEMA.empty_table()))


def table_of(records: Iterable[Record], *, exhibit: str) -> pl.DataFrame:
    """The table of an exhibit's records (``records.schema``), sorted by platform, conversation and time.

    ``exhibit`` is the SHA-256 of the original. Records without a time stay where the source put them.
    """
    return _in_reading_order(pl.concat([_EMPTY, *(_batch(chunk, exhibit) for chunk in _chunks(iter(records)))]))


def parquet_of(table: pl.DataFrame) -> bytes:
    """The table as Parquet (zstd, row groups of ``ROW_GROUP_ROWS``), encoded a row group at a time."""
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, SCHEMA, compression="zstd", write_statistics=True) as writer:
        for rows in table.iter_slices(ROW_GROUP_ROWS):
            writer.write_table(rows.to_arrow().cast(SCHEMA))
    return sink.getvalue()


def together(tables: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One table for a case. A record that came in twice, because its exhibit did, is counted once."""
    frames = list(tables)
    if not frames:
        return table_of((), exhibit="")
    if len(frames) == 1:
        return frames[0]
    merged = pl.concat(frames).unique("record_id", keep="first", maintain_order=True)
    return _in_reading_order(merged)


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


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, _BATCH_RECORDS)):
        yield chunk


def _batch(records: list[Record], exhibit: str) -> pl.DataFrame:
    columns: dict[str, list[object]] = {name: [getattr(record, name) for record in records] for name in _PLAIN}
    columns["row"] = [0] * len(records)
    columns["exhibit"] = [exhibit] * len(records)
    columns["record_id"] = list(record_ids(exhibit, records))
    columns["extra"] = [_extra(record) for record in records]
    frame = pl.from_arrow(
        pa.Table.from_arrays([pa.array(columns[field.name], field.type) for field in SCHEMA], schema=SCHEMA)
    )
    assert isinstance(frame, pl.DataFrame)
    return frame.with_columns(pl.col(_REPEATED).cast(pl.Categorical).cast(pl.String))


def _extra(record: Record) -> str | None:
    return msgspec.json.encode(record.extra).decode() if record.extra else None
