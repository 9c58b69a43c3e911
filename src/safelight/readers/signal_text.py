"""Conversations of Signal Desktop as tools write them: ``[2024-03-13, 14:05] Name: words``.

Facts: chat-miner's sample and its reader; signal-export, whose newer versions write ``[2024-03-13 14:05:09]``.
"""

import re
from collections.abc import Iterator

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_moment import iso
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.whatsapp.encoding import Encoding, decode
from safelight.readers.whatsapp.thread import is_named
from safelight.records.moment import Micros
from safelight.records.record import Doubt, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="signal-text",
    title="Signal conversation exported as text",
    platform="Signal",
    version="2",
    generations=(
        "date and time in brackets, without seconds",
        "with seconds and without a comma (chat.md of newer versions; not yet seen on a real export)",
    ),
    tested_on=(TestedOn("conversation of 2019 and 2020", 2, bytes_read=84),),
    cannot_know=(
        "Signal itself makes no such file: a tool on a computer does, and whoever ran it chose what is in it.",
        "The zone of the times is not in the file; they are the computer's local times.",
        "These tools leave out disappearing messages, changes of safety numbers and other notices.",
        "A message can hold a line shaped like the start of another message; the file cannot tell them apart.",
        "A name is taken to end at the first colon.",
        "Which sender owns the account is not stated.",
    ),
)

_HEADER = re.compile(r"^\[(\d{4}-\d\d-\d\d), (\d\d:\d\d)\] ([^\r\n:]{1,128}): ?", re.MULTILINE)
_WITH_SECONDS = re.compile(r"^\[(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\] ([^\r\n:]{1,128}): ?", re.MULTILINE)
_ENDING = ".md"
_BRACKETED = re.compile(r"^\[\d", re.MULTILINE)
_ATTACHED = re.compile(r"\]\((?:\./)?media/([^)\n]{1,255})\)")
_SAME_NAMES = frozenset({"chat", "index"})


def recognise(member: Member) -> Recognition:
    """It begins with such a line, and most lines in brackets are such lines."""
    text, _ = decode(member.head)
    header = _header_of(text)
    # Some phones make WhatsApp write its lines with seconds and no comma: the file's ending tells them apart.
    is_other = header is _WITH_SECONDS and not member.path.lower().endswith(_ENDING)
    if "\0" in text or is_named(member.path) or is_other or not header.match(text):
        return NOT_MINE
    count, bracketed = (sum(1 for _ in pattern.finditer(text)) for pattern in (header, _BRACKETED))
    if count * 2 <= bracketed:
        return NOT_MINE
    reason = f"Lines near the start ({count}) begin the way tools that export Signal begin a message."
    return Recognition(96 if count > 1 else 80, (reason,))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message as written, line ends inside it included."""
    data = member.whole()
    text, encoding = decode(data)
    headers = list(_header_of(text).finditer(text))
    if not headers:
        message = "No line of this file begins the way tools that export Signal begin a message."
        raise UnknownLayout(message)
    book.read(0, encoding.frame)
    (before,) = encoding.byte_lengths([text[: headers[0].start()]])
    reason = "This text stands before the first message, so it has no sender and no time."
    book.fail(encoding.frame, before, reason)
    conversation = _Conversation(member.path, encoding, hints, {header[3] for header in headers})
    yield from _records(text, headers, encoding, conversation, book)
    book.fail(book.end, len(data) - book.end, "The file breaks off in the middle of a character.")


def _header_of(text: str) -> re.Pattern[str]:
    """The way the first line is written, else the older way."""
    return _WITH_SECONDS if _WITH_SECONDS.match(text) else _HEADER


class _Conversation:
    def __init__(self, path: str, encoding: Encoding, hints: ReadingHints, names: set[str]) -> None:
        self._path, self._encoding, self._hints, self._names = path, encoding, hints, names
        self._thread = _thread_of(path)
        self._latest: Micros | None = None

    def record(self, header: re.Match[str], words: str, start: int, end: int) -> Record:
        date, clock, name = header.groups()
        at = iso(f"{date}T{clock}", self._hints.zone)
        sender, sender_is_damaged = self._encoding.readable(name)
        text, text_is_damaged = self._encoding.readable(words.rstrip("\r\n"))
        doubts = (self._encoding.doubt,) if sender_is_damaged or text_is_damaged else ()
        return record_of(
            Element("", start, end, {}, (*doubts, *self._order(at.at))),
            member=self._path,
            platform="Signal",
            known=(),
            at=at,
            at_text=header[0][1 : header[0].index("]")],
            thread=self._thread,
            sender=sender,
            direction=direction_by((name,), self._hints, self._names),
            text=text,
            attachments=tuple(_ATTACHED.findall(text)),
        )

    def _order(self, at: Micros | None) -> tuple[Doubt, ...]:
        """The tools write messages in order, so a step back may be a line that somebody wrote into a message."""
        latest = self._latest
        if at is not None and latest is not None and at < latest:
            return (Doubt.TIME_RUNS_BACKWARDS,)
        self._latest = at if at is not None else latest
        return ()


def _records(
    text: str, headers: list[re.Match[str]], encoding: Encoding, conversation: _Conversation, book: TallyBook
) -> Iterator[Record]:
    ends = [*(header.start() for header in headers[1:]), len(text)]
    for header, end in zip(headers, ends, strict=True):
        start = book.end
        (length,) = encoding.byte_lengths([text[header.start() : end]])
        book.read(start, length)
        yield conversation.record(header, text[header.end() : end], start, start + length)


def _thread_of(path: str) -> str:
    """The tools name the folder or the file after the conversation."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return folder.rpartition("/")[2] if stem.lower() in _SAME_NAMES and folder else stem
