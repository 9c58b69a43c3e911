"""The plain bytes of a gzip file as a stream that can be moved in, for the archive inside it.

Places to start from are kept as it is unpacked (zlib's state is some 40 KB): some evenly spread over the whole,
some where it was last jumped to. Going through the members of an archive in order so costs one pass, not one for
each member.
"""

from collections import deque
from typing import TYPE_CHECKING, BinaryIO

from safelight.readers.containers.cursor import Cursor
from safelight.readers.containers.placed import Placed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FIRST_STRIDE_BYTES = 4 * 1024 * 1024
MOST_MARKS = 128
JUMPS_KEPT = 16


class Marks:
    """Cursors to start from, evenly spread: whenever there are too many, every second is dropped."""

    def __init__(self, packed: BinaryIO) -> None:
        self.kept = [Cursor(packed, "gzip")]
        self._stride = FIRST_STRIDE_BYTES

    def pass_by(self, cursor: Cursor) -> None:
        """Keep the cursor's place if it is far enough from the last."""
        if cursor.plain - self.kept[-1].plain < self._stride:
            return
        self.kept.append(cursor.fork())
        if len(self.kept) > MOST_MARKS:
            self.kept = self.kept[::2]
            self._stride *= 2


class Gunzipped(Placed):
    """``size`` plain bytes."""

    def __init__(self, marks: Marks, size: int) -> None:
        super().__init__(size)
        self._marks = marks
        self._jumps: deque[Cursor] = deque(maxlen=JUMPS_KEPT)
        self._cursor = marks.kept[0].fork()
        self._chunk, self._chunk_at = b"", 0

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with what stands here; 0 at the end."""
        view = memoryview(buffer).cast("B")
        if self._place >= self._size or not self._reach(self._place):
            return 0
        begin = self._place - self._chunk_at
        piece = self._chunk[begin : begin + min(len(view), self._size - self._place)]
        view[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def _reach(self, place: int) -> bool:
        """Have the chunk in hand in which a place stands."""
        if place < self._chunk_at or place > self._chunk_at + len(self._chunk):
            self._jump(place)
        while place >= self._chunk_at + len(self._chunk):
            self._chunk_at = self._cursor.plain
            self._chunk = self._cursor.step()
            if not self._chunk:
                return False
        return True

    def _jump(self, place: int) -> None:
        before = [mark for mark in (*self._marks.kept, *self._jumps, self._cursor) if mark.plain <= place]
        self._cursor = max(before, key=lambda mark: mark.plain).fork()
        self._chunk, self._chunk_at = b"", self._cursor.plain
        while True:
            start = self._cursor.fork()
            chunk = self._cursor.step()
            if not chunk or self._cursor.plain > place:
                break
        self._jumps.append(start)
        self._chunk, self._chunk_at = chunk, start.plain
