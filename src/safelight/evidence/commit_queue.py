"""One commit for everybody who is waiting: threads that write at the same time share the wait for the disk."""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


class Interrupted(OSError):
    """The thread that was writing for others was stopped before it had finished."""


class _Batch(Generic[Item, Done]):
    """What one caller wants written."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.done: list[Done] | None = None
        self.failure: Exception | None = None
        self.woken = threading.Event()

    @property
    def settled(self) -> bool:
        return self.done is not None or self.failure is not None


class CommitQueue(Generic[Item, Done]):
    """Whoever comes first writes for all who wait, then passes the task to the next who came."""

    def __init__(self, write: Callable[[Sequence[Item]], list[Done]]) -> None:
        """``write`` commits items, all or (raising) none, and answers with one result for each."""
        self._write = write
        self._lock = threading.Lock()
        self._waiting: list[_Batch[Item, Done]] = []
        self._somebody_writes = False

    def commit(self, items: Sequence[Item]) -> list[Done]:
        """Returns when the items are committed. Raises what ``write`` raised."""
        batch = _Batch[Item, Done](items)
        with self._lock:
            self._waiting.append(batch)
            first, self._somebody_writes = not self._somebody_writes, True
        if not first:
            self._wait(batch)
        if not batch.settled:
            self._write_for_all()
        if batch.done is None:
            raise batch.failure or Interrupted("the writing was interrupted")
        return batch.done

    def _wait(self, batch: _Batch[Item, Done]) -> None:
        try:
            batch.woken.wait()
        except BaseException:  # a signal handler raised: nobody may be left waiting for this thread
            with self._lock:
                if batch in self._waiting:
                    self._waiting.remove(batch)
                if batch.woken.is_set() and not batch.settled:
                    self._pass_on()
            raise

    def _write_for_all(self) -> None:
        with self._lock:
            batches, self._waiting = self._waiting, []
        try:
            self._settle(batches)
        finally:
            for batch in batches:
                if not batch.settled:
                    batch.failure = Interrupted("the writing was interrupted")
                batch.woken.set()
            with self._lock:
                self._pass_on()

    def _settle(self, batches: Sequence[_Batch[Item, Done]]) -> None:
        try:
            written = iter(self._write([item for batch in batches for item in batch.items]))
        except Exception as failure:  # whatever it is, each of those who wait must hear of it
            for batch in batches:
                batch.failure = failure
            return
        for batch in batches:
            batch.done = [next(written) for _ in batch.items]

    def _pass_on(self) -> None:
        self._somebody_writes = bool(self._waiting)
        if self._waiting:
            self._waiting[0].woken.set()
