"""The file that an object is written to. Where it is long it goes straight to disk, beside the work on what follows."""

import errno
import fcntl
import mmap
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from safelight.evidence.envelope import SEALED_CHUNK_BYTES

BLOCK_BYTES = 1 << 21
"""How much is put on disk at once."""

_AT_ONCE = 2
"""So many blocks are on their way: the disk has the next before it has told of the last."""


class ObjectFile:
    """Takes sealed bytes in their order. Every method raises ``OSError`` where the disk fails.

    Blocks go past the system's cache (open(2), ``O_DIRECT``): copying them into it took a quarter of the
    processor time of sealing, and nearly all of it was still to be waited for at the end. A file shorter than a
    block is written in one piece when it is settled.
    """

    def __init__(self, path: Path) -> None:
        """See ``open_locked``."""
        self._handle = open_locked(path)
        self._blocks = [_block()]
        self._filled = self._written = 0
        self._threads: ThreadPoolExecutor | None = None
        self._on_their_way: deque[Future[None]] = deque()
        self._is_closed = False

    def space(self, length: int) -> memoryview:
        """Where the next ``length`` bytes belong, at most a sealed chunk; ``took`` says that they are there."""
        return self._blocks[0][self._filled : self._filled + length]

    def took(self, length: int) -> None:
        """So many bytes were put into ``space``."""
        self._filled += length
        if self._filled >= BLOCK_BYTES:
            self._send()

    def write(self, piece: bytes) -> None:
        """Takes a few bytes."""
        self.space(len(piece))[:] = piece
        self.took(len(piece))

    def _send(self) -> None:
        """Only whole pages can go past the cache; the rest begins the next block."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_AT_ONCE, "writing")
            self._blocks += [_block() for _ in range(_AT_ONCE)]
            self._go_past_the_cache()
        if len(self._on_their_way) == _AT_ONCE:
            self._on_their_way.popleft().result()
        block, length = self._blocks[0], self._filled - self._filled % mmap.PAGESIZE
        self._on_their_way.append(self._threads.submit(self._put, block[:length], self._written))
        self._written += length
        rest = block[length : self._filled]
        self._blocks = [*self._blocks[1:], block]
        self._blocks[0][: len(rest)] = rest
        self._filled = len(rest)

    def _put(self, block: memoryview, place: int) -> None:
        """Some file systems take the wish to go past the cache and then refuse each write.

        Of two blocks on their way both are refused, and the first that is told turns back for both: what the file is
        set to by then does not say how this one was written.
        """
        has_turned_back = False
        while block:
            try:
                count = os.pwrite(self._handle, block, place)
            except OSError as problem:
                if problem.errno != errno.EINVAL or has_turned_back:
                    raise
                has_turned_back = True
                self._go_through_the_cache()
                continue
            block, place = block[count:], place + count

    def _go_past_the_cache(self) -> None:
        try:
            fcntl.fcntl(self._handle, fcntl.F_SETFL, self._flags() | os.O_DIRECT)
        except OSError as problem:
            if problem.errno != errno.EINVAL:  # a file system in memory has nothing else
                raise

    def _go_through_the_cache(self) -> None:
        fcntl.fcntl(self._handle, fcntl.F_SETFL, self._flags() & ~os.O_DIRECT)

    def _flags(self) -> int:
        return fcntl.fcntl(self._handle, fcntl.F_GETFL)

    def settle(self) -> None:
        """Puts everything on disk and closes the file."""
        while self._on_their_way:
            self._on_their_way.popleft().result()
        self._go_through_the_cache()
        self._put(self._blocks[0][: self._filled], self._written)
        os.fsync(self._handle)
        self.close()

    def close(self) -> None:
        """Ends the threads and closes the file, once."""
        if self._threads is not None:
            self._threads.shutdown()
        if not self._is_closed:
            self._is_closed = True
            os.close(self._handle)


def open_locked(path: Path) -> int:
    """A new file readable by its owner only, locked until it is closed, so that it is known to be in use."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _block() -> memoryview:
    """Memory that begins where a page does, as writing past the cache asks for."""
    return memoryview(mmap.mmap(-1, BLOCK_BYTES + SEALED_CHUNK_BYTES + mmap.PAGESIZE))
