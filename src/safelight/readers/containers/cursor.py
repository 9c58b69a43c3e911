"""A cursor through compressed bytes (gzip, bzip2, xz): plain bytes step by step, in little memory.

Several compressed streams may stand one after another, as ``cat`` leaves them; together they are one file.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable
from copy import copy
from typing import BinaryIO, Protocol, Self

from safelight.readers.containers.unpacking import GZIP, as_far_as_it_goes

FEED_BYTES = 64 * 1024
STEP_BYTES = 256 * 1024
MOST_STREAMS = 100_000
XZ_MEMORY_BYTES = 128 * 1024 * 1024
"""What unpacking may take: ``xz -9`` asks for 65 MiB."""
MAGICS = {"gzip": b"\x1f\x8b\x08", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00"}
_BROKEN = (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError)


class _Engine(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


class _Gunzip:
    """zlib's engine with the manners of the other two."""

    def __init__(self, engine: "zlib._Decompress | None" = None, waiting: bytes = b"") -> None:
        self._engine = engine or zlib.decompressobj(GZIP)
        self._waiting = waiting

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data

    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes:
        plain = self._engine.decompress(self._waiting + data, max_length)
        self._waiting = self._engine.unconsumed_tail
        return plain

    def copy(self) -> "_Gunzip":
        return _Gunzip(self._engine.copy(), self._waiting)


_ENGINES: dict[str, Callable[[], _Engine]] = {
    "gzip": _Gunzip,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY_BYTES),
}


class Cursor:
    """Where unpacking stands. ``packed`` is seekable; cursors over the same one may take turns in one thread."""

    def __init__(self, packed: BinaryIO, kind: str) -> None:
        self.plain = 0
        """Plain bytes given so far."""
        self.taken = 0
        """Packed bytes fed so far."""
        self.end = 0
        """The first packed byte after the last stream that was whole."""
        self.is_damaged = False
        self.engine = _ENGINES[kind]()
        self._packed = packed
        self._kind = kind
        self._streams = 1
        self._ended = False

    def step(self) -> bytes:
        """The next plain bytes; empty at the end, or where what follows does not hold together."""
        while not self._ended:
            if self.engine.eof:
                self._next_stream()
                continue
            data = self._fed() if self.engine.needs_input else b""
            plain = self._unpacked(data)
            if plain:
                self.plain += len(plain)
                return plain
            if not data and self.engine.needs_input and not self.engine.eof:
                self._break_off()
        return b""

    def fork(self) -> Self:
        """Another cursor at the same place (gzip only: the other engines cannot be copied)."""
        other = copy(self)
        other.engine = self.engine.copy() if isinstance(self.engine, _Gunzip) else _ENGINES[self._kind]()
        return other

    def _fed(self) -> bytes:
        self._packed.seek(self.taken)
        data = self._packed.read(FEED_BYTES)
        self.taken += len(data)
        return data

    def _unpacked(self, data: bytes) -> bytes:
        before = self.engine.copy() if isinstance(self.engine, _Gunzip) else None
        try:
            return self.engine.decompress(data, STEP_BYTES)
        except _BROKEN:
            self._break_off()
            return b"".join(as_far_as_it_goes(before, data)) if before else b""

    def _break_off(self) -> None:
        self.is_damaged = self._ended = True

    def _next_stream(self) -> None:
        """On to the stream behind this one; zeros between them are padding."""
        self.end = self.taken - len(self.engine.unused_data)
        place = self._after_padding()
        self._packed.seek(place)
        magic = MAGICS[self._kind]
        if self._packed.read(len(magic)) != magic or self._streams >= MOST_STREAMS:
            self._ended = True
            return
        self._streams += 1
        self.taken = place
        self.engine = _ENGINES[self._kind]()

    def _after_padding(self) -> int:
        place = self.end
        self._packed.seek(place)
        while (data := self._packed.read(FEED_BYTES)) and not data.strip(b"\0"):
            place += len(data)
        self.end = place if not data else self.end
        return place + len(data) - len(data.lstrip(b"\0"))
