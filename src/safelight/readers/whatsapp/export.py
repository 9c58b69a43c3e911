"""One export, prepared as a whole and then given out by the column."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, compress, count, islice
from operator import attrgetter
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
from safelight.readers.whatsapp.lines import first_line
from safelight.readers.whatsapp.names import Name
from safelight.readers.whatsapp.outline import Outline
from safelight.readers.whatsapp.owner import direction_of, owners_among
from safelight.readers.whatsapp.page import Page, Words
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
        self._authors = authors_of(
            outline.beginnings.all,
            outline.begun,
            outline.notices,
            lambda record: first_line(outline.after_header(record)),
        )
        self._thread = thread_named(path)

    def batches(self, hints: ReadingHints) -> Iterator[Columns]:
        """The records by the column, a page at a time, once."""
        line = place_in_time(self._outline, self._clues(hints), hints.zone)
        doubts = suspicions(foreign(self._outline.returns, self._outline.shape), line.at, self._is_notice)
        by_author, bases = self._by_author(hints), line.bases
        for number, page in enumerate(self._outline.pages):
            columns = self._as_plain(number, line, by_author)
            columns["extra"] = list(map(_date_order, islice(bases, page.records)))
            self._set_apart(page, columns, line, doubts)
            yield Columns(page.records, *(columns[name] for name in PARTS))

    def _as_plain(self, number: int, line: Timeline, by_author: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """The columns of a page as if each record were a message and nothing more were to be said of it."""
        page, words = self._outline.pages[number], self._outline.words(number)
        span = slice(page.first, page.end)
        authors = self._authors.numbers(page.first, page.end)
        lengths = self._outline.length[span].tolist()
        columns = {name: list(map(values.__getitem__, authors)) for name, values in by_author.items()}
        return {
            **{name: [value] for name, value in _PLAIN.items()},
            **columns,
            "member": [self._path],
            "thread": [self._thread],
            "offset": list(accumulate(lengths[:-1], initial=page.start)),
            "length": lengths,
            "at": list(line.at[span]),
            "at_text": words.stamps,
            "text": self._texts_of(number, words, authors),
        }

    def _by_author(self, hints: ReadingHints) -> dict[str, list[Any]]:
        """Those parts of a record that its author decides, by the author's number."""
        authors = [author or _NOBODY for author in self._authors.all]
        directions = self._directions(hints)
        return {
            "sender": [author.sender for author in authors],
            "direction": [directions.get(author.sender, Direction.UNKNOWN) for author in authors],
            "doubts": [_UNCERTAIN if author.uncertain else () for author in authors],
        }

    def _set_apart(self, page: Page, columns: dict[str, list[Any]], line: Timeline, doubts: Doubts) -> None:
        """Puts into their places the records of which more is to be said."""
        places = self._out_of_the_ordinary(page, columns["text"], line, doubts)
        records = []
        for place in places:
            number = page.first + place
            plain = Record(**{name: column[place if len(column) > 1 else 0] for name, column in columns.items()})
            records.append(self._record(number, plain, line.other.get(number), doubts.get(number, ())))
        for name, column in columns.items():
            values = list(map(attrgetter(name), records))
            if len(column) == 1 and values.count(column[0]) == len(values):
                continue
            columns[name] = column if len(column) > 1 else column * page.records
            for place, value in zip(places, values, strict=True):
                columns[name][place] = value

    def _out_of_the_ordinary(self, page: Page, texts: list[str], line: Timeline, doubts: Doubts) -> Sequence[int]:
        """The places on a page of records that are to be looked at singly."""
        span = slice(page.first, page.end)
        if not self._encoding.faithful or isinstance(line.at, list):
            return range(page.records)
        nobody = {number for number, author in enumerate(self._authors.all) if not author}
        authors = self._authors.numbers(page.first, page.end)
        places = set(may_mean_more(texts))
        places.update([place for place, number in enumerate(authors) if number in nobody])
        places.update(compress(count(), self._outline.generated[span]))
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

    def _texts_of(self, number: int, words: Words, authors: Sequence[int]) -> list[str]:
        """What follows the names on a page, without the line break that ends each record."""
        texts = self._authors.texts(authors, words.names, words.bodies)
        if number == len(self._outline.pages) - 1:
            texts[-1] = texts[-1].removesuffix("\n")
        return [text.removesuffix("\r") for text in texts] if self._outline.has_returns else texts

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


@cache
def _date_order(basis: str) -> dict[str, str]:
    return {"date_order": basis} if basis else {}
