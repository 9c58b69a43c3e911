"""One export, prepared as a whole and then given out by the column."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, chain, islice
from typing import Any

from msgspec.structs import replace

from safelight.readers.reader import ReadingHints
from safelight.readers.whatsapp.authors import authors_of, self_deleters
from safelight.readers.whatsapp.body import (
    Meaning,
    may_mean_more,
    meaning_on_android,
    meaning_on_iphone,
    without_sender,
)
from safelight.readers.whatsapp.date_order import Clues
from safelight.readers.whatsapp.encoding import Encoding
from safelight.readers.whatsapp.header import BRACKETED
from safelight.readers.whatsapp.names import Name
from safelight.readers.whatsapp.outline import Outline
from safelight.readers.whatsapp.owner import direction_of, owners_among
from safelight.readers.whatsapp.page import Page
from safelight.readers.whatsapp.phrases import language_of_placeholders
from safelight.readers.whatsapp.suspicion import Doubts, foreign, suspicions
from safelight.readers.whatsapp.thread import thread_named
from safelight.readers.whatsapp.timeline import Timeline, place_in_time
from safelight.records.columns import PARTS, Columns
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record

_NOBODY = Name("", 0)
_UNCERTAIN = (Doubt.SENDER_UNCERTAIN,)
_PLAIN = {name: getattr(Record(kind=Kind.MESSAGE, member="", offset=0, length=0), name) for name in PARTS} | {
    "at_quality": AtQuality.ZONE_ASSUMED,
    "platform": "WhatsApp",
}


class Export:
    """One export cut at its headers, and what its lines say together."""

    def __init__(self, path: str, encoding: Encoding, outline: Outline) -> None:
        """There is at least one header."""
        self._path = path
        self._encoding = encoding
        self._outline = outline
        self._authors = authors_of(outline.name, outline.second, outline.notices, outline.body)
        outline.name.clear()  # a million of them are not needed again
        outline.second.clear()
        self._thread = thread_named(path)

    def batches(self, hints: ReadingHints) -> Iterator[Columns]:
        """The records by the column, a page at a time, once."""
        line = place_in_time(self._outline, self._clues(hints), hints.zone)
        doubts = suspicions(foreign(self._outline.returns, self._outline.shape), line.at, self._is_notice)
        directions, bases = self._directions(hints), line.bases
        for page, words in self._read_pages():
            columns = self._as_plain(page, words, line, directions)
            bases_here = list(islice(bases, page.records))
            columns["extra"] = list(map(_date_order, bases_here))
            for place in self._out_of_the_ordinary(page, columns["text"], line, doubts):
                number = page.first + place
                plain = Record(**{name: column[place] for name, column in columns.items()})
                record = self._record(number, plain, line.other.get(number), doubts.get(number, ()))
                for name, column in columns.items():
                    column[place] = getattr(record, name)
            yield Columns(page.records, *(columns[name] for name in PARTS))

    def _as_plain(
        self, page: Page, words: str, line: Timeline, directions: dict[str, Direction]
    ) -> dict[str, list[Any]]:
        """The columns of a page as if each record were a message and nothing more were to be said of it."""
        span = slice(page.first, page.end)
        authors = [author or _NOBODY for author in self._authors[span]]
        senders = [author.sender for author in authors]
        lengths = self._outline.length[span].tolist()
        columns = {name: [value] * page.records for name, value in _PLAIN.items()}
        return columns | {
            "member": [self._path] * page.records,
            "thread": [self._thread] * page.records,
            "offset": list(accumulate(lengths[:-1], initial=page.start)),
            "length": lengths,
            "at": list(line.at[span]),
            "at_text": page.stamps(words),
            "sender": senders,
            "direction": list(map(directions.__getitem__, senders)),
            "text": self._texts_of(page, words),
            "doubts": [_UNCERTAIN if author.uncertain else () for author in authors],
        }

    def _out_of_the_ordinary(self, page: Page, texts: list[str], line: Timeline, doubts: Doubts) -> Iterable[int]:
        """The places on a page of records that are to be looked at singly."""
        span = slice(page.first, page.end)
        if not self._encoding.faithful or isinstance(line.at, list):
            return range(page.records)
        places = {place for place, text in enumerate(texts) if may_mean_more(text)}
        places.update(place for place, author in enumerate(self._authors[span]) if not author)
        places.update(place for place, marked in enumerate(self._outline.generated[span]) if marked)
        places.update(n - page.first for n in chain(line.other, doubts) if page.first <= n < page.end)
        return sorted(places)

    def _record(self, number: int, plain: Record, other: Micros | None, doubts: tuple[Doubt, ...]) -> Record:
        """A record with everything that is to be said of it."""
        author = self._authors[number]
        text = plain.text or ""
        meaning = self._meaning(number, text) if author else without_sender(text)
        known = replace(
            plain,
            kind=meaning.kind,
            at_quality=_quality(plain.at, other),
            at_other=other,
            doubts=(*doubts, *plain.doubts),
        )
        return self._with_particulars(known, author, meaning)

    def _with_particulars(self, record: Record, author: Name | None, meaning: Meaning) -> Record:
        """The record with what its body means and what its bytes or its name leave in doubt."""
        doubts, extra = record.doubts, {**record.extra, **(meaning.extra or {})}
        sender, sender_is_damaged = self._encoding.readable(record.sender or "")
        text, text_is_damaged = self._encoding.readable(record.text or "")
        stamp, stamp_is_damaged = self._encoding.readable(record.at_text)
        if sender_is_damaged or text_is_damaged or stamp_is_damaged:
            doubts += (self._encoding.doubt,)
        if author and not meaning.has_sender:
            extra["named"] = sender
        return replace(
            record,
            at_text=stamp,
            sender=sender if author and meaning.has_sender else None,
            text=text,
            state=meaning.state,
            attachments=tuple(self._encoding.readable(name)[0] for name in meaning.attachments),
            direction=record.direction if meaning.has_sender else Direction.UNKNOWN,
            doubts=doubts,
            extra=extra,
        )

    def _read_pages(self) -> Iterator[tuple[Page, str]]:
        return ((page, self._outline.text(page)) for page in self._outline.pages)

    def _texts_of(self, page: Page, words: str) -> list[str]:
        """What follows the names on a page, without the line break that ends each record."""
        widths = [0 if author is None else author.width for author in self._authors[page.first : page.end]]
        texts = page.bodies(words, widths)
        if page is self._outline.pages[-1]:
            texts[-1] = texts[-1].removesuffix("\n")
        return [text.removesuffix("\r") for text in texts] if self._outline.has_returns else texts

    def _text(self, number: int) -> str:
        """The same of one record."""
        body, author = self._outline.body(number), self._authors[number]
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
        senders = {author.sender for author in self._authors if author}
        claimed = self_deleters(self._outline.claims, self._authors, self._text, self._outline.shape)
        owners = owners_among(senders, hints.owner_accounts, claimed, self._thread)
        return {"": Direction.UNKNOWN} | {sender: direction_of(sender, owners) for sender in senders}


def _quality(at: Micros | None, other: Micros | None) -> AtQuality:
    if at is None:
        return AtQuality.MISSING
    return AtQuality.ZONE_ASSUMED if other is None else AtQuality.AMBIGUOUS


@cache
def _date_order(basis: str) -> dict[str, str]:
    return {"date_order": basis} if basis else {}
