"""Discord's data package: ``activity/*/events-*.json``, a line for each thing an app of the account reported.

Facts: descriptions of the files by public projects. No public sample exists.
"""

import re
from collections.abc import Iterator

from safelight.readers.account_list import SIGN_INS
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_moment import At, iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import decode, text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="discord-events",
    title="Discord data package: sign-ins and starts of the app",
    platform="Discord",
    version="1",
    generations=("events of activity/reporting, tns and analytics, a line each; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "These lines are what apps reported; an app can report late, twice or not at all.",
        "Only sign-ins, sessions, starts of the app and changes of password are read; other events are left out.",
        "A city beside an address is what was made of the address. It is not where a person stood.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_TYPE = re.compile(rb'"event_type"\s*:\s*"([a-z0-9_]{1,80})"')
_SIGN_INS = re.compile(
    rb"(?:session_start|login|logout|register|app_opened|user_login|mfa_|password_|email_chang)"
)
_FIRST_LINE_BYTES = 65_536
_LONGEST_LINE_BYTES = 4 * 1024 * 1024
_OTHER = "Events of other kinds: neither sign-ins nor starts of the app."
_DAMAGED = "This line is damaged or is no event. Its bytes are kept."
_TIMES = ("timestamp", "client_send_timestamp", "client_track_timestamp", "day")


def recognise(member: Member) -> Recognition:
    """A line that is an object and names the event's type and id."""
    first = member.head.partition(b"\n")[0]
    if _is_event(first):
        return Recognition(92, ("Its lines are laid out as the events of a Discord package.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """The sign-ins, sessions and starts of the app; the file is read line by line, for it can be very large."""
    is_known = False
    with member.open() as stream:
        while line := stream.readline(_LONGEST_LINE_BYTES):
            start, match = book.end, _TYPE.search(line)
            if not is_known:
                _check_is_event(line)
                is_known = True
            if not line.strip():
                book.read(start, len(line))
            elif match is None:
                book.fail(start, len(line), _DAMAGED)
            elif not _SIGN_INS.match(match[1]):
                book.skip(start, len(line), _OTHER)
            elif record := _record(line, start, member.path, hints):
                yield record
                book.read(start, len(line))
            else:
                book.fail(start, len(line), _DAMAGED)
    if not is_known:
        _check_is_event(b"")


def _is_event(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{") or _TYPE.search(line) is None:
        return False
    return b'"event_id"' in line or b'"event_source"' in line


def _check_is_event(line: bytes) -> None:
    if _is_event(line):
        return
    said = decode(line[:_FIRST_LINE_BYTES])
    names = shown(said.value) if said and isinstance(said.value, dict) else "none"
    message = (
        f"This file has no line that is an event of Discord's package. Its first line has these names: {names}."
    )
    raise UnknownLayout(message)


def _record(line: bytes, start: int, path: str, hints: ReadingHints) -> Record | None:
    said = decode(line, repeats=True)
    if said is None or not isinstance(said.value, dict):
        return None
    at_text, at = _moment(said.value, hints)
    return record_of(
        Element("", start, start + len(line), *said),
        member=path,
        platform="Discord",
        known=(),
        kind=Kind.SIGN_IN,
        at=at,
        at_text=at_text,
        thread=SIGN_INS,
    )


def _moment(source: dict[str, object], hints: ReadingHints) -> tuple[str, At]:
    """The first time that is one; Discord writes a time as JSON inside JSON, with marks around it."""
    at_text, at = "", iso(None, None)
    for name in _TIMES:
        at_text = (text_of(source.get(name)) or "").strip('"')
        at = iso(at_text, hints.zone)
        if at.at is not None:
            break
    return at_text, at
