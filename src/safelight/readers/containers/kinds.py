"""Kinds of archive that are recognised by their first bytes but not opened."""

from collections.abc import Callable

TAR_HEADER_BYTES = 512
TAR_CHECKSUM = slice(148, 156)


def unopened_kind(head: bytes) -> str:
    """The name of the kind of archive, or an empty string where these bytes are none of them."""
    return next((name for name, matches in _KINDS if matches(head)), "")


def _starts_with(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _is_tar(head: bytes) -> bool:
    """A tar header carries the sum of its own bytes, the sum field counted as spaces (POSIX ustar)."""
    header = head[:TAR_HEADER_BYTES]
    if len(header) < TAR_HEADER_BYTES or header[257:262] != b"ustar":
        return False
    try:
        stated = int(header[TAR_CHECKSUM].strip(b" \0") or b"0", 8)
    except ValueError:
        return False
    return stated == sum(header) - sum(header[TAR_CHECKSUM]) + 8 * ord(" ")


_KINDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("gzip", _starts_with(b"\x1f\x8b\x08")),
    ("bzip2", lambda head: head[:3] == b"BZh" and head[4:10] == b"1AY&SY"),
    ("xz", _starts_with(b"\xfd7zXZ\x00")),
    ("zstd", _starts_with(b"\x28\xb5\x2f\xfd")),
    ("7-Zip", _starts_with(b"7z\xbc\xaf\x27\x1c")),
    ("RAR", _starts_with(b"Rar!\x1a\x07")),
    ("tar", _is_tar),
)
