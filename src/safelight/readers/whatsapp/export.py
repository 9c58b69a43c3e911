"""One export, prepared as a whole and then given out as records."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import add

from msgspec.structs import replace

from safelight.readers.reader import ReadingHints
from safelight.readers.whatsapp.authors import Authors, authors_of, self_deleters
from safelight.readers.whatsapp.body import PLAIN, Meaning, meaning_on_android, meaning_on_iphone, without_sender
from safelight.readers.whatsapp.date_order import Clues
from safelight.readers.whatsapp.encoding import Encoding
from safelight.readers.whatsapp.header import Cut
from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.names import Name
from safelight.readers.whatsapp.owner import direction_of, owners_among
from safelight.readers.whatsapp.phrases import language_of_placeholders
from safelight.readers.whatsapp.suspicion import foreign, suspicions
from safelight.readers.whatsapp.thread import thread_named
from safelight.readers.whatsapp.timeline import place_in_time
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Doubt, Record

_NOBODY = Name("", 0)


class Export:
    """One export cut at its headers, and what its lines say together."""

    def __init__(self, path: str, encoding: Encoding, cut: Cut) -> None:
        """There is at least one header."""
        self._path = path
        self._encoding = encoding
        self._lengths = _lengths(encoding, cut)
        self._generated = _generated(cut)
        self._foreign = foreign(cut)
        self._authors = authors_of(cut.body)
        self._texts = _texts(cut.body, self._authors)
        self._cut = cut.without_words()
        self._thread = thread_named(path)

    def records(self, offset: int, hints: ReadingHints) -> Iterator[Record]:
        """The records, once; the first one starts at byte ``offset`` of the member."""
        cut = self._cut
        line = place_in_time(cut, self._clues(hints), hints.zone)
        doubts = suspicions(self._foreign, line.at, self._is_notice)
        directions = self._directions(hints)
        extras = {basis: {"date_order": basis} if basis else {} for basis in set(line.basis)}
        zone_assumed, is_faithful = AtQuality.ZONE_ASSUMED, self._encoding.faithful
        path, thread = self._path, self._thread
        is_android = not any(shape.is_bracketed for shape in cut.shapes)
        rows = zip(
            self._lengths,
            _handed_out(self._texts),
            self._authors,
            _handed_out(cut.stamp),
            line.at,
            line.other,
            line.basis,
            strict=True,
        )
        for number, (length, text, author, stamp, at, other, basis) in enumerate(rows):
            name, _, uncertain = author or _NOBODY
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
                doubts=doubts.get(number, ()),
                extra=extras[basis],
            )
            offset += length
            is_plain = meaning is PLAIN and is_faithful and not uncertain
            yield record if is_plain else self._with_particulars(record, author, meaning)

    def _with_particulars(self, record: Record, author: Name | None, meaning: Meaning) -> Record:
        """The record with what its body means and what its bytes or its name leave in doubt."""
        doubts, extra = record.doubts, {**record.extra, **(meaning.extra or {})}
        if author and author.uncertain:
            doubts += (Doubt.SENDER_UNCERTAIN,)
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

    def _meaning(self, number: int, text: str) -> Meaning:
        if self._cut.shape[number].is_bracketed:
            return meaning_on_iphone(text, generated=number in self._generated)
        return meaning_on_android(text)

    def _is_notice(self, number: int) -> bool:
        """Whether WhatsApp wrote this record itself."""
        return self._authors[number] is None or not self._meaning(number, self._texts[number]).has_sender

    def _clues(self, hints: ReadingHints) -> Clues:
        return Clues(self._texts.__getitem__, self._phone_writes_day_first, hints.date_order)

    def _phone_writes_day_first(self) -> bool:
        """Whether an Android phone's language is known and not English; iPhones order dates by region instead."""
        return not self._cut.shape[0].is_bracketed and language_of_placeholders(self._texts) is not None

    def _directions(self, hints: ReadingHints) -> dict[str, Direction]:
        senders = {author.sender for author in self._authors if author}
        claimed = self_deleters(self._authors, self._texts, self._cut.shape)
        owners = owners_among(senders, hints.owner_accounts, claimed, self._thread)
        return {"": Direction.UNKNOWN} | {sender: direction_of(sender, owners) for sender in senders}


def _handed_out(column: list[str]) -> Iterator[str]:
    """Each string in order, let go of once it is out: a million of them are as large as the table they go into."""
    column.reverse()
    while column:
        yield column.pop()


def _lengths(encoding: Encoding, cut: Cut) -> list[int]:
    """Bytes of each record. Its header's line break belongs to the record before it."""
    lengths = list(map(add, encoding.byte_lengths(cut.head), encoding.byte_lengths(cut.body)))
    lengths[-1] -= encoding.byte_lengths(["\n"])[0]
    return lengths


def _generated(cut: Cut) -> frozenset[int]:
    """Records before whose header a mark stands, as it does where WhatsApp wrote the body."""
    return frozenset(number for number, head in enumerate(cut.head) if head[1] in PLATFORM_MARKS)


def _texts(bodies: Sequence[str], authors: Authors) -> list[str]:
    """What follows the names, without the line break that ends each record."""
    texts = [
        body if author is None else body[author.width :] for body, author in zip(bodies, authors, strict=True)
    ]
    texts[-1] = texts[-1].removesuffix("\n")
    if any(map(str.endswith, texts, repeat("\r"))):
        texts = [text.removesuffix("\r") for text in texts]
    return texts


def _quality(at: Micros | None) -> AtQuality:
    return AtQuality.MISSING if at is None else AtQuality.AMBIGUOUS
