"""Google's page about an account: lists of “name: value” and tables with named columns, by one pass over bytes."""

import re
from collections.abc import Iterator

import msgspec

from safelight.readers.html_pages.blocks import words_of
from safelight.records.record import Doubt

_TAG = re.compile(rb"<(/?)(h[1-6]|ul|li|table|tr|th|td)\b[^<>]*>", re.IGNORECASE)
_HEADINGS = frozenset({b"h1", b"h2", b"h3", b"h4", b"h5", b"h6"})
_CELLS = frozenset({b"th", b"td"})
_WORDS = _HEADINGS | _CELLS | {b"li"}


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A list, or a row of a table, under a heading: the bytes ``start`` to ``end``, and what it says by name."""

    section: str
    start: int
    end: int
    said: dict[str, str]
    is_row: bool
    doubts: tuple[Doubt, ...] = ()


class Page:
    """Iterate once: every list and every row of a table, in order; names of columns are no row.

    ``stray`` says afterwards where words stand that belong to neither.
    """

    def __init__(self, page: bytes) -> None:
        self.stray: list[tuple[int, int]] = []
        self._page = page
        self._section = ""
        self._words: tuple[bytes, int] | None = None
        self._items: list[str] = []
        self._cells: list[str] = []
        self._names: list[str] = []
        self._start = 0
        self._depth = 0
        self._is_utf8 = True

    def __iter__(self) -> Iterator[Entry]:
        at = len(self._page)
        for tag in _TAG.finditer(self._page):
            name = tag[2].lower()
            self._note_stray(at, tag.start())
            at = tag.end()
            self._end_words(tag.start())
            if tag[1]:
                yield from self._closed(name, tag.end())
            else:
                self._opened(name, tag)
        self._note_stray(at, len(self._page))
        self._end_words(len(self._page))
        if self._items:
            yield self._list(len(self._page), is_cut=True)
        elif self._cells and self._names:
            yield self._row(len(self._page), is_cut=True)

    def _note_stray(self, start: int, end: int) -> None:
        """Only below the first heading: above it stand the page's title and its styles."""
        if self._words is None and self._section and words_of(self._page[start:end])[0]:
            self.stray.append((start, end))

    def _opened(self, name: bytes, tag: "re.Match[bytes]") -> None:
        if name == b"ul":
            self._depth += 1
            if self._depth == 1:
                self._items, self._start = [], tag.start()
        elif name == b"table":
            self._names = []
        elif name == b"tr":
            self._cells, self._start = [], tag.start()
        if name in _WORDS:
            self._words = (name, tag.end())

    def _end_words(self, end: int) -> None:
        """Words end where the next tag begins that means something."""
        if self._words is None:
            return
        (name, start), self._words = self._words, None
        text, is_utf8 = words_of(self._page[start:end])
        self._is_utf8 = self._is_utf8 and is_utf8
        if name in _HEADINGS:
            self._section = text
        elif name in _CELLS:
            self._cells.append(text)
        elif text:
            self._items.append(text)

    def _closed(self, name: bytes, end: int) -> Iterator[Entry]:
        if name == b"ul" and self._depth:
            self._depth -= 1
            if not self._depth and self._items:
                yield self._list(end)
        elif name == b"tr" and self._cells:
            if self._names:
                yield self._row(end)
            else:
                self._names, self._cells = self._cells, []

    def _list(self, end: int, *, is_cut: bool = False) -> Entry:
        said: dict[str, str] = {}
        for item in self._items:
            name, colon, value = item.partition(":")
            key, words = (name.strip(), value.strip()) if colon else ("(no name)", item)
            said[key] = f"{said[key]}\n{words}" if key in said else words
        self._items = []
        return self._entry(end, said, is_row=False, is_cut=is_cut)

    def _row(self, end: int, *, is_cut: bool = False) -> Entry:
        said = dict(zip(self._names, self._cells, strict=False))
        for column, cell in enumerate(self._cells[len(self._names) :], len(self._names) + 1):
            said[f"column {column}"] = cell
        self._cells = []
        return self._entry(end, said, is_row=True, is_cut=is_cut)

    def _entry(self, end: int, said: dict[str, str], *, is_row: bool, is_cut: bool) -> Entry:
        doubts = () if self._is_utf8 else (Doubt.NOT_UTF8,)
        doubts = (*doubts, Doubt.CUT_SHORT) if is_cut else doubts
        self._is_utf8 = True
        return Entry(self._section, self._start, end, said, is_row, doubts)
