"""Conversations that LINE exports as text: a heading for each day, and lines of time, name and words by tabs.

Facts: exports of several languages as chat tools describe and test them (LINE itself documents nothing).
"""

from collections.abc import Iterator
from itertools import chain, count, repeat

from safelight.readers.entry_record import direction_by
from safelight.readers.line.lines import Head, heads_in
from safelight.readers.line.title import BANNER, conversation_named
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.whatsapp.date_order import Clues
from safelight.readers.whatsapp.encoding import Encoding, decode
from safelight.readers.whatsapp.timeline import Timeline
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Doubt, Kind, Record, State
from safelight.records.tally import TallyBook

_PLATFORM = "LINE"
MANIFEST = Manifest(
    name="line-text",
    title="LINE conversation exported as text",
    platform=_PLATFORM,
    version="1",
    generations=(
        "year first (2024/01/15)",
        "weekday and numbers (Mon, 15/01/2024 or Mon, 01/15/2024)",
        "titles in English, Japanese, Chinese and Thai",
    ),
    tested_on=(),
    cannot_know=(
        "Made and tested after published samples: not yet seen on a real export.",
        "The zone of the times is not in the file; they are the phone's local times, without seconds.",
        "Pictures, stickers and calls stand here only as the words LINE writes in their place; they are read as "
        "messages, because somebody could have typed the same words.",
        "A message can hold a line shaped like a heading or another message; the file cannot tell them apart.",
        "Which sender owns the phone is not stated.",
    ),
)
_BEFORE = "This text stands before the first day, so it has no time."
_CERTAIN, _LIKELY, _POSSIBLE, _MESSAGES_FOR_LIKELY = 96, 75, 55, 3


def recognise(member: Member) -> Recognition:
    """By LINE's own mark in the first line, or by headings with lines of time, tab and name under them."""
    text, _ = decode(member.head)
    if "\0" in text:
        return NOT_MINE
    is_marked = text.lstrip("\ufeff").startswith(BANNER)
    messages = [head for head in heads_in(text) if head.time and head.date]
    if is_marked and messages:
        return Recognition(
            _CERTAIN, ("It begins with LINE's own mark, and its lines are those of LINE's exports.",)
        )
    if len([head for head in messages if head.name]) >= _MESSAGES_FOR_LIKELY:
        reason = f"Headings with a date, and under them lines ({len(messages)}) with a time, a tab and a name."
        return Recognition(_LIKELY, (reason,))
    return Recognition(_POSSIBLE, ("It begins with LINE's own mark.",)) if is_marked else NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message and notice as written, line ends inside it included."""
    data = member.whole()
    text, encoding = decode(data)
    heads = list(heads_in(text))
    messages = [head for head in heads if head.time and head.date]
    if not messages:
        message = (
            f"No line of {member.path} begins the way LINE writes a message under a date. It is sealed as it is."
        )
        raise UnknownLayout(message)
    book.read(0, encoding.frame)
    heads = heads[heads.index(next(head for head in heads if head.date)) :]
    _account_before(text[: heads[0].start], encoding, book)
    conversation = _Conversation(member.path, text, encoding, hints, messages)
    ends = [*(head.start for head in heads[1:]), len(text)]
    start = book.end
    for head, end in zip(heads, ends, strict=True):
        (length,) = encoding.byte_lengths([text[head.start : end]])
        if head.time:
            yield conversation.record(head, text[head.end : end], start, length)
        start += length
    book.read(book.end, start - book.end)
    book.fail(book.end, len(data) - book.end, "The file breaks off in the middle of a character.")


def _account_before(before: str, encoding: Encoding, book: TallyBook) -> None:
    (length,) = encoding.byte_lengths([before])
    if not before.strip("\ufeff\r\n ") or before.lstrip("\ufeff").startswith(BANNER):
        book.read(book.end, length)
    else:
        book.fail(book.end, length, _BEFORE)


class _Conversation:
    def __init__(
        self, path: str, text: str, encoding: Encoding, hints: ReadingHints, messages: list[Head]
    ) -> None:
        self._path, self._encoding, self._hints = path, encoding, hints
        named, _ = encoding.readable(conversation_named(text[:1024].partition("\n")[0]))
        self._thread = named or path.rpartition("/")[2]
        names = {head.name for head in messages}
        self._directions = {name: direction_by((name,), hints, names) for name in names}
        clues = Clues(lambda _: "", lambda: False, hints.date_order)
        line = Timeline(_dates(messages), len(messages), clues, hints.zone)
        at, other, bases = line.next([head.time for head in messages])
        each = chain.from_iterable(repeat(basis, records) for basis, records in bases)
        self._times = zip(at, map(other.get, count()), each, strict=False)
        self._latest: Micros | None = None

    def record(self, head: Head, words: str, start: int, length: int) -> Record:
        at, other, basis = next(self._times)
        sender, text, doubts = self._words(head.name or "", words.rstrip("\r\n"))
        is_notice = not head.name
        return Record(
            kind=Kind.NOTICE if is_notice else Kind.MESSAGE,
            member=self._path,
            offset=start,
            length=length,
            at=at,
            at_quality=_quality(at, other),
            at_other=other,
            at_text=f"{head.date} {head.time}",
            platform=_PLATFORM,
            thread=self._thread,
            sender=sender or None,
            direction=self._directions[head.name],
            text=text,
            state=State.BY_PLATFORM if is_notice else State.SENT,
            doubts=doubts + self._order(at),
            extra={"date_order": basis} if basis else {},
        )

    def _words(self, name: str, words: str) -> tuple[str, str, tuple[Doubt, ...]]:
        """Name and words fit to be kept, and the doubt where not all of their bytes could be decoded."""
        if self._encoding.faithful:
            return name, words, ()
        sender, sender_is_damaged = self._encoding.readable(name)
        text, text_is_damaged = self._encoding.readable(words)
        return sender, text, (self._encoding.doubt,) if sender_is_damaged or text_is_damaged else ()

    def _order(self, at: Micros | None) -> tuple[Doubt, ...]:
        """LINE writes messages in order, so a step back may be a line that somebody wrote into a message."""
        latest = self._latest
        if at is not None and latest is not None and at < latest:
            return (Doubt.TIME_RUNS_BACKWARDS,)
        self._latest = at if at is not None else latest
        return ()


def _quality(at: Micros | None, other: Micros | None) -> AtQuality:
    if at is None:
        return AtQuality.MISSING
    return AtQuality.ZONE_ASSUMED if other is None else AtQuality.AMBIGUOUS


def _dates(messages: list[Head]) -> list[tuple[int, str]]:
    """Where the date changes: the number of the message, and its date."""
    dates = [head.date for head in messages]
    changes = zip(count(), dates, ["", *dates[:-1]], strict=False)
    return [(number, date) for number, date, before in changes if date != before]
