"""The directory at the end of a zip archive, read with nothing taken on trust (PKWARE APPNOTE 6.3.10)."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from safelight.readers.containers.window import read_at, size_of, window
from safelight.readers.containers.zip_entry import UNIX, ZipEntry, extra_fields, name_as_text, with_zip64

END = struct.Struct("<4s4H2LH")
END_SIGNATURE = b"PK\x05\x06"
END64_LOCATOR = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
CENTRAL = struct.Struct("<4s6H3L5H2L")
CENTRAL_SIGNATURE = b"PK\x01\x02"
LONGEST_COMMENT = 65_535


class ZipEnd(msgspec.Struct, frozen=True):
    """Where a directory lies: its first byte, its end, the shift of all offsets in it, where the archive ends."""

    start: int
    end: int
    shift: int
    archive_end: int
    count: int
    """Entries, as claimed."""


def find_end(source: BinaryIO) -> ZipEnd | None:
    """The last end record that points at a real directory; ``None`` where there is none."""
    size = size_of(source)
    tail_start = max(0, size - END.size - LONGEST_COMMENT)
    tail = read_at(source, tail_start, size - tail_start)
    place = tail.rfind(END_SIGNATURE)
    while place >= 0:
        found = _end_at(source, tail_start + place, size)
        if found:
            return found
        place = tail.rfind(END_SIGNATURE, 0, place)
    return None


def _end_at(source: BinaryIO, place: int, size: int) -> ZipEnd | None:
    raw = read_at(source, place, END.size)
    if len(raw) < END.size:
        return None
    *_, count, directory_bytes, directory_offset, comment_bytes = END.unpack(raw)
    archive_end = place + END.size + comment_bytes
    directory_end = place
    large = _end64_before(source, place)
    if large:
        directory_end, count, directory_bytes, directory_offset = large
    start = directory_end - directory_bytes
    if archive_end > size or start < 0 or start < directory_offset:
        return None
    is_empty_archive = start == place == 0
    if read_at(source, start, 4) != CENTRAL_SIGNATURE and not is_empty_archive:
        return None
    return ZipEnd(start, directory_end, start - directory_offset, archive_end, count)


def _end64_before(source: BinaryIO, place: int) -> tuple[int, int, int, int] | None:
    """The zip64 end record, looked for right before its locator (where every known writer puts it)."""
    locator_place = place - END64_LOCATOR.size
    record_place = locator_place - END64.size
    if record_place < 0 or read_at(source, locator_place, 4) != b"PK\x06\x07":
        return None
    record = END64.unpack(read_at(source, record_place, END64.size))
    if record[0] != b"PK\x06\x06":
        return None
    return record_place, record[7], record[8], record[9]


def entries_in(source: BinaryIO, end: ZipEnd) -> Iterator[ZipEntry]:
    """Entries in directory order; stops at the first that is not whole."""
    directory = window(source, end.start, end.end)
    while True:
        raw = directory.read(CENTRAL.size)
        if len(raw) < CENTRAL.size or raw[:4] != CENTRAL_SIGNATURE:
            return
        fields = CENTRAL.unpack(raw)
        made_by, flags, method, crc, packed, unpacked = fields[1], *fields[3:5], *fields[7:10]
        name_bytes, extra_bytes, comment_bytes = fields[10:13]
        attributes, offset = fields[15:17]
        variable = directory.read(name_bytes + extra_bytes + comment_bytes)
        if len(variable) < name_bytes + extra_bytes + comment_bytes:
            return
        extra = extra_fields(variable[name_bytes : name_bytes + extra_bytes])
        unpacked, packed, offset = with_zip64((unpacked, packed, offset), extra)
        yield ZipEntry(
            name=name_as_text(variable[:name_bytes], flags, extra),
            flags=flags,
            method=method,
            crc=crc,
            packed_bytes=packed,
            claimed_bytes=unpacked,
            offset=offset + end.shift,
            file_type=(attributes >> 16) & 0o170000 if made_by >> 8 == UNIX else 0,
            name_bytes=name_bytes,
        )
