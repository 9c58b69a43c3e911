"""Bytes that are no valid XML, mended without moving anything, so that every offset stays true.

Phones write emoji as two character references (``&#55357;&#56832;``), put control characters into references and
leave broken UTF-8 behind; each of these stops an XML parser (Signal-Android issues 1546 and 7155). A pair becomes
one reference of the same length. Whatever else a parser would refuse is covered by as many DEL characters as it
has bytes, and noted, so that the true text can be put back afterwards.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from safelight.records.record import Doubt

CHUNK_BYTES = 1024 * 1024
COVER = "\x7f"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LONGEST_REFERENCE_BYTES = 40

_PAIR = re.compile(
    rb"&#(5[56][0-9]{3}|x[dD][89abAB][0-9a-fA-F]{2});&#(5[67][0-9]{3}|x[dD][c-fC-F][0-9a-fA-F]{2});"
)
_ODD_REFERENCE = re.compile(
    rb"&#(0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127|5[5-7][0-9]{3}|6553[45]|[1-9][0-9]{6,29})"
    rb"|x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF]|[1-9a-fA-F][0-9a-fA-F]{5,29})"
    rb"|X[0-9a-fA-F]{1,30});"
)
_HIGH = rb"&#(?:5529[6-9]|55[3-9][0-9]{2}|56[0-2][0-9]{2}|563[01][0-9]|x[dD][89abAB][0-9a-fA-F]{2});"
_UNFINISHED = re.compile(rb"(?:" + _HIGH + rb")?&[^;&]{0,40}\Z|" + _HIGH + rb"\Z")
_ODD_BYTES = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
_ODD_BYTE = re.compile(b"[" + re.escape(_ODD_BYTES) + rb"]|\xef\xbf[\xbe\xbf]")
_UTF8_OR_NOT = re.compile(
    rb"(" + _ODD_BYTE.pattern + rb")"
    rb"|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|([\x80-\xff])"
)


_COVERS = re.compile(COVER + "+")


class Mend(NamedTuple):
    """``length`` bytes at ``offset`` that were covered, the text they stand for, and what to hold against it."""

    offset: int
    length: int
    text: str
    as_written: str
    doubt: Doubt


class Mender:
    """Reads a member in chunks of the same bytes, mended. ``mends`` waits to be taken up, in order."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offset = 0
        self._fresh: list[Mend] = []
        self.mends: deque[Mend] = deque()

    def chunks(self) -> Iterator[bytes]:
        """Chunks in order; no reference and no character is cut in two by their borders."""
        held = b""
        while fresh := self._stream.read(CHUNK_BYTES):
            data = held + fresh
            cut = _safe_cut(data)
            held = data[cut:]
            if cut:
                yield self._mended(data[:cut])
        if held:
            yield self._mended(held)

    def _mended(self, data: bytes) -> bytes:
        self._fresh.clear()
        if not _is_utf8(data):
            data = _UTF8_OR_NOT.sub(self._cover_broken, data)
        elif len(data.translate(None, _ODD_BYTES)) != len(data) or b"\xef\xbf" in data:
            data = _ODD_BYTE.sub(self._cover_byte, data)
        if b"&#" in data:
            data = _ODD_REFERENCE.sub(self._cover_reference, _PAIR.sub(_joined, data))
        self.mends.extend(sorted(self._fresh))
        self._offset += len(data)
        return data

    def _cover_broken(self, match: re.Match[bytes]) -> bytes:
        if match[1]:
            return self._cover_byte(match)
        if not match[2]:
            return match[0]
        return self._cover(match, REPLACEMENT, f"byte {match[0].hex()}", Doubt.NOT_UTF8)

    def _cover_byte(self, match: re.Match[bytes]) -> bytes:
        text = match[0].decode("utf-8")
        return self._cover(match, text, f"byte {match[0].hex()}", Doubt.HIDDEN_CHARACTERS)

    def _cover_reference(self, match: re.Match[bytes]) -> bytes:
        value = _value(match[1])
        if 0xD800 <= value < 0xE000:
            return self._cover(match, REPLACEMENT, match[0].decode("ascii"), Doubt.LONE_SURROGATE)
        text = chr(value) if value < 0x110000 else REPLACEMENT
        return self._cover(match, text, match[0].decode("ascii"), Doubt.HIDDEN_CHARACTERS)

    def _cover(self, match: re.Match[bytes], text: str, as_written: str, doubt: Doubt) -> bytes:
        length = len(match[0])
        self._fresh.append(Mend(self._offset + match.start(), length, text, as_written, doubt))
        return COVER.encode() * length


def put_back(text: str, mends: Iterator[Mend]) -> str:
    """The true text of a value in which covers stand; ``mends`` are those of its element, in order."""
    return _COVERS.sub(lambda covers: _uncovered(len(covers[0]), mends), text)


def _uncovered(length: int, mends: Iterator[Mend]) -> str:
    texts = []
    while length > 0 and (mend := next(mends, None)) is not None:
        texts.append(mend.text)
        length -= mend.length
    return "".join(texts) + COVER * max(0, length)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _safe_cut(data: bytes) -> int:
    """Where a chunk may end: before a reference or pair of them that may go on, before a character cut in two."""
    last = _UNFINISHED.search(data, max(0, len(data) - 2 * LONGEST_REFERENCE_BYTES))
    cut = last.start() if last else len(data)
    for back in range(1, min(4, cut + 1)):
        byte = data[cut - back]
        if byte >= 0xC0:
            return cut - back
        if byte < 0x80:
            break
    return cut


def _value(digits: bytes) -> int:
    is_hexadecimal = digits[:1] in (b"x", b"X")
    return int(digits.lstrip(b"xX").lstrip(b"0") or b"0", 16 if is_hexadecimal else 10)


def _joined(match: re.Match[bytes]) -> bytes:
    """One reference of the same length for a pair that makes one character; others stay as they are."""
    first, second = _value(match[1]), _value(match[2])
    if not 0xD800 <= first < 0xDC00 <= second < 0xE000:
        return match[0]
    character = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
    return b"&#" + str(character).encode().rjust(len(match[0]) - 3, b"0") + b";"
