"""One entry of a zip archive, as its directory or its local header states it (PKWARE APPNOTE 6.3.10)."""

import stat
import struct
import zlib

import msgspec

LOCAL = struct.Struct("<4s5H3L2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
UTF8_FLAG = 0x800
DESCRIPTOR_FLAG = 0x8
LOCKED_FLAGS = 0x1 | 0x40 | 0x2000
UNIX = 3
ZIP64_EXTRA = 0x0001
UNICODE_PATH_EXTRA = 0x7075
UNKNOWN_32 = 0xFFFFFFFF


class ZipEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What the archive claims of one member. Every claim is checked before it is believed."""

    name: str
    flags: int
    method: int
    crc: int | None
    packed_bytes: int
    claimed_bytes: int | None
    """The size after unpacking, as claimed; like ``crc``, ``None`` where a cut archive no longer says."""
    offset: int
    """Of the local header, from the start of the file."""
    file_type: int = 0
    """Unix file type bits, 0 where the archive does not say."""
    name_bytes: int = 0
    """Length of the name as stored."""

    @property
    def is_locked(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & LOCKED_FLAGS)

    @property
    def is_special(self) -> bool:
        """Whether it is a link, a device or a pipe."""
        return self.file_type not in (0, stat.S_IFREG, stat.S_IFDIR)

    @property
    def is_empty_folder(self) -> bool:
        """A name that ends in a slash and holds nothing: a folder, not a member."""
        return self.name.endswith("/") and not self.packed_bytes and not self.claimed_bytes

    @property
    def least_end(self) -> int:
        """The first byte it cannot reach short of: the local header may be longer, never shorter."""
        return self.offset + LOCAL.size + self.name_bytes + self.packed_bytes


def extra_fields(extra: bytes) -> dict[int, bytes]:
    """The extra fields of a header by their number; a field cut short ends the list."""
    fields: dict[int, bytes] = {}
    place = 0
    while place + 4 <= len(extra):
        number, length = struct.unpack_from("<HH", extra, place)
        fields.setdefault(number, extra[place + 4 : place + 4 + length])
        place += 4 + length
    return fields


def with_zip64(claims: tuple[int, ...], extra: dict[int, bytes]) -> tuple[int, ...]:
    """Claims (unpacked size, packed size, offset) with those of all ones taken from the zip64 field."""
    field = extra.get(ZIP64_EXTRA, b"")
    place = 0
    full = []
    for claim in claims:
        if claim == UNKNOWN_32 and place + 8 <= len(field):
            full.append(int.from_bytes(field[place : place + 8], "little"))
            place += 8
        else:
            full.append(claim)
    return tuple(full)


def name_as_text(raw: bytes, flags: int, extra: dict[int, bytes]) -> str:
    """The name as text, never a path: UTF-8 where it is UTF-8, else code page 437, which knows every byte."""
    unicode_path = extra.get(UNICODE_PATH_EXTRA, b"")
    if unicode_path[:1] == b"\x01" and unicode_path[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
        raw, flags = unicode_path[5:], flags | UTF8_FLAG
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace") if flags & UTF8_FLAG else raw.decode("cp437")
