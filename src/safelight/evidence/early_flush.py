"""Puts a long file on disk while it is still being written, so that little is left to wait for at its end."""

import os
from concurrent.futures import Future, ThreadPoolExecutor

EVERY_BYTES = 1 << 24
"""How much is written before it is worth asking the disk for it."""


class EarlyFlush:
    """Asks the disk for what was written so far, in a thread of its own and one request at a time."""

    def __init__(self, handle: int) -> None:
        """``handle`` is the open file; the thread comes with the first sixteen MiB."""
        self._handle = handle
        self._written = 0
        self._thread: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None

    def wrote(self, count: int) -> None:
        """So many more bytes were written. Raises ``OSError`` where an earlier request failed."""
        self._written += count
        if self._written < EVERY_BYTES or not self._is_free():
            return
        self._written = 0
        self._thread = self._thread or ThreadPoolExecutor(1, "flushing")
        self._running = self._thread.submit(os.fdatasync, self._handle)

    def _is_free(self) -> bool:
        if self._running is None:
            return True
        if not self._running.done():
            return False
        self.finish()
        return True

    def finish(self) -> None:
        """Waits for the last request.

        Raises ``OSError`` where it failed: Linux tells of a failed write once (fsync(2), notes), so the flush at
        the end of the file would not hear of it again.
        """
        running, self._running = self._running, None
        if running is not None:
            running.result()

    def close(self) -> None:
        """Ends the thread; must come before the file is closed."""
        if self._thread is not None:
            self._thread.shutdown()
