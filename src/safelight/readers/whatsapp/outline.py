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
from safelight.readers.whatsapp.lines import name_candidates
from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.page import Page
from safelight.readers.whatsapp.phrases import TAIL, TAILS_OF_CLAIMS, TAILS_OF_PLACEHOLDERS

_PAGE_BYTES = 1024 * 1024
_PAGES_HELD = 2


class Outline:
    """One export, cut at its headers: a column for each thing that is known of every record."""

    def __init__(self, data: bytes, encoding: Encoding) -> None:
        self._data = data
        self._encoding = encoding
        self._known: dict[str, str] = {}
        self.before = ""
        """What stands before the first record."""
        self.shape = bytearray()
        """The ``Shape`` of each header."""
        self.dates: list[tuple[int, str]] = []
        """Where the date as written changes: the number of the record, and its date."""
        self.time: list[str] = []
        self.name: list[str] = []
        """What stands before the first ``": "`` of a record, or ``""``."""
        self.second: list[str] = []
        """What stands between that and the second ``": "``, where it may be the end of a name, or ``""``."""
        self.notices: set[int] = set()
        """Records that have both, and still are WhatsApp's notice of a subject."""
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
        for cut in _cuts(data, encoding):
            self._take(cut)
        if self.pages:
            self._end(cut)
        self._bodies_of = lru_cache(maxsize=_PAGES_HELD)(self._bodies)
        self._held: list[str] = []
        self._held_from = self._held_to = 0

    def _take(self, cut: Cut) -> None:
        self.before = self.before or cut.before
        if not cut.head:
            return
        in_bytes = self._encoding.byte_lengths
        lengths = array("q", map(add, in_bytes(cut.head), in_bytes(cut.body)))
        start = self.pages[-1].stop if self.pages else self.start
        self._take_dates(cut.date)
        self.pages.append(Page.of(cut, len(self.shape), start, sum(lengths)))
        self.length += lengths
        self.shape.extend(cut.shape)
        self.time += map(self._known.setdefault, cut.time, cut.time)
        tails = [body[-TAIL:] for body in cut.body]
        self._take_tails(tails)
        found = name_candidates(cut.body, self._known)
        self.notices.update(len(self.name) + place for place in found.notices)
        self.name += found.names
        self.second += found.seconds
        self.generated += (
            bytes(len(cut.head)) if cut.is_plain else bytes(head[1] in PLATFORM_MARKS for head in cut.head)
        )
        self.returns += (
            bytes(map(str.endswith, tails, repeat("\r"))) if "\r" in "".join(tails) else bytes(len(tails))
        )

    def _take_tails(self, tails: list[str]) -> None:
        first = len(self.name)
        for numbers, wanted in ((self.claims, TAILS_OF_CLAIMS), (self.placeholders, TAILS_OF_PLACEHOLDERS)):
            if not wanted.isdisjoint(tails):
                numbers += [number for number, tail in enumerate(tails, first) if tail in wanted]

    def _take_dates(self, dates: list[str]) -> None:
        before = self.dates[-1][1] if self.dates else ""
        changes = map(ne, dates, chain((before,), dates))
        self.dates += compress(enumerate(dates, len(self.shape)), changes)

    def _end(self, last: Cut) -> None:
        """The last record has no line break after it that would belong to it."""
        (line_break,) = self._encoding.byte_lengths(["\n"])
        self.length[-1] -= line_break
        self.pages[-1] = self.pages[-1]._replace(stop=self.pages[-1].stop - line_break)
        self.has_returns = any(self.returns) or last.body[-1].endswith("\r\n")

    @property
    def start(self) -> int:
        """The byte where the first record starts."""
        (length,) = self._encoding.byte_lengths([self.before])
        return self._encoding.frame + length

    def body(self, number: int) -> str:
        """What follows the header of a record. Ask in order: pages away from the last ones cost the more."""
        if not self._held_from <= number < self._held_to:
            self._hold(bisect_right(self.pages, number, key=attrgetter("first")) - 1)
        return self._held[number - self._held_from]

    def _hold(self, number: int) -> None:
        page = self.pages[number]
        self._held_from, self._held_to = page.first, page.end
        self._held = self._bodies_of(number)

    def _bodies(self, number: int) -> list[str]:
        page = self.pages[number]
        return page.bodies(self.text(page))

    def text(self, page: Page) -> str:
        """All the words of a page."""
        return self._encoding.text(memoryview(self._data)[page.start : page.stop])


def _cuts(data: bytes, encoding: Encoding) -> Iterator[Cut]:
    """The export in pieces, each cut at its headers; at least one, which may be empty."""
    place, end, uncut = encoding.frame, len(data) - encoding.torn, "\n"
    while place < end:
        # A record of many pages is put together in ever larger steps: none of it is looked at more than twice.
        stop = encoding.line_end(data, min(end, place + max(_PAGE_BYTES, 2 * len(uncut))))
        piece = uncut + encoding.text(memoryview(data)[place:stop])
        place = stop
        cut, uncut = cut_all_but_last(piece)
        if cut.head:
            yield cut
    yield cut_at_headers(uncut[1:])
