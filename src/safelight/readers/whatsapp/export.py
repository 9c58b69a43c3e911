"""One export, prepared as a whole and then given out by the column."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress, count
from typing import Any

from safelight.readers.reader import ReadingHints
from safelight.readers.whatsapp.authors import authors_of, self_deleters
from safelight.readers.whatsapp.body import (
    PLAIN,
    Meaning,
    may_mean_more,
    meaning_on_android,
    meaning_on_iphone,
    without_sender,
)
from safelight.readers.whatsapp.date_order import Clues
from safelight.readers.whatsapp.encoding import Encoding
from safelight.readers.whatsapp.header import BRACKETED
from safelight.readers.whatsapp.lines import first_line
from safelight.readers.whatsapp.names import Name
from safelight.readers.whatsapp.outline import Outline
from safelight.readers.whatsapp.owner import direction_of, owners_among
from safelight.readers.whatsapp.page import Page, Words
from safelight.readers.whatsapp.phrases import language_of_placeholders
from safelight.readers.whatsapp.suspicion import Doubts, Foreign, Suspicions
from safelight.readers.whatsapp.thread import thread_named
from safelight.readers.whatsapp.timeline import Moments, Timeline
from safelight.records.columns import PARTS, Columns
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record
from safelight.records.runs import Shared, Stored, changed

_NOBODY = Name("", 0)
_UNCERTAIN = (Doubt.SENDER_UNCERTAIN,)
_PLAIN = {name: getattr(Record(kind=Kind.MESSAGE, member="", offset=0, length=0), name) for name in PARTS} | {
    "at_quality": AtQuality.ZONE_ASSUMED,
    "platform": "WhatsApp",
}
Parts = dict[str, Sequence[Any]]
"""Columns by the names of ``Record``: a value for each row, or one for all."""


class Export:
    """One export cut at its headers, and what its lines say together."""

    def __init__(self, path: str, encoding: Encoding, outline: Outline) -> None:
        """There is at least one header."""
        self._path = path
        self._encoding = encoding
        self._outline = outline
        self._authors = authors_of(
            outline.beginnings.all,
            outline.begun,
            outline.notices,
            lambda record: first_line(outline.after_header(record)),
        )
        self._nobody = {number for number, author in enumerate(self._authors.all) if not author}
        self._thread = thread_named(path)

    def batches(self, hints: ReadingHints) -> Iterator[Columns]:
        """The records by the column, a page at a time, once."""
        outline = self._outline
        line = Timeline(outline.dates, len(self._authors), self._clues(hints), hints.zone)
        suspicions = Suspicions(Foreign(outline.returns, outline.shape), self._is_notice)
        by_author = self._by_author(hints)
        for number, page in enumerate(outline.pages):
            moments = line.next(outline.words(number).times)
            columns = self._as_plain(number, moments, by_author)
            apart = self._set_apart(page, columns, moments, suspicions.next(moments.at))
            columns |= {name: changed(columns[name], page.records, changes) for name, changes in apart.items()}
            yield Columns(page.records, *(columns[name] for name in PARTS))

    def _as_plain(self, number: int, moments: Moments, by_author: Parts) -> Parts:
        """The columns of a page as if each record were a message and nothing more were to be said of it."""
        page, words = self._outline.pages[number], self._outline.words(number)
        authors = self._authors.numbers(page.first, page.end)
        lengths = self._outline.lengths(number)
        return {
            **{name: [value] for name, value in _PLAIN.items()},
            **_by_number(by_author, authors),
            "member": [self._path],
            "thread": [self._thread],
            "offset": list(accumulate(lengths[:-1], initial=page.start)),
            "length": lengths,
            "at": moments.at,
            "at_text": words.stamps,
            "text": self._texts_of(number, words, authors),
            "extra": _date_orders(moments.bases),
        }

    def _by_author(self, hints: ReadingHints) -> Parts:
        """Those parts of a record that its author decides, by the author's number."""
        authors = [author or _NOBODY for author in self._authors.all]
        directions = self._directions(hints)
        return {
            "sender": [author.sender for author in authors],
            "direction": [directions.get(author.sender, Direction.UNKNOWN) for author in authors],
            "doubts": [_UNCERTAIN if author.uncertain else () for author in authors],
        }

    def _set_apart(
        self, page: Page, columns: Parts, moments: Moments, doubts: Doubts
    ) -> dict[str, dict[int, Any]]:
        """What is to be said of records beyond the plain, by the column and the place on the page."""
        apart: dict[str, dict[int, Any]] = defaultdict(dict)
        for place in self._out_of_the_ordinary(page, columns["text"], moments, doubts):
            number = page.first + place
            said = self._said(number, columns["text"][place], moments.at[place], moments.other.get(number))
            held = doubts.get(number, ())
            if not self._encoding.faithful:
                mended = self._mended(number, columns["text"][place], columns["at_text"][place])
                said = mended | said
                held = (*held, *_at(columns["doubts"], place), *([self._encoding.doubt] if mended else []))
            elif held:
                held = (*held, *_at(columns["doubts"], place))
            if held:
                said["doubts"] = held
            if "extra" in said:
                said["extra"] = _at(columns["extra"], place) | said["extra"]
            for name, value in said.items():
                apart[name][place] = value
        return apart

    def _out_of_the_ordinary(
        self, page: Page, texts: Sequence[str], moments: Moments, doubts: Doubts
    ) -> Sequence[int]:
        """The places on a page of records that are to be looked at singly."""
        if not self._encoding.faithful or None in moments.at:
            return range(page.records)
        authors, deletions = self._authors.numbers(page.first, page.end), self._outline.deletions
        places = set(may_mean_more(texts))
        if not self._nobody.isdisjoint(authors):
            places.update([place for place, number in enumerate(authors) if number in self._nobody])
        places.update(compress(count(), self._outline.generated[page.first : page.end]))
        deleted = deletions[bisect_left(deletions, page.first) : bisect_left(deletions, page.end)]
        places.update(number - page.first for number in chain(moments.other, doubts, deleted))
        return sorted(places)

    def _said(self, number: int, text: str, at: Micros | None, other: Micros | None) -> dict[str, Any]:
        """Those parts of a record that are not as plain, without its doubts."""
        author = self._authors[number]
        meaning = self._meaning(number, text) if author else without_sender(text)
        said: dict[str, Any] = {}
        if meaning is not PLAIN:
            said |= {"kind": meaning.kind, "state": meaning.state}
        if meaning.attachments:
            said["attachments"] = tuple(self._encoding.readable(name)[0] for name in meaning.attachments)
        if at is None or other is not None:
            said |= {"at_quality": _quality(at, other), "at_other": other}
        if meaning.extra:
            said["extra"] = meaning.extra
        if not author or not meaning.has_sender:
            said["sender"] = None
        if not meaning.has_sender:
            said["direction"] = Direction.UNKNOWN
            if author:
                said["extra"] = {**said.get("extra", {}), "named": self._encoding.readable(author.sender)[0]}
        return said

    def _mended(self, number: int, text: str, stamp: str) -> dict[str, Any]:
        """The texts of a record that could not be decoded as they stood."""
        author = self._authors[number] or _NOBODY
        texts = {"at_text": stamp, "sender": author.sender, "text": text}
        mended = {name: self._encoding.readable(text) for name, text in texts.items()}
        return {name: text for name, (text, is_damaged) in mended.items() if is_damaged}

    def _texts_of(self, number: int, words: Words, authors: "array[int]") -> Sequence[str]:
        """What follows the names on a page, without the line break that ends each record."""
        texts = self._authors.texts(authors, words.names, words.bodies)
        if number == len(self._outline.pages) - 1:
            last = texts[-1].removesuffix("\n")
            texts = (
                Stored([*texts.pieces[:-1], last.encode()]) if isinstance(texts, Stored) else [*texts[:-1], last]
            )
        if not self._outline.has_returns:
            return texts
        return texts.without("\r") if isinstance(texts, Stored) else [text.removesuffix("\r") for text in texts]

    def _text(self, number: int) -> str:
        """The same of one record."""
        body, author = self._outline.after_header(number), self._authors[number]
        if number == len(self._authors) - 1:
            body = body.removesuffix("\n")
        text = body[author.width :] if author else body
        return text.removesuffix("\r")

    def _meaning(self, number: int, text: str) -> Meaning:
        if self._outline.shape[number] in BRACKETED:
            return meaning_on_iphone(text, generated=bool(self._outline.generated[number]))
        return meaning_on_android(text)

    def _is_notice(self, number: int) -> bool:
        """Whether WhatsApp wrote this record itself."""
        return self._authors[number] is None or not self._meaning(number, self._text(number)).has_sender

    def _clues(self, hints: ReadingHints) -> Clues:
        return Clues(self._text, self._phone_writes_day_first, hints.date_order)

    def _phone_writes_day_first(self) -> bool:
        """Whether an Android phone's language is known and not English; iPhones order dates by region instead."""
        placeholders = map(self._text, self._outline.placeholders)
        return self._outline.shape[0] not in BRACKETED and language_of_placeholders(placeholders) is not None

    def _directions(self, hints: ReadingHints) -> dict[str, Direction]:
        claimed = self_deleters(self._outline.claims, self._authors, self._text, self._outline.shape)
        owners = owners_among(self._authors.senders, hints.owner_accounts, claimed, self._thread)
        return {author.sender: direction_of(author.sender, owners) for author in self._authors.all if author}


def _quality(at: Micros | None, other: Micros | None) -> AtQuality:
    if at is None:
        return AtQuality.MISSING
    return AtQuality.ZONE_ASSUMED if other is None else AtQuality.AMBIGUOUS


def _at(column: Sequence[Any], place: int) -> Any:
    return column[place if len(column) > 1 else 0]


def _by_number(parts: Parts, numbers: "array[int]") -> Parts:
    """Parts by the number, for rows of these numbers."""
    places = {number: place for place, number in enumerate(dict.fromkeys(numbers))}
    of = array("I", map(places.__getitem__, numbers))
    columns: Parts = {}
    for name, by_number in parts.items():
        values = [by_number[number] for number in places]
        columns[name] = values[:1] if values.count(values[0]) == len(values) else Shared(values, of)
    return columns


def _date_orders(bases: list[tuple[str, int]]) -> Sequence[dict[str, str]]:
    """What decided the order of dates, for each row, or for all."""
    different = list(dict.fromkeys(basis for basis, _ in bases))
    said = [{"date_order": basis} if basis else {} for basis in different]
    numbers = array("I")
    for basis, rows in bases if len(different) > 1 else ():
        numbers.extend([different.index(basis)] * rows)
    return Shared(said, numbers) if numbers else said
