"""Conversations of Signal Desktop as the tool signal-export writes them: ``data.json``, one JSON object a line.

Facts: the tool's own models. What it writes is what it made of the database, not the database.
"""

from collections.abc import Iterator

from safelight.readers.entry_record import direction_by, record_of, shown
from safelight.readers.json_moment import iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import Said, decode, strings_in, text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="signal-export-json",
    title="Signal conversation exported as lines of JSON",
    platform="Signal",
    version="1",
    generations=("data.json beside chat.md",),
    tested_on=(),
    cannot_know=(
        "Made and tested after the tool that writes such files: not yet seen on a real export.",
        "Signal itself makes no such file: a tool on a computer does, and whoever ran it chose what is in it.",
        "The tool takes marks out of messages, and adds blanks to their ends.",
        "The zone of the times is not in the file; they are the computer's local times.",
        "The tool calls the owner of the account “Me”; somebody in the contacts can have that name, too.",
    ),
)
_NAMES = frozenset({"date", "sender", "body", "quote", "reactions", "attachments"})
_TOLD = frozenset({"date", "sender", "body", "attachments", "deleted", "call", "missed"})
_NOBODY = "No-Sender"
_BLANK = "Blank lines."
_BROKEN = "This line does not hold together as JSON and was not read."


def recognise(member: Member) -> Recognition:
    """Its first line is an object with the names the tool gives."""
    if not member.head.lstrip().startswith(b"{"):
        return NOT_MINE
    first = _object_in(member.head.lstrip().partition(b"\n")[0])
    if first is None or not first.value.keys() >= _NAMES:
        return NOT_MINE
    return Recognition(95, ("Its first line is a message with the names that signal-export gives.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every line; raises ``UnknownLayout`` where the first message has other names."""
    data = member.whole()
    names = {name for _, _, line in _lines(data) if line and (name := text_of(line.value.get("sender")))}
    thread = _thread_of(member.path)
    number = 0
    for start, end, line in _lines(data):
        if not data[start:end].strip():
            book.skip(start, end - start, _BLANK)
        elif line is None:
            book.fail(start, end - start, _BROKEN)
        else:
            number += 1
            if number == 1 and not line.value.keys() >= _NAMES:
                message = f"No export of Signal that this reader knows has these names: {shown(line.value)}."
                raise UnknownLayout(message)
            book.read(start, end - start)
            element = Element(f"line {number}", start, end, line.value, line.doubts, line.notes)
            yield _record(element, member.path, thread, hints, names)
    if not number:
        message = f"No line of {member.path} is a message as signal-export writes it. It is sealed as it is."
        raise UnknownLayout(message)


def _lines(data: bytes) -> Iterator[tuple[int, int, Said | None]]:
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield start, end, _object_in(data[start:end])
        start = end


def _object_in(line: bytes) -> Said | None:
    said = decode(line)
    return said if said and isinstance(said.value, dict) else None


def _record(element: Element, member: str, thread: str, hints: ReadingHints, names: set[str]) -> Record:
    line = element.value
    sender = text_of(line.get("sender"))
    is_nobody = sender in (None, "", _NOBODY)
    state = State.DELETED if line.get("deleted") else State.MISSED if line.get("missed") else State.SENT
    return record_of(
        element,
        member=member,
        platform=MANIFEST.platform,
        known=_TOLD,
        kind=Kind.CALL if line.get("call") else Kind.MESSAGE,
        at=iso(line.get("date"), hints.zone),
        at_text=text_of(line.get("date")) or "",
        thread=thread,
        sender=None if is_nobody else sender,
        direction=direction_by((sender,), hints, names),
        text=text_of(line.get("body")),
        state=state,
        attachments=strings_in(line.get("attachments"), "name"),
        extra={"sender": sender} if sender and is_nobody else None,
    )


def _thread_of(path: str) -> str:
    """The tool names the folder after the conversation."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] or name
