"""Cutting what most Android phones write, before it becomes text: bytes are cut and counted faster than characters.

Where anything else may be, nothing is cut here, and the careful way finds all there is.
"""

import re
from collections.abc import Iterable

from safelight.readers.whatsapp.header import NOTHING, Cut, Shape, is_anywhere_in, split_name
from safelight.readers.whatsapp.names import LONGEST_NAME

_HEADER = re.compile(
    rb"\n((\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}),? (\d{1,2}:\d\d)) - (?:([^:\n]{1,%d}+): )?" % LONGEST_NAME
)
_STRIDE = _HEADER.groups + 1
_AROUND_STAMP = len("\n - ")
_AFTER_NAME = len(": ")


class QuickCut:
    """Cuts pages of one export in UTF-8. Names, dates and times are made into text once."""

    def __init__(self) -> None:
        self._words: dict[bytes | None, str] = {None: ""}

    def all_but_last(self, page: bytes) -> tuple[Cut, bytes] | None:
        """As ``header.cut_all_but_last``; ``None`` where a header may be of another shape."""
        parts = self._parts(page)
        if len(parts) <= _STRIDE + 1:
            return (NOTHING, page) if parts else None
        stamp, _, _, name, body = parts[-_STRIDE:]
        del parts[-_STRIDE:]
        return self._cut(parts), b"\n%b - %b%b" % (stamp, name + b": " if name else b"", body)

    def all(self, page: bytes) -> Cut | None:
        """As ``header.cut_at_headers``; ``None`` where a header may be of another shape."""
        parts = self._parts(b"\n" + page)
        return self._cut(parts) if parts else None

    def _parts(self, page: bytes) -> list[bytes]:
        parts = _HEADER.split(page)
        # Headers begin with a line break, and no part of one holds another.
        others = [parts[0], *(body for body in parts[_STRIDE::_STRIDE] if b"\n" in body)]
        return [] if len(parts) == 1 or is_anywhere_in(b"\0".join(others).decode()) else parts

    def _cut(self, parts: list[bytes]) -> Cut:
        stamps, dates, times, names, bodies = (parts[group::_STRIDE] for group in range(1, _STRIDE + 1))
        self._learn(dates, times, names)
        word = self._words.__getitem__
        name, body = list(map(word, names)), _texts(bodies)
        widths = {each: len(each) + _AFTER_NAME if each else 0 for each in set(names)}
        lengths = [
            stamp + width + rest + _AROUND_STAMP
            for stamp, width, rest in zip(
                map(len, stamps), map(widths.__getitem__, names), map(len, bodies), strict=True
            )
        ]
        for place in [place for place, each in enumerate(names) if each is None] if None in widths else ():
            name[place], body[place] = split_name(body[place])
        return Cut(
            before=(parts[0] + b"\n")[1:].decode(),
            head=[],
            name=name,
            body=body,
            shape=[Shape.DASHED] * len(stamps),
            stamp=_texts(stamps),
            date=list(map(word, dates)),
            time=list(map(word, times)),
            is_plain=True,
            length=lengths,
        )

    def _learn(self, *columns: Iterable[bytes]) -> None:
        for column in columns:
            self._words.update({each: each.decode() for each in set(column).difference(self._words)})


def _texts(pieces: list[bytes]) -> list[str]:
    """Each as text; together, because one long text is made faster than many."""
    texts = b"\0".join(pieces).decode().split("\0")
    return texts if len(texts) == len(pieces) else [piece.decode() for piece in pieces]
