"""Unpacking: packed bytes to plain ones in small chunks, so that memory stays flat whatever they unfold to."""

import bz2
import io
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK_BYTES = 256 * 1024
SMALL_STEP_BYTES = 64
METHODS = {0: "stored", 8: "deflate", 12: "bzip2"}
BARE_DEFLATE, ZLIB, GZIP = -zlib.MAX_WBITS, zlib.MAX_WBITS, 16 + zlib.MAX_WBITS
"""What stands around deflated bytes, in zlib's own way of saying it."""


class Damaged(Exception):
    """Packed bytes end early or are not what they claim. What was unpacked before stays good."""


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def unpack(packed: BinaryIO, method: int) -> Iterator[bytes]:
    """Plain bytes of one member; raises ``Damaged`` where its packed bytes do not hold together."""
    if method == 0:
        return iter(lambda: packed.read(CHUNK_BYTES), b"")
    return inflate(packed, BARE_DEFLATE) if method == 8 else _unbzip(packed)


def inflate(packed: BinaryIO, around: int) -> Iterator[bytes]:
    """Plain bytes of one deflate stream, up to its end; raises ``Damaged`` where it does not hold together."""
    engine = zlib.decompressobj(around)
    waiting = b""
    while not engine.eof:
        waiting = waiting or packed.read(CHUNK_BYTES)
        before = engine.copy()
        try:
            plain = engine.decompress(waiting, CHUNK_BYTES)
        except zlib.error as error:
            yield from as_far_as_it_goes(before, waiting)
            raise Damaged from error
        if not plain and not waiting:
            raise Damaged
        waiting = engine.unconsumed_tail
        if plain:
            yield plain


class Copyable(Protocol):
    """An engine of zlib's kind."""

    def copy(self) -> Self:
        """Another in the same state."""

    def decompress(self, data: bytes, /) -> bytes:
        """What the bytes unfold to; raises ``zlib.error``."""


def as_far_as_it_goes(engine: Copyable, packed: bytes) -> Iterator[bytes]:
    """What comes out before the damaged place: zlib keeps nothing of a call that fails, so ask in small steps."""
    for place in range(0, len(packed), SMALL_STEP_BYTES):
        piece, before = packed[place : place + SMALL_STEP_BYTES], engine.copy()
        try:
            plain = engine.decompress(piece)
        except zlib.error:
            yield from _byte_by_byte(before, piece)
            return
        if plain:
            yield plain


def _byte_by_byte(engine: Copyable, packed: bytes) -> Iterator[bytes]:
    for byte in packed:
        try:
            plain = engine.decompress(bytes((byte,)))
        except zlib.error:
            return
        if plain:
            yield plain


def _unbzip(packed: BinaryIO) -> Iterator[bytes]:
    engine = bz2.BZ2Decompressor()
    while not engine.eof:
        fresh = packed.read(CHUNK_BYTES) if engine.needs_input else b""
        if engine.needs_input and not fresh:
            raise Damaged
        try:
            plain = engine.decompress(fresh, CHUNK_BYTES)
        except OSError as error:
            raise Damaged from error
        if plain:
            yield plain


def deflated_length(packed: BinaryIO, allowance: Callable[[int], int], around: int = BARE_DEFLATE) -> int | None:
    """How many packed bytes one deflate stream takes; ``None`` where it is damaged, cut or unfolds too far.

    ``allowance`` gives the most plain bytes for so many packed ones.
    """
    engine = zlib.decompressobj(around)
    taken = plain = 0
    waiting = b""
    while not engine.eof:
        if not waiting:
            waiting = packed.read(CHUNK_BYTES)
            taken += len(waiting)
        try:
            unpacked = len(engine.decompress(waiting, CHUNK_BYTES))
        except zlib.error:
            return None
        plain += unpacked
        if plain > allowance(taken) or (not unpacked and not waiting):
            return None
        waiting = engine.unconsumed_tail
    return taken - len(engine.unused_data)


def as_stream(open_chunks: Callable[[], Iterator[bytes]], size: int) -> BinaryIO:
    """The first ``size`` plain bytes as a buffered stream; not seekable."""
    return io.BufferedReader(Unpacked(open_chunks, size), CHUNK_BYTES)


class Unpacked(io.RawIOBase):
    """Plain bytes as a stream, up to ``size``; not seekable."""

    def __init__(self, open_chunks: Callable[[], Iterator[bytes]], size: int) -> None:
        super().__init__()
        self._chunks = open_chunks()
        self._left = size
        self._chunk = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with what stands next; 0 at the end."""
        if not self._chunk and self._left:
            self._chunk = memoryview(next(self._chunks, b""))[: self._left]
        view = memoryview(buffer).cast("B")
        taken = min(len(view), len(self._chunk))
        view[:taken] = self._chunk[:taken]
        self._chunk = self._chunk[taken:]
        self._left -= taken
        return taken
