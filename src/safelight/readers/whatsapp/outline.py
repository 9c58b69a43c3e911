"""The outline of an export: where each record stands and what its header says.

The words stay in the bytes of the member and are looked up a page at a time, so a long conversation costs little
more memory than its file.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, compress, repeat
from operator import add, attrgetter, ne

from safelight.readers.whatsapp.encoding import Encoding
from safelight.readers.whatsapp.header import Cut, cut_all_but_last, cut_at_headers
from safelight.readers.whatsapp.lines import Beginnings
from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.page import Page, Words
from safelight.readers.whatsapp.phrases import TAIL, TAILS_OF_CLAIMS, TAILS_OF_PLACEHOLDERS
from safelight.readers.whatsapp.quick_cut import QuickCut

_PAGE_BYTES = 1024 * 1024
_PAGES_KEPT = 16
"""The first pages are not cut twice: few exports have more."""
_PAGES_HELD = 2


class Outline:
    """One export, cut at its headers: a column for each thing that is known of every record."""

    def __init__(self, data: bytes, encoding: Encoding) -> None:
        self._data = data
        self._encoding = encoding
        self._times: dict[str, str] = {}
        self._name_bytes: dict[str, int] = {}
        self.before = ""
        """What stands before the first record."""
        self.shape = bytearray()
        """The ``Shape`` of each header."""
        self.dates: list[tuple[int, str]] = []
        """Where the date as written changes: the number of the record, and its date."""
        self.time: list[str] = []
        self.beginnings = Beginnings()
        self.begun = array("I")
        """How each record's line begins, by its number among ``beginnings``."""
        self.notices: set[int] = set()
        """Records that begin with two names, and still are WhatsApp's notice of a subject."""
        self.claims: list[int] = []
        """Records that may say that the person who made the export deleted a message."""
        self.placeholders: list[int] = []
        """Records that may be placeholders for media in a language other than English."""
        self.length = array("q")
        """Bytes. A header's line break belongs to the record before it."""
        self.generated = bytearray()
        """Whether a mark stands before the header, as it does where WhatsApp wrote the body."""
        self.returns = bytearray()
        """Whether the body ends in a carriage return."""
        self.pages: list[Page] = []
        self._kept: list[Words] = []
        self._quick = QuickCut() if encoding.is_plain else None
        for cut in _cuts(data, encoding, self._quick):
            self._take(cut)
        if self.pages:
            self._end(cut)
        self._cut_again = lru_cache(maxsize=_PAGES_HELD)(self._words)

    def _take(self, cut: Cut) -> None:
        self.before = self.before or cut.before
        if not cut.stamp:
            return
        first, lengths = len(self.shape), cut.length or self._byte_lengths(cut)
        start = self.pages[-1].stop if self.pages else self.start
        self._take_dates(cut.date)
        self.pages.append(Page(first, first + len(lengths), start, start + sum(lengths)))
        if len(self.pages) <= _PAGES_KEPT:
            self._kept.append(Words.of(cut))
        self.length.extend(lengths)
        self.shape.extend(cut.shape)
        self.time += map(self._times.setdefault, cut.time, cut.time)
        self._take_tails(first, [body[-TAIL:] for body in cut.body])
        begun, notices = self.beginnings.numbers(cut.name, cut.body)
        self.begun.extend(begun)
        self.notices.update(first + place for place in notices)
        self.generated += (
            bytes(len(lengths)) if cut.is_plain else bytes(head[1] in PLATFORM_MARKS for head in cut.head)
        )

    def _byte_lengths(self, cut: Cut) -> "array[int]":
        in_bytes, of_names = self._encoding.byte_lengths, self._name_bytes
        new = list(set(cut.name).difference(of_names))
        of_names.update(zip(new, in_bytes([f"{name}: " if name else "" for name in new]), strict=True))
        names = map(of_names.__getitem__, cut.name)
        return array("q", map(add, map(add, in_bytes(cut.head), names), in_bytes(cut.body)))

    def _take_tails(self, first: int, tails: list[str]) -> None:
        for numbers, wanted in ((self.claims, TAILS_OF_CLAIMS), (self.placeholders, TAILS_OF_PLACEHOLDERS)):
            if not wanted.isdisjoint(tails):
                numbers += [number for number, tail in enumerate(tails, first) if tail in wanted]
        self.returns += (
            bytes(map(str.endswith, tails, repeat("\r"))) if "\r" in "".join(tails) else bytes(len(tails))
        )

    def _take_dates(self, dates: list[str]) -> None:
        before = self.dates[-1][1] if self.dates else ""
        changes = map(ne, dates, chain((before,), dates))
        self.dates += compress(enumerate(dates, len(self.shape)), changes)

    def _end(self, last: Cut) -> None:
        """The last record has no line break after it that would belong to it."""
        line_break = len(self._encoding.line_break)
        self.length[-1] -= line_break
        self.pages[-1] = self.pages[-1]._replace(stop=self.pages[-1].stop - line_break)
        self.has_returns = any(self.returns) or last.body[-1].endswith("\r\n")

    @property
    def start(self) -> int:
        """The byte where the first record starts."""
        (length,) = self._encoding.byte_lengths([self.before])
        return self._encoding.frame + length

    def after_header(self, record: int) -> str:
        """What follows the header of a record. Ask in order: pages away from the last ones cost the more."""
        number = bisect_right(self.pages, record, key=attrgetter("first")) - 1
        return self.words(number).after_header(record - self.pages[number].first)

    def words(self, number: int) -> Words:
        """The words of a page."""
        return self._kept[number] if number < len(self._kept) else self._cut_again(number)

    def _words(self, number: int) -> Words:
        page = self.pages[number]
        data = memoryview(self._data)[page.start : page.stop]
        if number < len(self.pages) - 1:
            data = data[: -len(self._encoding.line_break)]
        cut = self._quick.all(data.tobytes()) if self._quick else None
        return Words.of(cut or cut_at_headers(self._encoding.text(data)))


def _cuts(data: bytes, encoding: Encoding, quick: QuickCut | None) -> Iterator[Cut]:
    """The export in pieces, each cut at its headers; at least one, which may be empty."""
    place, end, uncut = encoding.frame, len(data) - encoding.torn, encoding.line_break
    while place < end:
        # A record of many pages is put together in ever larger steps: none of it is looked at more than twice.
        stop = encoding.line_end(data, min(end, place + max(_PAGE_BYTES, 2 * len(uncut))))
        piece = uncut + data[place:stop]
        place = stop
        if found := quick.all_but_last(piece) if quick else None:
            cut, uncut = found
        else:
            cut, last = cut_all_but_last(encoding.text(piece))
            uncut = encoding.stored(last)
        if cut.stamp:
            yield cut
    yield cut_at_headers(encoding.text(uncut)[1:])
