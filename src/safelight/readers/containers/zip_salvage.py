"""Salvage: the members of a zip archive whose directory is lost, found by walking it from its first byte."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from safelight.readers.containers.limits import Budget
from safelight.readers.containers.unpacking import deflated_length
from safelight.readers.containers.window import read_at, size_of, window
from safelight.readers.containers.zip_entry import (
    DESCRIPTOR_FLAG,
    LOCAL,
    LOCAL_SIGNATURE,
    ZipEntry,
    extra_fields,
    name_as_text,
    with_zip64,
)

DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
SEARCH_BYTES = 1024 * 1024


class _Descriptor(msgspec.Struct, frozen=True):
    """What stands after a member whose header could not know its sizes yet."""

    length: int
    crc: int | None
    claimed_bytes: int | None


def starts_like_a_zip(source: BinaryIO) -> bool:
    """Whether the first bytes are those of a zip member."""
    return read_at(source, 0, 4) == LOCAL_SIGNATURE


def salvaged_entries(source: BinaryIO, budget: Budget) -> Iterator[tuple[ZipEntry, int]]:
    """Entries in the order they stand, each with the first byte after it; a cut one reaches to the end."""
    size = size_of(source)
    place = 0
    while True:
        raw = read_at(source, place, LOCAL.size)
        if len(raw) < LOCAL.size or raw[:4] != LOCAL_SIGNATURE:
            return
        entry, start = _entry_at(source, place, raw)
        if start > size:
            return
        entry, after = _measured(source, entry, start, size, budget)
        yield entry, after
        place = after


def _entry_at(source: BinaryIO, place: int, raw: bytes) -> tuple[ZipEntry, int]:
    _, _, flags, method, _, _, crc, packed, unpacked, name_bytes, extra_bytes = LOCAL.unpack(raw)
    variable = read_at(source, place + LOCAL.size, name_bytes + extra_bytes)
    extra = extra_fields(variable[name_bytes:])
    unpacked, packed = with_zip64((unpacked, packed), extra)
    entry = ZipEntry(
        name=name_as_text(variable[:name_bytes], flags, extra),
        flags=flags,
        method=method,
        crc=crc,
        packed_bytes=packed,
        claimed_bytes=unpacked,
        offset=place,
        name_bytes=name_bytes,
    )
    return entry, place + LOCAL.size + name_bytes + extra_bytes


def _measured(source: BinaryIO, entry: ZipEntry, start: int, size: int, budget: Budget) -> tuple[ZipEntry, int]:
    """The entry with its packed length found out, and the first byte after it."""
    if not entry.flags & DESCRIPTOR_FLAG or entry.packed_bytes:
        length = min(entry.packed_bytes, max(0, size - start))
        return msgspec.structs.replace(entry, packed_bytes=length), max(start + length, start)
    found = None
    if entry.method == 8 and not entry.is_locked:
        found = deflated_length(window(source, start, size), budget.allowance)
    if found is None:
        end = _next_member(source, start, size)
        return msgspec.structs.replace(entry, packed_bytes=max(0, end - start), crc=None, claimed_bytes=None), end
    descriptor = _descriptor_at(source, start + found, found)
    known = msgspec.structs.replace(
        entry, packed_bytes=found, crc=descriptor.crc, claimed_bytes=descriptor.claimed_bytes
    )
    return known, start + found + descriptor.length


def _descriptor_at(source: BinaryIO, place: int, packed_bytes: int) -> _Descriptor:
    """A data descriptor comes with or without a signature, with sizes of 4 or 8 bytes: the packed size tells."""
    raw = read_at(source, place, 24)
    for shape, signature in (
        ("<LLL", DESCRIPTOR_SIGNATURE),
        ("<LQQ", DESCRIPTOR_SIGNATURE),
        ("<LLL", b""),
        ("<LQQ", b""),
    ):
        length = len(signature) + struct.calcsize(shape)
        if len(raw) < length or not raw.startswith(signature):
            continue
        crc, packed, unpacked = struct.unpack_from(shape, raw, len(signature))
        if packed == packed_bytes:
            return _Descriptor(length, crc, unpacked)
    return _Descriptor(0, None, None)


def _next_member(source: BinaryIO, start: int, size: int) -> int:
    """Where the next member's header stands, or the end of the file."""
    place = start
    while place < size:
        found = read_at(source, place, SEARCH_BYTES + len(LOCAL_SIGNATURE) - 1).find(LOCAL_SIGNATURE)
        if found >= 0:
            return place + found
        place += SEARCH_BYTES
    return size
