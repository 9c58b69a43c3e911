"""One export, prepared as a whole and then given out as records."""

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from safelight.readers.reader import ReadingHints
from safelight.readers.whatsapp.authors import authors_of, self_deleters
from safelight.readers.whatsapp.body import PLAIN, Meaning, meaning_on_android, meaning_on_iphone, without_sender
from safelight.readers.whatsapp.date_order import Clues
from safelight.readers.whatsapp.encoding import Encoding
from safelight.readers.whatsapp.header import BRACKETED
from safelight.readers.whatsapp.names import Name
from safelight.readers.whatsapp.outline import Outline
from safelight.readers.whatsapp.owner import direction_of, owners_among
from safelight.readers.whatsapp.page import Page
from safelight.readers.whatsapp.phrases import language_of_placeholders
from safelight.readers.whatsapp.suspicion import foreign, suspicions
from safelight.readers.whatsapp.thread import thread_named
from safelight.readers.whatsapp.timeline import place_in_time
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Doubt, Record

_NOBODY = Name("", 0)


class Export:
    """One export cut at its headers, and what its lines say together."""

    def __init__(self, path: str, encoding: Encoding, outline: Outline) -> None:
        """There is at least one header."""
        self._path = path
        self._encoding = encoding
        self._outline = outline
        self._authors = authors_of(outline.name, outline.body)
        outline.name.clear()  # a million of them are not needed again
        self._thread = thread_named(path)

    def records(self, hints: ReadingHints) -> Iterator[Record]:
        """The records, once."""
        outline = self._outline
        line = place_in_time(outline, self._clues(hints), hints.zone)
        doubts = suspicions(foreign(outline.returns, outline.shape), line.at, self._is_notice)
        directions = self._directions(hints)
        extras = {basis: {"date_order": basis} if basis else {} for basis in set(line.bases)}
        zone_assumed, is_faithful = AtQuality.ZONE_ASSUMED, self._encoding.faithful
        path, thread, offset, others = self._path, self._thread, outline.start, line.other
        is_android = BRACKETED.isdisjoint(outline.shape)
        rows = zip(outline.length, self._words(), self._authors, line.at, line.bases, strict=True)
        for number, (length, (text, stamp), author, at, basis) in enumerate(rows):
            name, _, uncertain = author or _NOBODY
            other = others.get(number)
            doubt = doubts.get(number, ())
            if author is None:
                meaning = without_sender(text)
            else:
                meaning = meaning_on_android(text) if is_android else self._meaning(number, text)
            # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
            record = Record(
                kind=meaning.kind,
                member=path,
                offset=offset,
                length=length,
                at=at,
                at_quality=zone_assumed if other is None and at is not None else _quality(at),
                at_other=other,
                at_text=stamp,
                platform="WhatsApp",
                thread=thread,
                sender=name,
                direction=directions[name],
                text=text,
                doubts=(*doubt, Doubt.SENDER_UNCERTAIN) if uncertain else doubt,
                extra=extras[basis],
            )
            offset += length
            yield record if meaning is PLAIN and is_faithful else self._with_particulars(record, author, meaning)

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

    def _words(self) -> Iterator[tuple[str, str]]:
        """The text and the stamp of each record."""
        return chain.from_iterable(
            zip(self._texts_of(page, words), page.stamps(words), strict=True) for page, words in self._read_pages()
        )

    def _texts(self) -> Iterator[str]:
        return chain.from_iterable(self._texts_of(page, words) for page, words in self._read_pages())

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
        return self._outline.shape[0] not in BRACKETED and language_of_placeholders(self._texts()) is not None

    def _directions(self, hints: ReadingHints) -> dict[str, Direction]:
        senders = {author.sender for author in self._authors if author}
        claimed = self_deleters(self._outline.claims, self._authors, self._text, self._outline.shape)
        owners = owners_among(senders, hints.owner_accounts, claimed, self._thread)
        return {"": Direction.UNKNOWN} | {sender: direction_of(sender, owners) for sender in senders}


def _quality(at: Micros | None) -> AtQuality:
    return AtQuality.MISSING if at is None else AtQuality.AMBIGUOUS
