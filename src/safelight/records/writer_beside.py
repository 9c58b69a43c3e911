"""Parquet written in a thread of its own: compressing needs a processor, but not Python."""

import io
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor

import pyarrow as pa

from safelight.records.table_parquet import parquet_writer

_MOST_WAITING = 2
"""Row groups; so memory stays flat where they come faster than they can be written."""


class WriterBeside:
    """Writes row groups in the order they are given, while whoever gave them goes on."""

    def __init__(self, sink: io.BytesIO) -> None:
        self._writer = parquet_writer(sink)
        self._thread = ThreadPoolExecutor(1, "writing a table")
        self._waiting: deque[Future[None]] = deque()

    def write(self, group: pa.Table) -> None:
        """Takes a row group. Raises what writing an earlier one raised."""
        while len(self._waiting) >= _MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._writer.write_table, group))

    def close(self) -> None:
        """Waits until all is written. Raises what writing raised."""
        while self._waiting:
            self._waiting.popleft().result()
        self._thread.shutdown()
        self._writer.close()
