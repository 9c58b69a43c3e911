"""Where everything stands in a JSON file: a reader's layout, followed through the bytes.

A window goes over the bytes, so that a long file is not held. They are read as Latin-1, so that one character is one
byte and every position is a byte offset. What a layout does not name is stepped over at the speed of the standard
library's C scanner, never passed over in silence. The elements of a list in which nothing is broken are found many at
once; where that fails, one after another.
"""

import json
import re
from array import array
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple, TypeAlias

from safelight.readers import json_bytes
from safelight.readers.json_bytes import JsonBytes
from safelight.readers.json_elements import COMMA, Elements, following, whole_list
from safelight.readers.json_value import UNDECODABLE, decode
from safelight.readers.json_window import Window
from safelight.records.tally import Outcome

BROKEN_ELEMENTS_LIMIT = 100
"""After so many damaged elements the rest of a file is left: finding the next whole one would take too long."""

_COLON = re.compile(rb"[ \t\n\r]*:[ \t\n\r]*")
_STRING_OR_BRACKET = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{}]', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_DEEPER = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
_NAME_SHOWN_CHARACTERS = 60
_KEPT_BYTES = 64 * 1024


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
        self.kept: dict[int, bytes] = {}
        """Values that are not long, by where they begin, so that nobody has to go back to them."""


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


def outline_of(data: JsonBytes, start: int, layout: Layout, closings: Closings) -> Outline:
    """Where everything stands from byte ``start`` on; never raises, whatever the bytes are, but for
    ``MemberTooLarge`` where a part of a long file that would have to be held at once is longer than may be.

    ``closings`` of these bytes are noted, and used when the same bytes are outlined by another layout.
    """
    return _Outliner(data, start, layout, closings).run(start)


