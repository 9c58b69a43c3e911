"""TikTok's data download as text (TXT): chats, sign-ins, searches, and people followed or blocked.

Facts: the readers of public projects. No public sample exists.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.tiktok_list import LISTS, entry_of, moment
from safelight.records.record import Doubt, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="tiktok-text",
    title="TikTok data download (TXT)",
    platform="TikTok",
    version="1",
    generations=(
        "Direct Messages.txt; not yet seen on a real export",
        "Login History.txt and other lists of names and values; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "A message can hold a line shaped like the start of another message; the file cannot tell them apart.",
        "Messages name their sender but no recipient and have no id.",
        "Lists of people are told apart by the English names of their files alone.",
        "Messages that were deleted before the download are missing, and nothing marks where they were.",
        "The JSON download says more; ask for it where possible.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_UTF8_MARK = b"\xef\xbb\xbf"
_CHAT = re.compile(rb"^>>> Chat History with ([^\r\n]{1,200}?):*[ \t]*\r?$", re.MULTILINE)
_START = re.compile(
    rb"^(?:>>> Chat History with (?P<chat>[^\r\n]{1,200}?):*[ \t]*\r?$"
    rb"|(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?) (?P<who>[^\s:]{1,64}):[ \t]?)",
    re.MULTILINE,
)
_BLOCK = re.compile(rb"(?:[^\r\n]+(?:\r?\n|\Z))+")
_PAIR = re.compile(r"([^:\r\n]{1,60}): ?([^\r\n]*)")
_BY_NAMES = {"IP": "Login History", "Search Term": "Search History"}
_BY_FILE = {
    "follower": "Follower",
    "follower list": "Follower",
    "following": "Following",
    "following list": "Following",
    "block": "Block",
    "block list": "Block",
    "comments": "Comments",
}
_SAME_NAME = {"Username": "UserName", "Search Term": "SearchTerm", "Comment": "comment"}
"""What the JSON download calls the names of the text."""


class _Text(NamedTuple):
    words: str
    doubts: tuple[Doubt, ...]


def recognise(member: Member) -> Recognition:
    """The line that begins a chat; or blocks of names and values that TikTok gives to a list."""
    head = member.head
    if _CHAT.search(head):
        return Recognition(92, ("It has the line that begins a chat in TikTok's download.",))
    name = _list_of(head, member.path)
    return Recognition(88, (f"Its blocks are laid out as TikTok's list “{name}”.",)) if name else NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message of every chat as written, or every block of a list."""
    data = member.whole()
    if _CHAT.search(data):
        yield from _messages(data, member.path, hints, book)
        return
    name = _list_of(data, member.path)
    if not name:
        message = (
            "No chat and no list that this reader knows from TikTok's download as text was found in this file."
        )
        raise UnknownLayout(message)
    for block in _BLOCK.finditer(data, len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0):
        book.read(book.end, block.start() - book.end)
        yield _entry(block, name, member.path)
        book.read(block.start(), block.end() - block.start())
    book.read(book.end, len(data) - book.end)


def _messages(data: bytes, path: str, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    starts = list(_START.finditer(data))
    met = frozenset(_text(start["who"]).words for start in starts if start["who"]) if hints.owner_accounts else ()
    thread = ""
    _account_for(data, 0, starts[0].start(), book)
    ends = [*(start.start() for start in starts[1:]), len(data)]
    for start, end in zip(starts, ends, strict=True):
        if start["chat"] is not None:
            thread = _text(start["chat"]).words
            book.read(start.start(), start.end() - start.start())
            _account_for(data, start.end(), end, book)
        else:
            yield _message(data, start, end, thread, path, hints, met)
            book.read(start.start(), end - start.start())


def _account_for(data: bytes, start: int, end: int, book: TallyBook) -> None:
    """Before and after the line that begins a chat stand blank lines; anything else there is no message."""
    if data[start:end].strip(b"\xef\xbb\xbf \t\r\n"):
        book.fail(start, end - start, "This text stands outside of every message and has no sender. It is kept.")
    else:
        book.read(start, end - start)


def _message(
    data: bytes,
    start: re.Match[bytes],
    end: int,
    thread: str,
    path: str,
    hints: ReadingHints,
    met: Collection[str],
) -> Record:
    sender, said = _text(start["who"]), _text(data[start.end() : end].rstrip(b"\r\n"))
    at_text = _text(start["at"]).words
    doubts = tuple(dict.fromkeys((*sender.doubts, *said.doubts)))
    return record_of(
        Element("", start.start(), end, {}, doubts),
        member=path,
        platform="TikTok",
        known=(),
        at=moment(at_text),
        at_text=at_text,
        thread=thread,
        sender=sender.words,
        direction=direction_by((sender.words,), hints, met),
        text=said.words,
    )


def _entry(block: re.Match[bytes], name: str, path: str) -> Record:
    said = _text(block[0])
    pairs: dict[str, str] = {}
    for line in _lines(said.words):
        match = _PAIR.fullmatch(line)
        key, value = (_SAME_NAME.get(match[1], match[1]), match[2]) if match else ("line", line)
        number, free = 2, key
        while free in pairs:
            free, number = f"{key} ({number})", number + 1
        pairs[free] = value
    return entry_of(Element("", block.start(), block.end(), pairs, said.doubts), name, path)


def _list_of(data: bytes, path: str) -> str:
    """Which list it is: by the names in its first block, or where they do not tell, by the file's name."""
    first = _BLOCK.search(data.removeprefix(_UTF8_MARK))
    lines = _lines(_text(first[0]).words) if first else []
    names = {match[1] for line in lines if (match := _PAIR.fullmatch(line))}
    if "Date" not in names:
        return ""
    by_names = next((listed for name, listed in _BY_NAMES.items() if name in names), "")
    by_file = _BY_FILE.get(PurePosixPath(path).stem.lower(), "") if names & {*_SAME_NAME} else ""
    return by_names or (by_file if by_file in LISTS else "")


def _lines(words: str) -> list[str]:
    """The lines of a block; only a line feed ends one, whatever else Unicode counts among line ends."""
    return [line for line in re.split("\r?\n", words) if line]


def _text(raw: bytes) -> _Text:
    try:
        return _Text(raw.decode("utf-8"), ())
    except UnicodeDecodeError:
        return _Text(raw.decode("utf-8", "backslashreplace"), (Doubt.NOT_UTF8,))
