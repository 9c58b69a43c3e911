"""One entry of a page of Meta's records as a record."""

from collections.abc import Mapping

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.json_text import Element
from safelight.readers.place import place
from safelight.readers.reader import ReadingHints
from safelight.readers.returns.account_name import Account, account_of
from safelight.readers.returns.meta_field import Field, said_by
from safelight.readers.returns.meta_page import Entry
from safelight.readers.returns.meta_section import KINDS, list_of, relation_in
from safelight.readers.returns.meta_traffic import KINDS as TRAFFIC
from safelight.readers.returns.meta_traffic import doubts_of, record_of_traffic
from safelight.readers.written_moment import counted_by_magnitude, zoned
from safelight.records.record import Direction, Doubt, Kind, Record, State

REPORTED = "ncmec_reports"
_TIMES = (
    "Sent", "Time", "Timestamp", "Date Created", "Like Timestamp", "Upload Time", "Time Reported", "Saved At",
    "Taken", "Registration Date", "Date",
)  # fmt: skip
_WORDS = ("Body", "Text", "Comment", "Caption", "Search", "Query", "Name")
_ACCOUNTS = (
    "Follower",
    "Following",
    "Friend",
    "Blocker",
    "Blocked",
    "Target",
    "Account Identifier",
    "Vanity Name",
)
_NAMES = ("First", "Middle", "Last")
_LINKED = "Linked Media File:"
_CALL, _JOINED = "Call Record", "Subscription Event"
_TORN = "A page of the return ends inside these words; a line end stands where it does."
_NOT_OPENED = "Files named here were reported as indecent images of children. They are kept sealed, never opened."


def service_of(entry: Entry) -> str:
    """Which of Meta's services the return is about, where the entry says it."""
    asked = entry.fields if entry.section == "request_parameters" else ()
    return next((field.words for field in asked if field.label == "Service"), "")


def record_of_entry(entry: Entry, member: str, platform: str, hints: ReadingHints) -> Record:
    """Everything the entry says stays by the return's own labels; the direction only where the owner is known."""
    fields = _unwrapped(entry.fields)
    said = said_by(fields)
    if entry.section in TRAFFIC and entry.thread is None:
        place = Element("", entry.start, entry.end, {}, _doubts(entry))
        return record_of_traffic(said, place, section=entry.section, member=member, platform=platform, hints=hints)
    author = account_of(said["Author"]) if said.get("Author") else None
    at, at_label = _moment(said, hints)
    kind, state = _kind(entry, said)
    text_label = next((label for label in _words_of(entry) if label in said), "")
    text = said.get(text_label) if text_label else ("" if _has_empty_body(entry) else None)
    extra = {label: words for label, words in said.items() if label not in _told(at_label, text_label, author)}
    return record_of(
        Element("", entry.start, entry.end, {}, _doubts(entry)),
        member=member,
        platform=platform,
        known=(),
        kind=kind,
        at=at,
        at_text=said.get(at_label, ""),
        thread=_thread(entry),
        sender=author.name if author else None,
        recipients=_recipients(entry, said),
        direction=_direction(entry, author, hints),
        text=text,
        state=state,
        attachments=_files(entry.fields),
        extra={**extra, **_notes(entry, said)},
    )


def _unwrapped(fields: list[Field]) -> list[Field]:
    """A field that only holds the others, as “Message” or “Device” does, is not part of their names."""
    while len(fields) == 1 and fields[0].holds_fields and not fields[0].words:
        fields = fields[0].inner
    return fields


def _words_of(entry: Entry) -> tuple[str, ...]:
    if entry.thread:
        return ("Body",)
    kind = KINDS.get(entry.section)
    return _WORDS if kind in (Kind.POST, Kind.SEARCH, Kind.MEDIA) else ()


def _has_empty_body(entry: Entry) -> bool:
    return any(field.label == "Body" for field in entry.fields)


def _told(at_label: str, text_label: str, author: Account | None) -> frozenset[str]:
    """An author is kept as written too, if more is written than the name."""
    return frozenset({at_label, text_label, "" if author and author.identity else "Author"})


