"""Sealing: hashing and encrypting a file while it streams in."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from safelight.evidence.digests import Digests
from safelight.evidence.envelope import CHUNK_BYTES, TAG_BYTES, Contents, Envelope
from safelight.evidence.object_file import ObjectFile, open_locked

PARTIAL = ".partial-"
"""How the names of objects begin that are still being written."""


class Seal(msgspec.Struct, frozen=True):
    """What was sealed: lower-case hexadecimal digests and the size in bytes of the original.

    Where ``blake3`` is empty, ``sha256`` is hidden under the key of the case.
    """

    case: str
    sha256: str
    blake3: str
    size: int
    already_held: bool


class CannotSeal(Exception):
    """The vault cannot write. Nothing of the file was kept. The message is a sentence."""


class SealWriter:
    """Takes the bytes of one file in pieces of any size. Holds three chunks of it at most."""

    def __init__(
        self, partial: Path, envelope: Envelope, digests: Digests, place: Callable[[Path, Contents], Seal]
    ) -> None:
        """Made by ``Vault.sealing``; ``place`` files the finished object in the vault."""
        self._partial = partial
        self._envelope = envelope
        self._place = place
        # Three buffers take turns: one being filled, one held back in case it is the last, one being hashed.
        self._buffers = [memoryview(bytearray(CHUNK_BYTES)) for _ in range(3)]
        self._holds_back = False
        self._filled = self._index = self._size = 0
        self._digests = digests
        self._finished = False
        with told_as_cannot_seal():
            self._file = ObjectFile(partial)
            self._file.write(envelope.header)

    def write(self, piece: bytes) -> None:
        """Takes the next bytes."""
        view = memoryview(piece)
        while len(view):
            space = self._space()
            taken = min(len(space), len(view))
            space[:taken] = view[:taken]
            self._advance(taken)
            view = view[taken:]

    def take_from(self, source: BinaryIO) -> bool:
        """Takes what a stream has ready, without copying where it can; false at its end."""
        readinto = getattr(source, "readinto", None)
        if readinto is None:
            piece = source.read(CHUNK_BYTES)
            self.write(piece)
            return bool(piece)
        count: int = readinto(self._space())
        self._advance(count)
        return bool(count)

    def _space(self) -> memoryview:
        return self._buffers[(self._index + self._holds_back) % 3][self._filled :]

    def _advance(self, count: int) -> None:
        """The last chunk is sealed as such, so a full one is held back until another byte comes."""
        self._filled += count
        if self._filled and self._holds_back:
            self._seal(CHUNK_BYTES, last=False)
            self._holds_back = False
        if self._filled == CHUNK_BYTES:
            self._holds_back, self._filled = True, 0

    def finish(self) -> Seal:
        """Everything is here: files the object, on disk and in the ledger, and says what was sealed."""
        if self._finished:
            raise ValueError("This file was finished before.")
        self._finished = True
        self._seal(CHUNK_BYTES if self._holds_back else self._filled, last=True)
        contents = Contents(self._size, *self._digests.finish())
        with told_as_cannot_seal():
            self._file.write(self._envelope.seal_footer(contents))
            self._file.settle()
        return self._place(self._partial, contents)

    def close(self) -> None:
        """Removes what was not filed."""
        self._digests.close()
        with suppress(OSError):  # a full disk was told of before
            self._file.close()
        self._partial.unlink(missing_ok=True)

    def _seal(self, length: int, *, last: bool) -> None:
        chunk = self._buffers[self._index % 3][:length]
        self._digests.update(chunk)
        self._envelope.seal_chunk(self._index, chunk, self._file.space(length + TAG_BYTES), last=last)
        with told_as_cannot_seal():
            self._file.took(length + TAG_BYTES)
        self._index += 1
        self._size += length


@contextmanager
def told_as_cannot_seal() -> Iterator[None]:
    """Says of a file that could not be written what became of it. Raises ``CannotSeal``."""
    try:
        yield
    except OSError as problem:
        raise CannotSeal(
            f"The vault cannot write ({problem.strerror}). Nothing of this file was kept: the original is still "
            "needed. Make room and hand it in again."
        ) from problem


def open_partial(path: Path) -> BinaryIO:
    """See ``open_locked``."""
    return os.fdopen(open_locked(path), "wb")


def settle(file: BinaryIO) -> None:
    """Puts what was written on disk."""
    file.flush()
    os.fsync(file.fileno())


def partial_name() -> str:
    """The name of an object that is still being written."""
    return f"{PARTIAL}{secrets.token_hex(16)}"


def aside_name() -> str:
    """The name of a damaged object that a sound copy took the place of."""
    return f".damaged-{secrets.token_hex(16)}"
