"""The table of an exhibit as Parquet, made while its records still come, so that memory stays flat."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from safelight.records.arrow_batch import arrow_of
from safelight.records.columns import Columns
from safelight.records.reading_order import ReadingOrder
from safelight.records.schema import ROW_GROUP_ROWS, SCHEMA
from safelight.records.table_order import ROOM_BYTES, in_order
from safelight.records.table_parquet import squeezed, unsqueezed
from safelight.records.writer_beside import WriterBeside


class TableFile:
    """Takes batches of records; ``finish`` gives the same table that ``records.table.table_of`` would make.

    Most exhibits come in reading order. So a row group is written as soon as it is full, and only where a record
    comes that belongs before others are the rest of them kept compressed and put in order at the end.
    """

    def __init__(self, exhibit: str) -> None:
        """``exhibit`` is the SHA-256 of the original."""
        self._exhibit = exhibit
        self._order = ReadingOrder()
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._written_rows = 0
        self._sink = io.BytesIO()
        self._writer = WriterBeside(self._sink)
        self._kept: list[pa.Table | bytes] = []
        self._room_bytes = ROOM_BYTES
        self.kinds: Counter[str] = Counter()
        """Records by their kind."""

    @property
    def rows(self) -> int:
        """Records so far."""
        return self.kinds.total()

    def add(self, columns: Columns, *, elsewhere: Mapping[str, str] = MappingProxyType({})) -> None:
        """Takes the next records. Raises ``ValueError`` or ``OverflowError`` where a value does not fit.

        ``elsewhere`` are members that stand in other exhibits, and which.
        """
        self._waiting.append(arrow_of(columns, self._exhibit, elsewhere))
        self._waiting_rows += columns.rows
        self._order.add(columns)
        if len(columns.kind) == 1:
            self.kinds[str(columns.kind[0])] += columns.rows
        else:
            self.kinds.update(map(str, columns.kind))
        if self._waiting_rows >= ROW_GROUP_ROWS:
            self._put_away()

    def _put_away(self) -> None:
        waiting = pa.concat_tables(self._waiting)
        whole = waiting.num_rows - waiting.num_rows % ROW_GROUP_ROWS
        for first in range(0, whole, ROW_GROUP_ROWS):
            self._put_away_group(waiting.slice(first, ROW_GROUP_ROWS))
        rest = waiting.slice(whole)
        self._waiting, self._waiting_rows = ([rest] if rest.num_rows else []), rest.num_rows

    def _put_away_group(self, group: pa.Table) -> None:
        if self._order.is_as_read:
            self._writer.write(_numbered(group, self._written_rows))
            self._written_rows += group.num_rows
        else:
            self._kept.append(self._kept_as(group))

    def _kept_as(self, group: pa.Table) -> pa.Table | bytes:
        """The rows as they are while there is room for them, then compressed."""
        self._room_bytes -= group.nbytes
        return group if self._room_bytes >= 0 else squeezed(group)

    def finish(self) -> bytes:
        """The whole table as Parquet: zstd, row groups of ``ROW_GROUP_ROWS``."""
        if self._waiting:
            self._put_away()
        for rest in self._waiting:
            self._put_away_group(rest)
        self._waiting = []
        self._writer.close()
        if self._order.is_as_read:
            return self._sink.getvalue()
        sink = io.BytesIO()
        writer = WriterBeside(sink)
        for group in in_order(self._groups(), self._order.rows()):
            writer.write(group)
        writer.close()
        return sink.getvalue()

    def _groups(self) -> Iterator[pa.Table]:
        """All rows in the order they came, each let go of once it is out."""
        written = pq.ParquetFile(self._sink)
        for number in range(written.num_row_groups):
            yield written.read_row_group(number).cast(SCHEMA)
        self._sink = io.BytesIO()
        self._kept.reverse()
        while self._kept:
            kept = self._kept.pop()
            yield unsqueezed(kept) if isinstance(kept, bytes) else kept


def _numbered(group: pa.Table, first: int) -> pa.Table:
    numbers = pl.int_range(first, first + group.num_rows, dtype=pl.UInt32, eager=True).to_arrow()
    return group.set_column(0, SCHEMA.field("row"), numbers)
