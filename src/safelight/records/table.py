"""Tables of records: written once, in time order within a conversation, with dense row numbers."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice

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


def table_of(records: Iterable[Record], *, exhibit: str) -> pl.DataFrame:
    """The table of an exhibit's records (``records.schema``), sorted by platform, conversation and time.

    ``exhibit`` is the SHA-256 of the original. Records without a time stay where the source put them.
    """
    batches = [_batch(chunk, exhibit) for chunk in _chunks(iter(records))]
    unsorted = pa.Table.from_batches(batches, SCHEMA)
    frame = pl.from_arrow(unsorted)
    assert isinstance(frame, pl.DataFrame)
    return _in_reading_order(frame)


def parquet_of(table: pl.DataFrame) -> bytes:
    """The table as Parquet (zstd, row groups of ``ROW_GROUP_ROWS``)."""
    sink = io.BytesIO()
    pq.write_table(
        table.to_arrow().cast(SCHEMA),
        sink,
        compression="zstd",
        row_group_size=ROW_GROUP_ROWS,
        write_statistics=True,
    )
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
    ordered = (
        frame.with_columns(pl.col("at").forward_fill().over("member", "platform", "thread").alias("_place"))
        .sort("platform", "thread", "_place", maintain_order=True, nulls_last=False)
        .drop("_place", "row")
        .with_row_index("row")
    )
    return ordered.select(SCHEMA.names)


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, _BATCH_RECORDS)):
        yield chunk


def _batch(records: list[Record], exhibit: str) -> pa.RecordBatch:
    columns: dict[str, list[object]] = {name: [getattr(record, name) for record in records] for name in _PLAIN}
    columns["row"] = [0] * len(records)
    columns["exhibit"] = [exhibit] * len(records)
    columns["record_id"] = list(record_ids(exhibit, records))
    columns["extra"] = [_extra(record) for record in records]
    return pa.RecordBatch.from_arrays(
        [pa.array(columns[field.name], field.type) for field in SCHEMA], schema=SCHEMA
    )


def _extra(record: Record) -> str | None:
    return msgspec.json.encode(record.extra).decode() if record.extra else None
