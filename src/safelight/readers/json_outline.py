"""Where everything stands in a JSON file: a reader's layout, followed through the bytes.

The bytes are read as Latin-1, so that one character is one byte and every position is a byte offset. What a layout
does not name is stepped over at the speed of the standard library's C scanner, never passed over in silence. The
elements of a list in which nothing is broken are found at once; where that fails, one after another.
"""

import json
import re
from array import array
from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import accumulate, repeat
from operator import add
from typing import NamedTuple, TypeAlias

import msgspec

from safelight.readers.json_value import UNDECODABLE, decode, raw_elements
from safelight.records.tally import Outcome

BROKEN_ELEMENTS_LIMIT = 100
"""After so many damaged elements the rest of a file is left: finding the next whole one would take too long."""

_SPACE = re.compile(r"[ \t\n\r]*")
_COMMA = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]', re.DOTALL)
_NAME_SHOWN_CHARACTERS = 60


class Part(Enum):
    """What a value of a layout is to a reader."""

    FRAME = "frame"
    """Understood, and says something about the records around it."""
    ITEMS = "items"
    """A list whose objects become records."""


class LeftOut(NamedTuple):
    """A value that is understood and left out on purpose, and why, in a sentence for people."""

    reason: str


class EachOf(NamedTuple):
    """A list whose objects are all laid out alike."""

    layout: "Mapping[str, Layout]"


Layout: TypeAlias = Part | LeftOut | EachOf | Mapping[str, "Layout"]
"""What a reader expects of a file: a mapping is an object, by its names."""


class Passage(NamedTuple):
    """Bytes that are neither a record nor the frame around records."""

    start: int
    end: int
    outcome: Outcome
    reason: str


class Frame:
    """An object that holds records, or holds objects that do: where each of its other values stands."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.spans: dict[str, list[tuple[int, int]]] = {}


class Items:
    """A list whose objects become records. ``ends`` is 0 for an element that is broken or no object."""

    def __init__(self, pointer: str, frame: Frame) -> None:
        self.pointer = pointer
        self.frame = frame
        self.starts = array("Q")
        self.ends = array("Q")
        self.end = 0


class Outline(NamedTuple):
    """Where everything stands in a file, in the order it stands there."""

    root: Frame
    lists: list[Items]
    passages: list[Passage]
    as_expected: bool
    """Whether any list the layout hopes for was met."""


Closings: TypeAlias = dict[int, int]
"""Where damaged values are closed, by where they begin; 0 for those that never are."""


def outline_of(data: bytes, start: int, layout: Layout, closings: Closings) -> Outline:
    """Where everything stands from byte ``start`` on; never raises, whatever the bytes are.

    ``closings`` of these bytes are noted, and used when the same bytes are outlined by another layout.
    """
    return _Outliner(data, layout, closings).run(start)


class _Stopped(Exception):
    """From ``offset`` on nothing more can be followed; ``reason`` is a sentence."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


