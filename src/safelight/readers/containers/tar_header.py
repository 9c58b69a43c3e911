"""One header of a tar archive, with nothing taken on trust (POSIX ustar and pax, and GNU's ways)."""

from collections.abc import Iterator
from itertools import islice

import msgspec

from safelight.readers.containers.kinds import TAR_CHECKSUM, TAR_HEADER_BYTES

FILE, HARD_LINK, SOFT_LINK, FOLDER = "0", "1", "2", "5"
LONG_NAME, LONG_LINK, PAX, PAX_FOR_ALL, SPARSE, LABEL, DUMP = "L", "K", "x", "g", "S", "V", "D"
DEVICES = frozenset("346")
ABOUT_THE_NEXT = frozenset({LONG_NAME, LONG_LINK, PAX})
_NAME, _SIZE, _LINK, _PREFIX = slice(0, 100), slice(124, 136), slice(157, 257), slice(345, 500)
_SORT, _POSIX = 156, b"ustar\x00"
_LARGEST_BYTES = 1 << 62
MOST_PAX_VALUES = 1000


class TarHeader(msgspec.Struct, frozen=True):
    """What it claims of the member behind it. ``size`` is in bytes; names are text, never paths."""

    name: str
    sort: str
    size: int
    link: str


def header_in(block: bytes) -> TarHeader | None:
    """The header in a block of 512 bytes; ``None`` where its checksum does not fit or a number is none."""
    if len(block) < TAR_HEADER_BYTES or not _checksum_fits(block):
        return None
    size = number_in(block[_SIZE])
    if size is None or not 0 <= size < _LARGEST_BYTES:
        return None
    name = _text(block[_NAME])
    if block[257:263] == _POSIX and (prefix := _text(block[_PREFIX])):
        name = f"{prefix}/{name}"
    sort = chr(block[_SORT]) if block[_SORT] else FILE
    return TarHeader(name, FILE if sort == "7" else sort, size, _text(block[_LINK]))


def pax_values(content: bytes) -> dict[str, str]:
    """The values of a pax header; stops at the first that does not hold together, and after very many."""
    return dict(islice(_pax_values(content), MOST_PAX_VALUES))


def _pax_values(content: bytes) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(content):
        digits, blank, _ = content[place : place + 20].partition(b" ")
        if not blank or not digits.isdigit() or int(digits) <= len(digits) + 1:
            return
        line = content[place + len(digits) + 1 : place + int(digits)]
        name, _, value = line.rstrip(b"\n").partition(b"=")
        yield name.decode("utf-8", "replace"), value.decode("utf-8", "backslashreplace")
        place += int(digits)


def _checksum_fits(block: bytes) -> bool:
    """The sum of all bytes with the sum's own field as blanks; old writers summed signed bytes."""
    stated = number_in(block[TAR_CHECKSUM])
    blanked = block[: TAR_CHECKSUM.start] + b" " * 8 + block[TAR_CHECKSUM.stop :]
    return stated in (sum(blanked), sum(byte - 256 if byte > 127 else byte for byte in blanked))


def number_in(field: bytes) -> int | None:
    """A number in a header's field: octal digits, or 256 to a digit where the first bit is set (GNU)."""
    if field[0] & 0x80:
        return int.from_bytes(bytes((field[0] & 0x7F,)) + field[1:], "big")
    try:
        return int(field.strip(b" \0") or b"0", 8)
    except ValueError:
        return None


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "backslashreplace")
