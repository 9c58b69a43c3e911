"""Cutting what most Android phones write, before it becomes text: bytes are cut and counted faster than characters.

Where anything else may be, nothing is cut here, and the careful way finds all there is.
"""

import re
from collections.abc import Iterator, Sequence
from operator import add

from safelight.readers.whatsapp.header import Shape, is_anywhere_in, split_name
from safelight.readers.whatsapp.names import LONGEST_NAME
from safelight.readers.whatsapp.page import Ends
from safelight.readers.whatsapp.phrases import STORED_TAILS
from safelight.records.runs import Stored

_HEADER = re.compile(
    rb"\n((\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}),? (\d{1,2}:\d\d)) - (?:([^:\n]{1,%d}+): )?" % LONGEST_NAME
)
_MAY_BEGIN = re.compile(rb"\n[^\n0-9\x80-\xff]{0,64}[0-9\x80-\xff]")
"""Nothing but a bracket and words for a part of the day, far shorter, stands before a header's first digit."""
_STRIDE = _HEADER.groups + 1
_AROUND_STAMP = len("\n - ")
_AFTER_NAME = len(": ")


class StoredWords:
    """The words of a page as they are stored. Names, dates and times are text."""

    def __init__(self, parts: list[bytes], words: dict[bytes | None, str]) -> None:
        """``parts`` as the pattern splits them; ``words`` has names, dates and times."""
        stamps, dates, times, names, bodies = (parts[group::_STRIDE] for group in range(1, _STRIDE + 1))
        for column in (dates, times, names):
            words.update({each: each.decode() for each in set(column).difference(words)})
        self.before = (parts[0] + b"\n")[1:].decode()
        known = list(map(words.__getitem__, names))
        for place in [place for place, name in enumerate(names) if name is None]:
            known[place], body = split_name(bodies[place].decode())
            bodies[place] = body.encode()
        self._bodies, self._stamps = bodies, stamps
        self.names: Sequence[str] = known
        self.dates: Sequence[str] = list(map(words.__getitem__, dates))
        self.times: Sequence[str] = list(map(words.__getitem__, times))
        self.bodies: Sequence[str] = Stored(bodies)
        self.stamps: Sequence[str] = Stored(stamps)
        self.shapes = bytes([Shape.DASHED]) * len(stamps)

    def longer(self) -> Iterator[tuple[int, str]]:
        """Places and bodies of all that hold another ``": "``."""
        return ((place, body.decode()) for place, body in enumerate(self._bodies) if b": " in body)

    def ends(self) -> Ends[bytes]:
        """How the bodies end."""
        return Ends(self._bodies, STORED_TAILS)

    def generated(self) -> bytes:
        """No mark stands before any of these headers."""
        return bytes(len(self.names))

    def lengths(self) -> list[int]:
        """Bytes of each record and of the line break after it."""
        widths = {
            name: _AROUND_STAMP + (len(name.encode()) + _AFTER_NAME if name else 0) for name in set(self.names)
        }
        heads = map(add, map(len, self._stamps), map(widths.__getitem__, self.names))
        return list(map(add, heads, map(len, self._bodies)))


class QuickCut:
    """Cuts pages of one export in UTF-8. Names, dates and times are made into text once."""

    def __init__(self) -> None:
        self._words: dict[bytes | None, str] = {None: ""}

    def all_but_last(self, page: bytes) -> tuple[StoredWords | None, bytes] | None:
        """As ``header.cut_all_but_last``; ``None`` where a header may be of another shape."""
        parts = self._parts(page)
        if len(parts) <= _STRIDE + 1:
            return (None, page) if parts else None
        stamp, _, _, name, body = parts[-_STRIDE:]
        del parts[-_STRIDE:]
        last = b"\n%b - %b%b" % (stamp, name + b": " if name else b"", body)
        return StoredWords(parts, self._words), last

    def all(self, page: bytes) -> StoredWords | None:
        """As ``header.cut_at_headers``; ``None`` where a header may be of another shape."""
        parts = self._parts(b"\n" + page)
        return StoredWords(parts, self._words) if parts else None

    def _parts(self, page: bytes) -> list[bytes]:
        parts = _HEADER.split(page)
        # Headers begin with a line break, and no part of one holds another.
        others = [body for body in parts[::_STRIDE] if b"\n" in body and _MAY_BEGIN.search(body)]
        return [] if len(parts) == 1 or (others and is_anywhere_in(b"\0".join(others).decode())) else parts