class _Outliner:
    """Walks down a layout and steps over everything else at the speed of the standard library's C scanner."""

    def __init__(self, data: bytes, layout: Layout, closings: Closings) -> None:
        self._data = data
        self._closings = closings
        self._text = data.decode("latin-1")
        self._last_bracket = data.rfind(b"]")
        self._layout = layout
        self._lists: list[Items] = []
        self._passages: list[Passage] = []
        self._broken = 0
        self._as_expected = False
        self._step_over = json.JSONDecoder(parse_int=str, parse_float=str, strict=False).raw_decode

    def run(self, start: int) -> Outline:
        root = Frame(start)
        try:
            at = self._past_space(start)
            at = self._past_space(self._value(at, self._layout, "", root, ""))
            if at < len(self._text):
                raise _Stopped(at, "These bytes follow after the end of the JSON text.")
        except _Stopped as stopped:
            self._fail_rest(stopped)
        return Outline(root, self._lists, self._passages, self._as_expected)

    def _fail_rest(self, stopped: _Stopped) -> None:
        """A file may end between two entries: then its last byte is failed, so that the loss is not silent."""
        size = len(self._text)
        start = min(stopped.offset, size - 1)
        if self._passages and self._passages[-1].end > start:
            last = self._passages.pop()
            self._passages.append(last._replace(end=start))
        if size:
            self._passages.append(Passage(start, size, Outcome.FAILED, stopped.reason))

    def _past_space(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _value(self, at: int, layout: Layout | None, name: str, frame: Frame, pointer: str) -> int:
        """Follows one value of ``frame`` and returns where it ends."""
        opening = self._text[at : at + 1]
        if isinstance(layout, Mapping) and opening == "{":
            inner = frame if not pointer else Frame(at)
            return self._object(at, layout, inner, pointer)
        if layout is Part.ITEMS and opening == "[":
            self._as_expected = True
            items = Items(pointer, frame)
            self._lists.append(items)
            return self._list_of_items(at, items)
        if isinstance(layout, EachOf) and opening == "[":
            self._as_expected = True
            return self._list_of_frames(at, layout, frame, pointer)
        end, whole = self._end_of(at)
        if whole:
            frame.spans.setdefault(name, []).append((at, end))
            self._account_for(at, end, layout, name)
        return end

    def _account_for(self, start: int, end: int, layout: Layout | None, name: str) -> None:
        shown = name if len(name) <= _NAME_SHOWN_CHARACTERS else f"{name[:_NAME_SHOWN_CHARACTERS]}…"
        if layout is Part.FRAME:
            return
        if layout is None:
            reason = f"“{shown}” is not a part of the conversations that this reader knows. Its bytes are kept."
            self._passages.append(Passage(start, end, Outcome.SKIPPED, reason))
        elif isinstance(layout, LeftOut):
            self._passages.append(Passage(start, end, Outcome.SKIPPED, layout.reason))
        elif self._text[start:end] != "null":
            reason = f"“{shown}” is not laid out as this reader knows it. Its bytes are kept."
            self._passages.append(Passage(start, end, Outcome.FAILED, reason))

    def _object(self, at: int, layout: Mapping[str, Layout], frame: Frame, pointer: str) -> int:
        for start in self._entries(at, "}"):
            name, name_end = self._name(start)
            colon = _COLON.match(self._text, name_end)
            if not colon:
                raise _Stopped(start, self._why_stopped(name_end))
            try:
                step = f"{pointer}/{name}"
                self._entry_end = self._value(colon.end(), layout.get(name), name, frame, step)
            except _Stopped as stopped:
                # A value that is missing altogether takes its name with it.
                raise _Stopped(
                    start if stopped.offset == colon.end() else stopped.offset, stopped.reason
                ) from None
        return self._entry_end

    def _name(self, at: int) -> tuple[str, int]:
        if self._text[at : at + 1] != '"':
            raise _Stopped(at, self._why_stopped(at))
        end, whole = self._end_of(at)
        said = decode(self._text[at:end].encode("latin-1")) if whole else None
        return (str(said.value) if said else ""), end

    def _list_of_frames(self, at: int, layout: EachOf, frame: Frame, pointer: str) -> int:
        for index, start in enumerate(self._entries(at, "]")):
            self._entry_end = self._value(start, layout.layout, str(index), frame, f"{pointer}/{index}")
        return self._entry_end

    def _list_of_items(self, at: int, items: Items) -> int:
        listed = raw_elements(self._data, at, self._last_bracket + 1)
        items.end = self._list_of_whole(at, items, *listed) if listed else self._list_step_by_step(at, items)
        return items.end

    def _list_of_whole(self, at: int, items: Items, elements: list[msgspec.Raw], end: int) -> int:
        """Elements of a list in which nothing is broken follow one another by their lengths."""
        start = self._past_space(at + 1)
        if not self._are_evenly_spaced(start, items, elements):
            self._go_through(start, items, elements)
        return end

    def _are_evenly_spaced(self, start: int, items: Items, elements: list[msgspec.Raw]) -> bool:
        """Whether all are objects with the same between any two, as programs write lists; then they are noted."""
        if not elements or self._text[start] != "{":
            return False
        comma = _COMMA.match(self._text, start + len(elements[0]))
        between = comma[0] if comma else ""
        steps = map(add, map(len, elements), repeat(len(between)))
        starts = array("Q", accumulate(steps, initial=start))
        starts.pop()
        ends = array("Q", map(add, starts, map(len, elements)))
        if not all(map(self._text.startswith, repeat(between + "{"), ends[:-1])):
            return False
        items.starts, items.ends = starts, ends
        return True

    def _go_through(self, start: int, items: Items, elements: list[msgspec.Raw]) -> None:
        text, starts, ends = self._text, items.starts, items.ends
        for element in elements:
            stop = start + len(element)
            starts.append(start)
            ends.append(stop if text[start] == "{" else self._no_object(start, stop))
            if match := _COMMA.match(text, stop):
                start = match.end()

    def _list_step_by_step(self, at: int, items: Items) -> int:
        text, starts, ends, step_over = self._text, items.starts, items.ends, self._step_over
        items.end = at
        for start in self._entries(at, "]"):
            try:
                end, whole = step_over(text, start)[1], True
            except UNDECODABLE:
                items.end = start
                end, whole = self._end_of_broken(start)
            starts.append(start)
            ends.append(0 if not whole else end if text[start] == "{" else self._no_object(start, end))
            self._entry_end = items.end = end
        return self._entry_end

    def _no_object(self, start: int, end: int) -> int:
        reason = "This entry in a list of records is not an object. Its bytes are kept."
        self._passages.append(Passage(start, end, Outcome.FAILED, reason))
        return 0

    def _entries(self, at: int, closing: str) -> Iterator[int]:
        """Where each entry of an object or list starts; the caller leaves its end in ``_entry_end``."""
        text, comma = self._text, _COMMA.match
        start = self._past_space(at + 1)
        if text[start : start + 1] == closing:
            self._entry_end = start + 1
            return
        while True:
            yield start
            end = self._entry_end
            if match := comma(text, end):
                start = match.end()
                continue
            end = self._past_space(end)
            if text[end : end + 1] != closing:
                raise _Stopped(end, self._why_stopped(end))
            self._entry_end = end + 1
            return

    def _end_of(self, at: int) -> tuple[int, bool]:
        if at not in self._closings:
            try:
                return self._step_over(self._text, at)[1], True
            except UNDECODABLE:
                pass
        return self._end_of_broken(at)

    def _end_of_broken(self, at: int) -> tuple[int, bool]:
        """Where a damaged or too deeply nested element ends."""
        self._broken += 1
        if self._text[at : at + 1] not in ("{", "[") or self._broken > BROKEN_ELEMENTS_LIMIT:
            raise _Stopped(at, self._why_stopped(at))
        if at not in self._closings:
            self._closings[at] = self._closing_of(at)
        end = self._closings[at]
        if not end:
            raise _Stopped(at, self._why_stopped(len(self._text)))
        reason = "This entry is damaged or nested too deeply to be decoded. Its bytes are kept."
        self._passages.append(Passage(at, end, Outcome.FAILED, reason))
        return end, False

    def _closing_of(self, at: int) -> int:
        """Where what opens here is closed, by its brackets alone."""
        depth = 0
        for match in _STRING_OR_BRACKET.finditer(self._text, at):
            mark = match[0]
            depth += (mark in "[{") - (mark in "]}")
            if not depth:
                return match.end()
        return 0

    def _why_stopped(self, at: int) -> str:
        if at >= len(self._text):
            return "The file is cut short here. What came before is kept as records; ask for the whole file."
        return (
            "From here the file is not valid JSON and could not be followed. What came before is kept as records."
        )
