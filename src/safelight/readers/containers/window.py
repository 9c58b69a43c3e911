"""A window: some bytes of a seekable stream, seen as a stream of their own."""

import io
from typing import TYPE_CHECKING, BinaryIO

from safelight.readers.containers.placed import Placed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER_BYTES = 256 * 1024
_MOST_AT_ONCE_BYTES = 4 * BUFFER_BYTES
"""What is read of the source is copied once: more than this would no longer be near the processor."""


class Window(Placed):
    """Bytes ``start`` up to ``end`` of a seekable stream. Several windows may share one stream in one thread:
    each keeps its own place and seeks before every read."""

    def __init__(self, source: BinaryIO, start: int, end: int) -> None:
        super().__init__(max(0, end - start))
        self._source = source
        self._start = start

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer from the source, not past the window's end."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self._size - self._place, _MOST_AT_ONCE_BYTES)
        if wanted <= 0:
            return 0
        self._source.seek(self._start + self._place)
        data = self._source.read(wanted)
        view[: len(data)] = data
        self._place += len(data)
        return len(data)


def window(source: BinaryIO, start: int, end: int) -> BinaryIO:
    """A buffered window over a seekable stream."""
    return io.BufferedReader(Window(source, start, end), BUFFER_BYTES)


def size_of(source: BinaryIO) -> int:
    """Bytes in a seekable stream."""
    return source.seek(0, io.SEEK_END)


def read_at(source: BinaryIO, offset: int, length: int) -> bytes:
    """Bytes at a place; fewer where the stream ends."""
    source.seek(offset)
    return source.read(length)
