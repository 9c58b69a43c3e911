"""Just enough of protocol buffers (protobuf.dev/programming-guides/encoding) to look into a few fields."""

from collections.abc import Iterator
from typing import TypeAlias

from safelight.readers.sqlite.value import Mended

Field: TypeAlias = tuple[int, int | bytes]
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_LONGEST_VARINT = 10


def fields(data: bytes) -> Iterator[Field]:
    """Field numbers and values, in order; ends where the bytes are no protocol buffer."""
    place = 0
    while place < len(data):
        tag, place = _varint(data, place)
        kind = tag & 7
        if place < 0 or kind not in (_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES):
            return
        if kind == _VARINT:
            value, place = _varint(data, place)
            if place < 0:
                return
            yield tag >> 3, value
            continue
        length = 8 if kind == _EIGHT_BYTES else 4
        if kind == _BYTES:
            length, place = _varint(data, place)
        if place < 0 or place + length > len(data):
            return
        yield tag >> 3, data[place : place + length]
        place += length


def parts(data: bytes, *path: int) -> Iterator[bytes]:
    """The byte fields at the end of a path of field numbers."""
    if not path:
        yield data
        return
    for number, value in fields(data):
        if number == path[0] and isinstance(value, bytes):
            yield from parts(value, *path[1:])


def text_of(value: int | bytes | None) -> str:
    """A byte field as text."""
    if not isinstance(value, bytes):
        return ""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return Mended(value.decode("utf-8", "replace"))


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """The number and the place after it; the place is negative where there is none."""
    value = 0
    for step in range(min(_LONGEST_VARINT, len(data) - place)):
        value |= (data[place + step] & 0x7F) << 7 * step
        if data[place + step] < 0x80:
            return value, place + step + 1
    return 0, -1