def _moment(said: Mapping[str, str], hints: ReadingHints) -> tuple[At, str]:
    for label in _TIMES:
        if label in said:
            at = counted_by_magnitude(said[label]) if said[label].isdecimal() else zoned(said[label], hints.zone)
            if at.at is not None:
                return at, label
    return NO_TIME, next((label for label in _TIMES if label in said), "")


def _kind(entry: Entry, said: Mapping[str, str]) -> tuple[Kind, State]:
    labels = {field.label for field in entry.fields}
    if _CALL in labels:
        is_missed = said.get(f"{_CALL} / Missed", "").lower() in ("true", "yes")
        return Kind.CALL, State.MISSED if is_missed else State.SENT
    if _JOINED in labels:
        return Kind.MEMBERSHIP, State.BY_PLATFORM
    if entry.thread:
        is_message = not labels.isdisjoint({"Author", "Sent", "Body"})
        return (Kind.MESSAGE, State.SENT) if is_message else (Kind.MEMBERSHIP, State.BY_PLATFORM)
    kind = KINDS.get(entry.section, Kind.NOTICE)
    return kind, State.BY_PLATFORM if kind is Kind.NOTICE else State.SENT


def _doubts(entry: Entry) -> tuple[Doubt, ...]:
    return doubts_of(is_utf8=all(field.is_utf8 for field in entry.fields), is_cut=entry.is_cut)


def _thread(entry: Entry) -> str:
    """The conversation's number, which pages write in brackets; else the list that the section is."""
    return entry.thread.words.strip("() ") if entry.thread else list_of(entry.section)


def _participants(thread: Field) -> list[Account]:
    """One a line; the line before them is a time."""
    lines = (line for field in thread.heads if "Participants" in field.label for line in field.words.split("\n"))
    found = (line.strip() for line in lines)
    return [account_of(line) for line in found if line and zoned(line, None).at is None]


def _recipients(entry: Entry, said: Mapping[str, str]) -> tuple[str, ...]:
    if entry.thread is None:
        listed = (account_of(said[label]) for label in _ACCOUNTS if label in said)
        return tuple(dict.fromkeys((*(account.name for account in listed), *_own_names(entry, said))))
    author = account_of(said["Author"]) if "Author" in said else Account("", "")
    others = (one for one in _participants(entry.thread) if set(one.names).isdisjoint(author.names))
    return tuple(dict.fromkeys(one.name for one in others))


def _own_names(entry: Entry, said: Mapping[str, str]) -> tuple[str, ...]:
    """The names and addresses by which the account itself is registered."""
    if entry.section == "name":
        name = " ".join(said[label] for label in _NAMES if said.get(label))
        return (name,) if name else ()
    if entry.section == "emails":
        return tuple(word for words in said.values() for word in words.split() if "@" in word)
    return ()


def _direction(entry: Entry, author: Account | None, hints: ReadingHints) -> Direction:
    if entry.thread is None or author is None or not hints.owner_accounts:
        return Direction.UNKNOWN
    met = {name for account in (author, *_participants(entry.thread)) for name in account.names}
    return direction_by(author.names, hints, met)


def _files(fields: list[Field]) -> tuple[str, ...]:
    """Every file of the return that the entry names, at any depth."""
    found: list[str] = []
    waiting = list(reversed(fields))
    while waiting:
        field = waiting.pop()
        if field.label == _LINKED and field.words:
            found.append(field.words)
        waiting.extend(reversed(field.inner))
    return tuple(dict.fromkeys(found))


def _notes(entry: Entry, said: Mapping[str, str]) -> dict[str, str]:
    notes = {} if entry.thread and entry.section == "unified_messages" else {"section": entry.section}
    if entry.thread is None:
        notes |= relation_in(entry.section) | place(said.get("Latitude"), said.get("Longitude"))
    if entry.section == REPORTED:
        notes["media"] = _NOT_OPENED
    if any(field.is_torn for field in entry.fields):
        notes["page break"] = _TORN
    return notes
