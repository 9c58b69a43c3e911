"""How tables are written: for keeping (Parquet), and for a moment (Arrow's own format, compressed)."""

import io

import pyarrow as pa
import pyarrow.parquet as pq

from safelight.records.schema import SCHEMA

_ALL_DIFFERENT = frozenset({"row", "record_id", "offset", "length", "at", "at_other", "text"})
"""Columns whose values hardly repeat: looking for repetitions takes time and room."""
_REPEATING = [name for name in SCHEMA.names if name not in _ALL_DIFFERENT]
_SQUEEZING = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)


def parquet_writer(sink: io.BytesIO) -> pq.ParquetWriter:
    """A writer of row groups: zstd, with the least and greatest value of each column."""
    return pq.ParquetWriter(sink, SCHEMA, compression="zstd", write_statistics=True, use_dictionary=_REPEATING)  # type: ignore[arg-type]  # the stubs know only yes and no


def squeezed(table: pa.Table) -> bytes:
    """The table in little room."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, SCHEMA, options=_SQUEEZING) as writer:
        writer.write_table(table)
    return sink.getvalue()


def unsqueezed(held: bytes) -> pa.Table:
    """The table again."""
    return pa.ipc.open_stream(held).read_all()
