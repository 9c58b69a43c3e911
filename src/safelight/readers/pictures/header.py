"""What the first bytes of a picture say: its kind and how many pixels it would unfold into. Nothing is decoded."""

import re
from typing import NamedTuple

_JPEG_START, _PNG_START, _RIFF, _GIF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", re.compile(rb"GIF8[79]a")
_TIFF = (b"II*\x00", b"MM\x00*")
_HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis", b"hevc", b"avif")
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that begin a frame (ITU T.81, table B.1)."""
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})


class PictureHeader(NamedTuple):
    """Kind (``png``, ``jpeg``, ``webp``, ``gif``, ``tiff``, ``heif``) and size in pixels, 0 where not found."""

    kind: str
    width: int = 0
    height: int = 0

    @property
    def pixels(self) -> int:
        """How many pixels a decoder would have to hold."""
        return self.width * self.height


def header_of(head: bytes) -> PictureHeader | None:
    """The header of a picture from its first bytes; ``None`` where they are no picture's."""
    if head.startswith(_PNG_START):
        return PictureHeader("png", _big(head, 16, 4), _big(head, 20, 4))
    if head.startswith(_JPEG_START):
        return _jpeg(head)
    if head.startswith(_RIFF) and head[8:12] == b"WEBP":
        return _webp(head)
    if _GIF.match(head):
        return PictureHeader("gif", _little(head, 6, 2), _little(head, 8, 2))
    if head.startswith(_TIFF):
        return PictureHeader("tiff")
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return PictureHeader("heif")
    return None


def _jpeg(head: bytes) -> PictureHeader:
    place = 2
    while place + 9 < len(head) and head[place] == 0xFF:
        marker = head[place + 1]
        if marker == 0xFF or marker in _STANDALONE:
            place += 1 if marker == 0xFF else 2
        elif marker in _JPEG_SIZES:
            return PictureHeader("jpeg", _big(head, place + 7, 2), _big(head, place + 5, 2))
        else:
            place += 2 + _big(head, place + 2, 2)
    return PictureHeader("jpeg")


def _webp(head: bytes) -> PictureHeader:
    match head[12:16]:
        case b"VP8X":
            return PictureHeader("webp", 1 + _little(head, 24, 3), 1 + _little(head, 27, 3))
        case b"VP8L":
            bits = _little(head, 21, 4)
            return PictureHeader("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        case b"VP8 ":
            return PictureHeader("webp", _little(head, 26, 2) & 0x3FFF, _little(head, 28, 2) & 0x3FFF)
        case _:
            return PictureHeader("webp")


def _big(head: bytes, place: int, width: int) -> int:
    return int.from_bytes(head[place : place + width], "big")


def _little(head: bytes, place: int, width: int) -> int:
    return int.from_bytes(head[place : place + width], "little")
