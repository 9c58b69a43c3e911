"""What Discord returns about an account as plain text: “User ID: …”, and below it each session with its address.

Facts: a public reader of such returns, which quotes one. No public sample exists.
"""

import re
from collections.abc import Iterator

from safelight.readers.account_list import RELATION, SIGN_INS, Relation
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.written_moment import zoned
from safelight.records.record import Doubt, Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="discord-subscriber-text",
    title="Discord return about an account (text)",
    platform="Discord",
    version="1",
    generations=("User ID and what follows, then sessions; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "The return covers the account and the dates that were asked for, and nothing else.",
        "An address tells where the network is, not who used it.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real return.",
    ),
)

_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_FACT = re.compile(r"([A-Za-z][A-Za-z0-9 ()/-]{0,60}):[ \t]*(.*)")
_SESSIONS = re.compile(r"Session Start \((?P<zone>[A-Z]{3,4})\)\s+IP Address\s*")
_SESSION = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s+([0-9A-Fa-f.:]{3,45})\s*")
_NEEDED = ("User ID", "Username")
_OWN_NAMES = ("Username", "User ID", "Email", "Phone number")
_NOT_FOUND = "Not found"
_ODD = "This line is neither a fact about the account nor a session, so it was not read."


def recognise(member: Member) -> Recognition:
    """The facts it begins with, by their names."""
    first = member.head[:4_000].decode("utf-8", "replace").removeprefix("\ufeff")
    names = {match[1] for line in first.splitlines() if (match := _FACT.fullmatch(line.strip()))}
    if not first.lstrip().startswith("User ID:") or not names.issuperset(_NEEDED):
        return NOT_MINE
    return Recognition(90, ("It says of an account what Discord's returns say, by the same names.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """The account, then every session; raises ``UnknownLayout`` naming the facts that are there."""
    data, said, zone = member.whole(), dict[str, str](), ""
    end, sessions = 0, list[tuple[int, int, str]]()
    for match in _LINE.finditer(data):
        line = match[0].decode("utf-8", "backslashreplace").strip().removeprefix("\ufeff")
        if header := _SESSIONS.fullmatch(line):
            zone = header["zone"]
        elif zone or not (fact := _FACT.fullmatch(line)):
            sessions.append((match.start(), match.end(), line))
        else:
            said[fact[1]] = f"{said[fact[1]]}\n{fact[2]}" if fact[1] in said else fact[2]
            end = match.end()
    if not said.keys() >= set(_NEEDED):
        message = f"This text does not say of an account what Discord's returns say: it has {shown(said)}."
        raise UnknownLayout(message)
    yield _account(said, data, end, member.path)
    for start, stop, line in sessions:
        book.read(book.end, start - book.end)
        if session := _SESSION.fullmatch(line):
            yield _session(session, start, stop, zone, member.path, hints)
        if line and not session:
            book.fail(start, stop - start, _ODD)
        else:
            book.read(start, stop - start)
    book.read(book.end, len(data) - book.end)


def _account(said: dict[str, str], data: bytes, end: int, path: str) -> Record:
    doubts = () if _is_utf8(data[:end]) else (Doubt.NOT_UTF8,)
    return record_of(
        Element("", 0, end, dict(said), doubts),
        member=path,
        platform="Discord",
        known=(),
        kind=Kind.CONTACT,
        recipients=tuple(said[name] for name in _OWN_NAMES if said.get(name) not in (None, "", _NOT_FOUND)),
        extra={RELATION: Relation.OWN.value},
    )


def _session(match: "re.Match[str]", start: int, end: int, zone: str, path: str, hints: ReadingHints) -> Record:
    """The head of the list names the zone of its times."""
    return record_of(
        Element("", start, end, {"IP Address": match[2]}),
        member=path,
        platform="Discord",
        known=(),
        kind=Kind.SIGN_IN,
        at=zoned(f"{match[1]} {zone}", hints.zone),
        at_text=match[1],
        thread=SIGN_INS,
        extra={"zone": zone} if zone else {},
    )


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
