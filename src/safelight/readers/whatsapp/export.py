"""One export, prepared as a whole and then given out as records."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from safelight.readers.reader import ReadingHints
from safelight.readers.whatsapp.authors import authors_of, self_deleters
from safelight.readers.whatsapp.body import PLAIN, Meaning, meaning_of, without_sender
from safelight.readers.whatsapp.date_order import Clues
from safelight.readers.whatsapp.encoding import Decoded
from safelight.readers.whatsapp.header import Header, is_bracketed
from safelight.readers.whatsapp.lines import Lines, without_line_end
from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.names import Name
from safelight.readers.whatsapp.owner import direction_of, owners_among
from safelight.readers.whatsapp.phrases import language_of_placeholders
from safelight.readers.whatsapp.suspicion import suspicions
from safelight.readers.whatsapp.thread import thread_named
from safelight.readers.whatsapp.timeline import place_in_time
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Doubt, Record

_NOBODY = Name("", 0)


class _Particulars(NamedTuple):
    """What a record says for itself."""

    sender: str | None
    text: str
    doubts: tuple[Doubt, ...]
    extra: dict[str, str]


class Export:
    """The text of one export with its headers, and what its lines say together."""

    def __init__(self, path: str, decoded: Decoded, padded: str, headers: Sequence[Header]) -> None:
        """``padded`` is the decoded text as ``header.pad`` returns it; there is at least one header."""
        self._path = path
        self._decoded = decoded
        self._lines = Lines(padded, headers)
        self._authors = authors_of(self._lines)
        self._thread = thread_named(path)

    def records(self, offset: int, hints: ReadingHints) -> Iterator[Record]:
        """The records; the first one starts at byte ``offset`` of the member."""
        lines, padded, decoded = self._lines, self._lines.padded, self._decoded
        line = place_in_time(lines.headers, self._clues(), hints.zone)
        doubts = suspicions(lines, line.at, self._is_notice)
        directions = self._directions(hints)
        extras = {basis: {"date_order": basis} if basis else {} for basis in set(line.basis)}
        byte_length = len if padded.isascii() else decoded.byte_length
        rows = zip(lines.headers, lines.stops, self._authors, line.at, line.other, line.basis, strict=True)
        for number, (header, stop, author, at, other, basis) in enumerate(rows):
            name, width, uncertain = author or _NOBODY
            text = without_line_end(padded[header[1] + width : stop])
            meaning = self._meaning(header, text) if author else without_sender(text)
            own = (name, text, doubts.get(number, ()), extras[basis])
            if meaning is not PLAIN or uncertain or not decoded.faithful:
                own = self._particulars(_Particulars(*own), author, meaning)
            length = byte_length(padded[header[0] : stop])
            yield Record(
                kind=meaning.kind,
                member=self._path,
                offset=offset,
                length=length,
                at=at,
                at_quality=_quality(at, other),
                at_other=other,
                at_text=header[3],
                platform="WhatsApp",
                thread=self._thread,
                sender=own[0],
                direction=directions[name],
                text=own[1],
                state=meaning.state,
                attachments=meaning.attachments,
                doubts=own[2],
                extra=own[3],
            )
            offset += length

    def _particulars(self, own: _Particulars, author: Name | None, meaning: Meaning) -> _Particulars:
        sender, text, doubts, extra = own
        extra = {**extra, **(meaning.extra or {})}
        if author and author.uncertain:
            doubts += (Doubt.SENDER_UNCERTAIN,)
        if not self._decoded.faithful:
            text, was_damaged = self._decoded.readable(text)
            sender, name_was_damaged = self._decoded.readable(sender or "")
            if was_damaged or name_was_damaged:
                doubts += (self._decoded.doubt,)
        if author and not meaning.has_sender:
            extra["named"] = sender or ""
        return _Particulars(sender if author and meaning.has_sender else None, text, doubts, extra)

    def _meaning(self, header: Header, text: str) -> Meaning:
        if is_bracketed(header[2]):
            return meaning_of(text, generated=self._lines.padded.startswith(PLATFORM_MARKS, header[0]))
        return meaning_of(text)

    def _is_notice(self, number: int) -> bool:
        """Whether WhatsApp wrote this record itself."""
        author = self._authors[number]
        if author is None:
            return True
        text = without_line_end(self._lines.text(number)[author.width :])
        return not self._meaning(self._lines.headers[number], text).has_sender

    def _clues(self) -> Clues:
        is_android = not is_bracketed(self._lines.headers[0].shape)
        return Clues(self._lines.text, is_android and language_of_placeholders(self._lines.padded) is not None)

    def _directions(self, hints: ReadingHints) -> dict[str, Direction]:
        senders = {author.sender for author in self._authors if author}
        claimed = self_deleters(self._lines, self._authors)
        owners = owners_among(senders, hints.owner_accounts, claimed, self._thread)
        return {"": Direction.UNKNOWN} | {sender: direction_of(sender, owners) for sender in senders}


def _quality(at: Micros | None, other: Micros | None) -> AtQuality:
    if at is None:
        return AtQuality.MISSING
    return AtQuality.ZONE_ASSUMED if other is None else AtQuality.AMBIGUOUS
