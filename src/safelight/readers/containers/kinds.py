"""Kinds of archive by their first bytes: tar, and those that are not opened."""

from collections.abc import Callable

TAR_HEADER_BYTES = 512
TAR_CHECKSUM = slice(148, 156)


def unopened_kind(head: bytes) -> str:
    """The name of the kind of archive, or an empty string where these bytes are none of them."""
    return next((name for name, matches in _KINDS if matches(head)), "")


def _starts_with(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def is_tar(head: bytes) -> bool:
    """Whether a tar archive begins so: its header carries the sum of its own bytes (POSIX ustar)."""
    header = head[:TAR_HEADER_BYTES]
    if len(header) < TAR_HEADER_BYTES or header[257:262] != b"ustar":
        return False
    try:
        stated = int(header[TAR_CHECKSUM].strip(b" \0") or b"0", 8)
    except ValueError:
        return False
    return stated == sum(header) - sum(header[TAR_CHECKSUM]) + 8 * ord(" ")


_KINDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("zstd", _starts_with(b"\x28\xb5\x2f\xfd")),
    ("7-Zip", _starts_with(b"7z\xbc\xaf\x27\x1c")),
    ("RAR", _starts_with(b"Rar!\x1a\x07")),
)
