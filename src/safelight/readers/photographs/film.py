"""The head of an MP4 or QuickTime film: when and where it was made (ISO/IEC 14496-12; Apple's QuickTime)."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.place import place
from safelight.records.record import AtQuality

_EPOCH_1904_SECONDS = 2_082_844_800
_MOST_BYTES = 16 * 1024 * 1024
_MOST_BOXES = 10_000
_HOLDING = frozenset({b"moov", b"udta", b"meta", b"ilst", b"trak"})
_DEPTH = 6
_ISO_6709 = re.compile(r"([+-]\d{1,3}\.\d{1,10})([+-]\d{1,3}\.\d{1,10})(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w+)?/?")
_MADE, _PLACE = "com.apple.quicktime.creationdate", "com.apple.quicktime.location.ISO6709"
_OFFSET_WITHOUT_COLON = re.compile(r"([+-]\d\d)(\d\d)\Z")


class Film(NamedTuple):
    """What the head of a film says, by its own names."""

    said: dict[str, str]
    created_seconds: int = 0
    """Seconds since 1904, UTC by the standard; 0 where not written."""

    @property
    def at(self) -> At:
        """With its distance from UTC where Apple's field says it; else UTC is assumed, as the standard asks."""
        made = iso(_OFFSET_WITHOUT_COLON.sub(r"\1:\2", self.said.get(_MADE, "")), None)
        if made.quality is AtQuality.EXACT:
            return made
        seconds = self.created_seconds - _EPOCH_1904_SECONDS
        return At(seconds * 1_000_000, AtQuality.ZONE_ASSUMED) if seconds > 0 else NO_TIME

    @property
    def at_text(self) -> str:
        """As written: Apple's words, or seconds since 1904."""
        return self.said.get(_MADE, "") or (str(self.created_seconds) if self.created_seconds else "")

    @property
    def place(self) -> dict[str, str]:
        """Where it was made, as ``readers.place`` names it."""
        match = _ISO_6709.fullmatch(self.said.get(_PLACE, "") or self.said.get("©xyz", ""))
        return place(match[1].lstrip("+"), match[2].lstrip("+")) if match else {}


def film_of(stream: BinaryIO) -> Film:
    """Read the head of a film; whatever it holds, the answer is a film, if an empty one."""
    for kind, size in _top(stream):
        if kind == b"moov":
            return _read(stream.read(min(size, _MOST_BYTES)))
        _pass(stream, size)
    return Film({})


def _top(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    for _ in range(_MOST_BOXES):
        head = stream.read(8)
        if len(head) < 8:
            return
        size, kind, header = int.from_bytes(head[:4], "big"), head[4:], 8
        if size == 1:
            size, header = int.from_bytes(stream.read(8), "big"), 16
        if size < header:
            return
        yield kind, size - header


def _pass(stream: BinaryIO, count: int) -> None:
    while count > 0:
        passed = len(stream.read(min(count, 1024 * 1024)))
        if not passed:
            return
        count -= passed


def _read(moov: bytes) -> Film:
    said: dict[str, str] = {}
    keys: list[str] = []
    created = 0
    for kind, body in _boxes(moov, _DEPTH):
        if kind == b"mvhd" and len(body) >= 16:
            created = int.from_bytes(body[4:12] if body[0] == 1 else body[4:8], "big")
        elif kind[:1] == b"\xa9" and len(body) > 4:
            said[kind.decode("latin-1")] = _words(body[4:])
        elif kind == b"keys":
            keys = _keys(body)
        elif kind[:2] == b"\x00\x00" and body[4:8] == b"data":
            number = int.from_bytes(kind, "big")
            if 0 < number <= len(keys):
                said[keys[number - 1]] = _words(body[16:])
    return Film({name: words for name, words in said.items() if words}, created)


def _boxes(data: bytes, depth: int) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if size < 8:
            return
        body = data[place + 8 : place + size]
        if kind in _HOLDING and depth:
            # QuickTime's meta box begins with its children, ISO's with four bytes of version before them.
            inner = body[4:] if kind == b"meta" and body[4:8] != b"hdlr" else body
            yield from _boxes(inner, depth - 1)
        else:
            yield kind, body
        place += size


def _keys(body: bytes) -> list[str]:
    return [entry.decode("utf-8", "replace") for _, entry in _boxes(body[8:], 0)]


def _words(body: bytes) -> str:
    return body.decode("utf-8", "replace").strip("\x00")[:400]
