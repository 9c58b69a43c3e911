"""From the bytes of an export to text, with the way back: which bytes a piece of text stood for."""

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from safelight.records.record import Doubt
from safelight.records.utf8 import is_utf8

_ESCAPED = re.compile("[\udc80-\udcff]")
_LONE = re.compile("[\ud800-\udfff]")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF16_UNIT = 2


class Encoding(NamedTuple):
    """How the text of a member was stored: as ``ascii`` (quick to count), ``utf-8`` or UTF-16.

    ``frame`` bytes (the byte order mark) stand before it and ``torn`` bytes after it. ``faithful`` says that every
    byte could be decoded; where it is false, ``readable`` makes a piece fit to be kept.
    """

    codec: str
    frame: int
    torn: int
    faithful: bool

    @property
    def doubt(self) -> Doubt:
        """The doubt about a piece that could not be decoded."""
        return Doubt.NOT_UTF8 if self.codec == "utf-8" else Doubt.LONE_SURROGATE

    def byte_lengths(self, pieces: Sequence[str]) -> list[int]:
        """How many bytes each piece of the text took."""
        if self.codec == "ascii" or (self.codec == "utf-8" and "".join(pieces).isascii()):
            return list(map(len, pieces))
        if self.codec == "utf-8":
            return [
                len(piece) if piece.isascii() else len(piece.encode("utf-8", "surrogateescape"))
                for piece in pieces
            ]
        return [len(piece.encode(self.codec, "surrogatepass")) for piece in pieces]

    def readable(self, piece: str) -> tuple[str, bool]:
        """The piece without stand-ins, and whether it had any. Bytes that are not UTF-8 count as Windows-1252."""
        if self.faithful:
            return piece, False
        if self.codec == "utf-8":
            plain, replaced = _ESCAPED.subn(_as_windows_1252, piece)
        else:
            plain, replaced = _LONE.subn("\ufffd", piece)
        return plain, bool(replaced)

    def text(self, stretch: bytes | memoryview) -> str:
        """The text that a stretch of the member between line breaks stands for."""
        if self.codec in {"ascii", "utf-8"}:
            return str(stretch, "utf-8", "strict" if self.faithful else "surrogateescape")
        return str(stretch, self.codec, "surrogatepass")

    def stored(self, text: str) -> bytes:
        """The bytes that ``text`` makes this text of."""
        codec = "utf-8" if self.codec == "ascii" else self.codec
        return text.encode(codec, "surrogateescape" if codec == "utf-8" else "surrogatepass")

    @property
    def line_break(self) -> bytes:
        """A line break as it is stored."""
        return self.stored("\n")

    @property
    def is_plain(self) -> bool:
        """Whether it is UTF-8 without a fault."""
        return self.faithful and self.codec in {"ascii", "utf-8"}

    def line_end(self, data: bytes, place: int) -> int:
        """The first byte after the line that holds this byte; the end of the text if that is the last."""
        end = len(data) - self.torn
        if self.codec not in {"ascii", "utf-8"}:
            return end  # UTF-16 exports are small: phones stopped writing them long ago
        found = data.find(b"\n", place)
        return found + 1 if found >= 0 else end


def encoding_of(data: bytes) -> Encoding:
    """How an export is stored, without making a text of all of it. Never raises."""
    if data.isascii():
        return Encoding("ascii", 0, 0, faithful=True)
    if data.startswith(tuple(_UTF16)):
        return decode(data)[1]
    frame = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    return Encoding("utf-8", frame, 0, faithful=is_utf8(memoryview(data)[frame:]))


def decode(data: bytes) -> tuple[str, Encoding]:
    """The text of an export: UTF-8, or UTF-16 where a byte order mark says so. Never raises."""
    utf16 = _UTF16.get(data[:_UTF16_UNIT])
    if utf16:
        torn = len(data) % _UTF16_UNIT
        text = data[_UTF16_UNIT : len(data) - torn].decode(utf16, "surrogatepass")
        return text, Encoding(utf16, _UTF16_UNIT, torn, _LONE.search(text) is None)
    frame = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        text = str(memoryview(data)[frame:], "utf-8")
    except UnicodeDecodeError:
        text = str(memoryview(data)[frame:], "utf-8", "surrogateescape")
        return text, Encoding("utf-8", frame, 0, faithful=False)
    return text, Encoding("ascii" if text.isascii() else "utf-8", frame, 0, faithful=True)


def _as_windows_1252(escaped: re.Match[str]) -> str:
    byte = bytes([ord(escaped[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")
