"""The part of a JSON file that its outline is at. It moves on when more is asked of it, and never back."""

import re

from safelight.readers import json_bytes
from safelight.readers.json_bytes import JsonBytes

_SPACE = re.compile(rb"[ \t\n\r]*")
_NEAR_THE_END = 16
"""No escape, number or word that breaks off makes the scanner give up farther from the end than this."""


class Window:
    """Bytes ``base`` to ``end`` of the file. Places are those in the file."""

    def __init__(self, data: JsonBytes, start: int) -> None:
        self._data = data
        self._text = ""
        self.base = self.end = start
        self.bytes = b""
        self.is_last = False
        """Whether the file ends with it."""
        self.extend(start)

    @property
    def size(self) -> int:
        """Bytes of the whole file."""
        return len(self._data)

    @property
    def text(self) -> str:
        """Its bytes as Latin-1, so that one character is one byte."""
        if not self._text:
            self._text = self.bytes.decode("latin-1")
        return self._text

    def extend(self, at: int) -> None:
        """Nothing before ``at`` is asked for any more, and twice as much behind it as there was."""
        length = max(2 * (self.end - at), json_bytes.STRETCH_BYTES)
        self.base, self.bytes, self._text = at, self._data[at : at + length], ""
        self.end = at + len(self.bytes)
        self.is_last = len(self.bytes) < length or self.end == self.size

    def between(self, start: int, end: int) -> bytes:
        """Some of its bytes."""
        return self.bytes[start - self.base : end - self.base]

    def byte(self, at: int) -> bytes:
        """The byte at a place; none at the end of the file."""
        if at >= self.end and not self.is_last:
            self.extend(at)
        place = at - self.base
        return self.bytes[place : place + 1]

    def past(self, pattern: re.Pattern[bytes], at: int) -> int | None:
        """Where that ends which a pattern with space at its end finds at a place; ``None`` where it finds nothing."""
        while True:
            base, data = self.base, self.bytes
            found = pattern.match(data, at - base)
            reached = found.end() if found else self._space_end(at - base)
            if reached < len(data) or self.is_last:
                return base + reached if found else None
            self.extend(at)

    def _space_end(self, place: int) -> int:
        space = _SPACE.match(self.bytes, place)
        return space.end() if space else place

    def past_space(self, at: int) -> int:
        """Where the space at a place ends."""
        found = self.past(_SPACE, at)
        return at if found is None else found

    def is_cut_off(self, problem: Exception) -> bool:
        """Whether what the scanner stumbled over in the text may only be that the window ends there."""
        if self.is_last or not isinstance(problem, ValueError):
            return False
        place = getattr(problem, "pos", 0)
        return place > len(self.text) - _NEAR_THE_END or str(problem).startswith("Unterminated string")
