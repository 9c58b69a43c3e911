"""One member of a zip archive: where its packed bytes lie, and what is found by unpacking them once."""

import io
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

import msgspec

from safelight.readers.containers.limits import Budget
from safelight.readers.containers.unpacking import METHODS, Damaged, Unpacked, unpack
from safelight.readers.containers.window import BUFFER_BYTES, read_at, window
from safelight.readers.containers.zip_entry import LOCAL, LOCAL_SIGNATURE, ZipEntry

SEALED = "It is sealed as it is"


class Refused(Exception):
    """A member is not unpacked. The message is a sentence for people, without the member's name."""


class Trial(msgspec.Struct, frozen=True):
    """What unpacking a member once, to the end, showed. ``size`` is in bytes, counted."""

    size: int
    is_whole: bool
    notes: tuple[str, ...]


def packed_range(source: BinaryIO, entry: ZipEntry, fence: int) -> tuple[int, int]:
    """First and last-but-one packed byte; raises ``Refused`` if they reach past ``fence``, the next thing."""
    raw = read_at(source, entry.offset, LOCAL.size) if entry.offset < fence else b""
    if len(raw) < LOCAL.size or raw[:4] != LOCAL_SIGNATURE:
        message = f"The archive lists it, but it does not stand where the list says. {SEALED}; ask for it again."
        raise Refused(message)
    name_bytes, extra_bytes = LOCAL.unpack(raw)[9:11]
    start = entry.offset + LOCAL.size + name_bytes + extra_bytes
    if start + entry.packed_bytes > fence:
        message = (
            f"Its bytes run into another part of the archive, as in files made to overwhelm software. {SEALED} "
            "and was not unpacked; a specialist can look at it apart from the network."
        )
        raise Refused(message)
    return start, start + entry.packed_bytes


def check_may_unpack(entry: ZipEntry) -> None:
    """Raises ``Refused`` for a member that is locked, is no ordinary file, or is packed in an unknown way."""
    if entry.is_locked:
        message = f"It is locked with a password. {SEALED}; ask for the password, or for an export without one."
        raise Refused(message)
    if entry.is_special:
        message = f"It is a link or a device, not a file, and was not followed. {SEALED}; ask for the file itself."
        raise Refused(message)
    if entry.method not in METHODS:
        message = (
            f"It is packed by method {entry.method}, which is not opened here. {SEALED}; "
            "unpack it with the program that made it and hand in the file itself."
        )
        raise Refused(message)


def try_out(chunks: Iterator[bytes], entry: ZipEntry, budget: Budget) -> Trial:
    """Unpack once, keep nothing, count, and compare with what the archive claims."""
    allowed = budget.allowance(entry.packed_bytes)
    size, crc, is_whole = 0, 0, True
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > allowed:
                raise Refused(_too_much(entry, allowed))
            crc = zlib.crc32(chunk, crc)
    except Damaged:
        is_whole = False
    budget.spend(size)
    if entry.method == 0 and size < (entry.claimed_bytes or 0):
        is_whole = False
    return Trial(size, is_whole, tuple(_differences(entry, size, crc, is_whole=is_whole)))


def _too_much(entry: ZipEntry, allowed: int) -> str:
    return (
        f"Its {entry.packed_bytes:,} stored bytes unfold to more than {allowed:,}, the limit for safe unpacking. "
        f"{SEALED} and was not unpacked further; if it is an ordinary file, hand it in without the archive."
    )


def _differences(entry: ZipEntry, size: int, crc: int, *, is_whole: bool) -> Iterator[str]:
    if not is_whole:
        yield f"The archive is damaged here: the first {size:,} bytes could be unpacked, the rest could not."
        return
    if entry.claimed_bytes not in (size, None):
        yield f"The archive claims {entry.claimed_bytes:,} bytes; {size:,} were counted and read."
    if entry.crc not in (crc, None):
        yield "The archive's own checksum does not match these bytes: they may have been damaged or altered."


def opener_of(source: BinaryIO, packed: tuple[int, int], method: int, size: int) -> Callable[[], BinaryIO]:
    """A function that opens the plain bytes afresh; seekable where they are stored unpacked."""
    start, end = packed
    if method == 0:
        return partial(window, source, start, min(end, start + size))

    def fresh() -> BinaryIO:
        return io.BufferedReader(Unpacked(lambda: unpack(window(source, start, end), method), size), BUFFER_BYTES)

    return fresh
