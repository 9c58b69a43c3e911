"""A file that the reading process does not have: it asks for the bytes it wants, and gets no more."""

import io
import os
from collections.abc import Callable

Ask = Callable[[int, int], bytes | bytearray]
"""Gives the bytes at an offset, up to a length, never none within the file."""

BUFFER_BYTES = 256 * 1024
_ROOM_BYTES = 64 * 1024 * 1024


class Remembering:
    """Asks, and remembers what came until it is asked for again: a file is hashed first, and then read."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._pieces: dict[int, bytes | bytearray] = {}
        self._room = _ROOM_BYTES

    def __call__(self, offset: int, length: int) -> bytes | bytearray:
        """The bytes at an offset, remembered or asked for."""
        piece = self._pieces.pop(offset, None)
        if piece is not None:
            self._room += len(piece)
            return piece[:length]
        piece = self._ask(offset, length)
        if len(piece) <= self._room:
            self._pieces[offset] = piece
            self._room -= len(piece)
        return piece


class Borrowed(io.RawIOBase):
    """A seekable stream of ``size`` bytes."""

    def __init__(self, size: int, ask: Ask) -> None:
        super().__init__()
        self._size = size
        self._ask = ask
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes from the start."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Moves within the file."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("There is nothing before the first byte.")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fills the buffer with what stands next; 0 at the end."""
        wanted = min(len(buffer), self._size - self._position)
        if wanted <= 0:
            return 0
        piece = self._ask(self._position, wanted)
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def borrowed(size: int, ask: Ask) -> io.BufferedReader:
    """A buffered stream."""
    return io.BufferedReader(Borrowed(size, Remembering(ask)), BUFFER_BYTES)
