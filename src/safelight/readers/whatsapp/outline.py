"""The outline of an export: where its pages stand, and what is learned from all of its lines together.

The words stay in the bytes of the member and are looked up a page at a time, so a long conversation costs little
more memory than its file. No more is looked at here than what decides for every record: the first ones are on their
way the sooner.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import attrgetter, ne

from safelight.readers.whatsapp.encoding import Encoding
from safelight.readers.whatsapp.header import cut_all_but_last, cut_at_headers
from safelight.readers.whatsapp.lines import Beginnings
from safelight.readers.whatsapp.page import Page, TextWords, Words, after_header
from safelight.readers.whatsapp.quick_cut import QuickCut

_PAGE_BYTES = 512 * 1024
_PAGES_KEPT = 32
"""The first pages are not cut twice: few exports have more."""
_PAGES_HELD = 2


class Outline:
    """One export, cut at its headers: a column for each thing that has to be known of every record."""

    def __init__(self, data: bytes, encoding: Encoding) -> None:
        self._data = data
        self._encoding = encoding
        self.before = ""
        """What stands before the first record."""
        self.shape = bytearray()
        """The ``Shape`` of each header."""
        self.dates: list[tuple[int, str]] = []
        """Where the date as written changes: the number of the record, and its date."""
        self.beginnings = Beginnings()
        self.begun = array("I")
        """How each record's line begins, by its number among ``beginnings``."""
        self.notices: set[int] = set()
        """Records that begin with two names, and still are WhatsApp's notice of a subject."""
        self.deletions = array("I")
        """Records that may say that a message was deleted."""
        self.claims: list[int] = []
        """Records that may say that the person who made the export deleted a message."""
        self.placeholders: list[int] = []
        """Records that may be placeholders for media in a language other than English."""
        self.generated = bytearray()
        """Whether a mark stands before the header, as it does where WhatsApp wrote the body."""
        self.returns = bytearray()
        """Whether the body ends in a carriage return."""
        self.has_returns = False
        """Whether any body does, or the last one does before a line break."""
        self.pages: list[Page] = []
        self._kept: list[Words] = []
        self._quick = QuickCut() if encoding.is_plain else None
        for words, stop in self._cuts():
            self._take(words, stop)
        self._cut_again = lru_cache(maxsize=_PAGES_HELD)(self._words)

    def _cuts(self) -> Iterator[tuple[Words, int]]:
        """The export in pieces, each cut at its headers, and where it stops."""
        encoding, data = self._encoding, self._data
        place, end, uncut = encoding.frame, len(data) - encoding.torn, encoding.line_break
        while True:
            # A record of many pages is put together in ever larger steps: none of it is looked at more than twice.
            stop = encoding.line_end(data, min(end, place + max(_PAGE_BYTES, 2 * len(uncut))))
            piece = uncut + data[place:stop]
            place = stop
            if place >= end:
                yield self._cut(piece[len(encoding.line_break) :]), end
                return
            words, uncut = self._cut_all_but_last(piece)
            if words:
                yield words, place - len(uncut) + len(encoding.line_break)

    def _cut(self, piece: bytes) -> Words:
        quick = self._quick.all(piece) if self._quick else None
        return quick or TextWords(cut_at_headers(self._encoding.text(piece)), self._encoding)

    def _cut_all_but_last(self, piece: bytes) -> tuple[Words | None, bytes]:
        if found := self._quick.all_but_last(piece) if self._quick else None:
            return found
        cut, last = cut_all_but_last(self._encoding.text(piece))
        return (TextWords(cut, self._encoding) if cut.stamp else None), self._encoding.stored(last)

    def _take(self, words: Words, stop: int) -> None:
        self.before = self.before or words.before
        if not words.shapes:
            return
        first = len(self.shape)
        start = self.pages[-1].stop if self.pages else self.start
        self.pages.append(Page(first, first + len(words.shapes), start, stop))
        if len(self.pages) <= _PAGES_KEPT:
            self._kept.append(words)
        self._take_dates(words.dates)
        self.shape += words.shapes
        self.generated += words.generated()
        self._take_ends(first, words)
        begun, notices = self.beginnings.numbers(words.names, words.longer())
        self.begun.extend(begun)
        self.notices.update(first + place for place in notices)

    def _take_ends(self, first: int, words: Words) -> None:
        ends = words.ends()
        self.deletions.extend([first + place for place in ends.deletions()])
        self.claims += [first + place for place in ends.claims()]
        self.placeholders += [first + place for place in ends.placeholders()]
        returns = ends.returns()
        self.returns += returns
        self.has_returns = self.has_returns or any(returns) or words.bodies[-1].endswith("\r\n")

    def _take_dates(self, dates: Sequence[str]) -> None:
        before = self.dates[-1][1] if self.dates else ""
        changes = map(ne, dates, chain((before,), dates))
        self.dates += compress(enumerate(dates, len(self.shape)), changes)

    @property
    def start(self) -> int:
        """The byte where the first record starts."""
        (length,) = self._encoding.byte_lengths([self.before])
        return self._encoding.frame + length

    def after_header(self, record: int) -> str:
        """What follows the header of a record. Ask in order: pages away from the last ones cost the more."""
        number = bisect_right(self.pages, record, key=attrgetter("first")) - 1
        return after_header(self.words(number), record - self.pages[number].first)

    def words(self, number: int) -> Words:
        """The words of a page."""
        return self._kept[number] if number < len(self._kept) else self._cut_again(number)

    def lengths(self, number: int) -> list[int]:
        """Bytes of each record of a page. A header's line break belongs to the record before it."""
        lengths = self.words(number).lengths()
        if number == len(self.pages) - 1:
            lengths[-1] -= len(self._encoding.line_break)
        return lengths

    def _words(self, number: int) -> Words:
        page = self.pages[number]
        is_last = number == len(self.pages) - 1
        return self._cut(self._data[page.start : page.stop - (0 if is_last else len(self._encoding.line_break))])