class _Stopped(Exception):
    """From ``offset`` on nothing more can be followed; ``reason`` is a sentence."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


class _Outliner:
    """Walks down a layout and steps over everything else at the speed of the standard library's C scanner."""

    def __init__(self, data: JsonBytes, start: int, layout: Layout, closings: Closings) -> None:
        self._closings = closings
        self._window = Window(data, start)
        self._layout = layout
        self._lists: list[Items] = []
        self._passages: list[Passage] = []
        self._broken = 0
        self._as_expected = False
        self._searched_to = 0
        """Up to this byte elements are not to be found at once."""
        self._step_over = json.JSONDecoder(parse_int=str, parse_float=str, strict=False).raw_decode

    def run(self, start: int) -> Outline:
        root, past_space = Frame(start), self._window.past_space
        try:
            at = past_space(self._value(past_space(start), self._layout, "", root, ""))
            if at < self._window.size:
                raise _Stopped(at, "These bytes follow after the end of the JSON text.")
        except _Stopped as stopped:
            self._fail_rest(stopped)
        return Outline(root, self._lists, self._passages, self._as_expected)

    def _fail_rest(self, stopped: _Stopped) -> None:
        """A file may end between two entries: then its last byte is failed, so that the loss is not silent."""
        size = self._window.size
        start = min(stopped.offset, size - 1)
        if self._passages and self._passages[-1].end > start:
            last = self._passages.pop()
            self._passages.append(last._replace(end=start))
        if size:
            self._passages.append(Passage(start, size, Outcome.FAILED, stopped.reason))

    def _value(self, at: int, layout: Layout | None, name: str, frame: Frame, pointer: str) -> int:
        """Follows one value of ``frame`` and returns where it ends."""
        opening = self._window.byte(at)
        if isinstance(layout, Mapping) and opening == b"{":
            inner = frame if not pointer else Frame(at)
            return self._object(at, layout, inner, pointer)
        if layout is Part.ITEMS and opening == b"[":
            self._as_expected = True
            items = Items(pointer, frame)
            self._lists.append(items)
            return self._list_of_items(at, items)
        if isinstance(layout, EachOf) and opening == b"[":
            self._as_expected = True
            return self._list_of_frames(at, layout, frame, pointer)
        end, whole = self._end_of(at)
        if whole:
            frame.spans.setdefault(name, []).append((at, end))
            if end - at <= _KEPT_BYTES:
                frame.kept[at] = self._window.between(at, end)
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
        elif self._window.between(start, end) != b"null":
            reason = f"“{shown}” is not laid out as this reader knows it. Its bytes are kept."
            self._passages.append(Passage(start, end, Outcome.FAILED, reason))

    def _object(self, at: int, layout: Mapping[str, Layout], frame: Frame, pointer: str) -> int:
        for start in self._entries(at, b"}"):
            name, name_end = self._name(start)
            value_at = self._window.past(_COLON, name_end)
            if value_at is None:
                raise _Stopped(start, self._why_stopped(name_end))
            try:
                step = f"{pointer}/{name}"
                self._entry_end = self._value(value_at, layout.get(name), name, frame, step)
            except _Stopped as stopped:
                # A value that is missing altogether takes its name with it.
                raise _Stopped(start if stopped.offset == value_at else stopped.offset, stopped.reason) from None
        return self._entry_end

    def _name(self, at: int) -> tuple[str, int]:
        if self._window.byte(at) != b'"':
            raise _Stopped(at, self._why_stopped(at))
        end, whole = self._end_of(at)
        said = decode(self._window.between(at, end)) if whole else None
        return (str(said.value) if said else ""), end

    def _list_of_frames(self, at: int, layout: EachOf, frame: Frame, pointer: str) -> int:
        for index, start in enumerate(self._entries(at, b"]")):
            self._entry_end = self._value(start, layout.layout, str(index), frame, f"{pointer}/{index}")
        return self._entry_end

    def _list_of_items(self, at: int, items: Items) -> int:
        items.end = at
        for start in self._entries(at, b"]"):
            found = self._many(items.end, start, items)
            self._entry_end = items.end = self._noted(found, items) if found else self._one(start, items)
        items.end = self._entry_end
        return items.end

    def _many(self, before: int, start: int, items: Items) -> Elements | None:
        """The elements from ``start`` on that are found at once; what came before them ends at ``before``."""
        window = self._window
        if before < window.base:
            return None
        if not items.starts:
            return whole_list(window, before, start)
        if start < self._searched_to:
            return None
        comma = window.between(before, start)
        if window.end - start < json_bytes.STRETCH_BYTES // 2 and not window.is_last:
            window.extend(start)
        found = following(window, start, comma)
        # What little is found at once here is not worth the search.
        if not found or found.ends[-1] - start < (window.end - start) // 2:
            self._searched_to = window.end
        return found

    def _noted(self, found: Elements, items: Items) -> int:
        end = found.ends[-1]
        for number in found.others:
            found.ends[number] = self._no_object(found.starts[number], found.ends[number])
        items.starts.extend(found.starts)
        items.ends.extend(found.ends)
        return end

    def _one(self, start: int, items: Items) -> int:
        items.end = start
        end, whole = self._end_of(start)
        is_object = self._window.byte(start) == b"{"
        items.starts.append(start)
        items.ends.append(0 if not whole else end if is_object else self._no_object(start, end))
        return end

    def _no_object(self, start: int, end: int) -> int:
        reason = "This entry in a list of records is not an object. Its bytes are kept."
        self._passages.append(Passage(start, end, Outcome.FAILED, reason))
        return 0

    def _entries(self, at: int, closing: bytes) -> Iterator[int]:
        """Where each entry of an object or list starts; the caller leaves its end in ``_entry_end``."""
        window = self._window
        start = window.past_space(at + 1)
        if window.byte(start) == closing:
            self._entry_end = start + 1
            return
        while True:
            yield start
            end = self._entry_end
            if after := window.past(COMMA, end):
                start = after
                continue
            end = window.past_space(end)
            if window.byte(end) != closing:
                raise _Stopped(end, self._why_stopped(end))
            self._entry_end = end + 1
            return

    def _end_of(self, at: int) -> tuple[int, bool]:
        """Where a value ends, and whether it is whole."""
        window = self._window
        while at not in self._closings:
            try:
                end = self._step_over(window.text, at - window.base)[1] + window.base
            except UNDECODABLE as problem:
                if not window.is_cut_off(problem):
                    break
            else:
                # A number may go on behind the window.
                if end < window.end or window.is_last:
                    return end, True
            window.extend(at)
        return self._end_of_broken(at)

    def _end_of_broken(self, at: int) -> tuple[int, bool]:
        """Where a damaged or too deeply nested element ends."""
        self._broken += 1
        if self._window.byte(at) not in (b"{", b"[") or self._broken > BROKEN_ELEMENTS_LIMIT:
            raise _Stopped(at, self._why_stopped(at))
        if at not in self._closings:
            self._closings[at] = self._closing_of(at)
        end = self._closings[at]
        if not end:
            raise _Stopped(at, self._why_stopped(self._window.size))
        reason = "This entry is damaged or nested too deeply to be decoded. Its bytes are kept."
        self._passages.append(Passage(at, end, Outcome.FAILED, reason))
        return end, False

    def _closing_of(self, at: int) -> int:
        """Where what opens here is closed, by its brackets alone; 0 if it never is."""
        window = self._window
        while not (length := _length_of(window.bytes[at - window.base :], is_all=window.is_last)):
            if window.is_last:
                return 0
            window.extend(at)
        return at + length

    def _why_stopped(self, at: int) -> str:
        if at >= self._window.size:
            return "The file is cut short here. What came before is kept as records; ask for the whole file."
        return (
            "From here the file is not valid JSON and could not be followed. What came before is kept as records."
        )


def _length_of(data: bytes, *, is_all: bool) -> int:
    """Bytes up to where what they begin with is closed; 0 if it is not.

    A string that never ends is no string where this is ``is_all`` there is: then its brackets count, too.
    """
    depth, at = 0, 0
    for match in _STRING_OR_BRACKET.finditer(data):
        mark = match[0]
        if mark == b'"':
            at = match.end()
            break
        depth += _DEEPER.get(mark, 0)
        if not depth:
            return match.end()
    if not at or not is_all:
        return 0
    for match in _BRACKET.finditer(data, at):
        depth += _DEEPER[match[0]]
        if not depth:
            return match.end()
    return 0
