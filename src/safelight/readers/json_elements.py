"""The elements of a list in which nothing is broken, found many at once.

They are told apart by msgspec, which gives each as its bytes; where each stands follows from their lengths.
"""

import re
from array import array
from typing import NamedTuple

import msgspec
import numpy as np

from safelight.readers.json_value import UNDECODABLE
from safelight.readers.json_window import Window

COMMA = re.compile(rb"[ \t\n\r]*,[ \t\n\r]*")
_list_of_raw = msgspec.json.Decoder(list[msgspec.Raw]).decode
_TRAILING = re.compile(r"trailing characters \(byte (\d+)\)")
_ENDS_TRIED = 8
_FEW = 64
_LONGEST_COMMA_BYTES = 200
_OBJECT = ord("{")


class Elements(NamedTuple):
    """Where elements that follow one another begin and end, and the numbers of those that are no objects."""

    starts: "array[int]"
    ends: "array[int]"
    others: list[int]


def raw_elements(data: bytes, at: int, before: int) -> list[msgspec.Raw] | None:
    """The elements of the list that begins at a byte, undecoded; ``None`` if it is damaged.

    No list ends after ``before``; where this one ends there, it is gone through only once.
    """
    view = memoryview(data)[at:before]
    try:
        return _list_of_raw(view)
    except UNDECODABLE as problem:
        # What follows the list is told by its place alone.
        trailing = _TRAILING.search(str(problem))
    end = data.rfind(b"]", at, at + int(trailing[1]) - 1) + 1 if trailing else 0
    try:
        return _list_of_raw(view[: end - at]) if end > at else None
    except UNDECODABLE:
        return None


def whole_list(window: Window, at: int, start: int) -> Elements | None:
    """All elements of the list that begins at a byte, if it ends in the window; the first begins at ``start``."""
    elements = raw_elements(window.bytes, at - window.base, window.bytes.rfind(b"]") + 1)
    return _placed(window, start, elements) if elements else None


def following(window: Window, start: int, comma: bytes) -> Elements | None:
    """The elements from a byte on, as far as they stand whole in the window; ``comma`` is what parts them.

    Whether an element ends where one seems to is only known when all before it are told apart.
    """
    data, first = window.bytes, start - window.base
    parting, before = b"}%b{" % comma, len(data)
    for _ in range(_ENDS_TRIED):
        place = data.rfind(parting, first, before)
        if place < 0:
            break
        listed = b"".join((b"[", memoryview(data)[first : place + 1], b"]"))
        if elements := raw_elements(listed, 0, len(listed)):
            return _placed(window, start, elements)
        before = place + len(parting) - 1
    return None


def _placed(window: Window, start: int, elements: list[msgspec.Raw]) -> Elements:
    evenly = _evenly_spaced(window, start, elements) if len(elements) > _FEW else None
    return evenly or _gone_through(window, start, elements)


def _evenly_spaced(window: Window, start: int, elements: list[msgspec.Raw]) -> Elements | None:
    """If all are objects with the same between any two, as programs write lists."""
    first, data = start - window.base, np.frombuffer(window.bytes, np.uint8)
    found = COMMA.match(window.bytes, first + len(elements[0]))
    comma = found[0] if found else b""
    lengths = np.fromiter(map(len, elements), np.int64, len(elements))
    ends = first + np.cumsum(lengths + len(comma)) - len(comma)
    if len(comma) > _LONGEST_COMMA_BYTES or ends[-1] > len(data):
        return None
    starts = ends - lengths
    if not (data[starts] == _OBJECT).all():
        return None
    if not all((data[ends[:-1] + place] == byte).all() for place, byte in enumerate(comma)):
        return None
    return Elements(_array(starts + window.base), _array(ends + window.base), [])


def _array(places: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> "array[int]":
    return array("Q", places.tobytes())


def _gone_through(window: Window, start: int, elements: list[msgspec.Raw]) -> Elements:
    data, found = window.bytes, Elements(array("Q"), array("Q"), [])
    first = start - window.base
    for number, element in enumerate(elements):
        end = first + len(element)
        found.starts.append(first + window.base)
        found.ends.append(end + window.base)
        if data[first] != _OBJECT:
            found.others.append(number)
        if comma := COMMA.match(data, end):
            first = comma.end()
    return found
