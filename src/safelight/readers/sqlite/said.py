"""What a row says, and the record made of it: one way for every database."""

import msgspec
from msgspec.structs import replace

from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.value import Mended
from safelight.records.record import Direction, Doubt, Kind, Record, State

# Every record is asked about these; to look up a member of an enumeration takes longer than to ask about it.
_MESSAGE, _SENT = Kind.MESSAGE, State.SENT
_FROM_OWNER, _TOWARDS_OWNER = Direction.FROM_OWNER, Direction.TOWARDS_OWNER
_IN_LOG = "The newest version of this row stands in the -wal file beside the database."


class Said(msgspec.Struct, kw_only=True):
    """The fields of a record (see there) that a row and its neighbours fill."""

    kind: Kind = Kind.MESSAGE
    part: str = ""
    """What of the row it is, where a row holds several records."""
    at: At = NO_TIME
    at_text: str = ""
    thread: str = ""
    sender: str | None = None
    recipients: tuple[str, ...] = ()
    direction: Direction = Direction.UNKNOWN
    text: str | None = None
    state: State = State.SENT
    attachments: tuple[str, ...] = ()
    reply_to: str = ""
    extra: dict[str, str] = msgspec.field(default_factory=dict)


def record_of(row: Found, platform: str, said: Said) -> Record:
    """A record at the row's cell; if its newest version is in the log, the place is in the log."""
    is_mended = Mended.were_any and _is_mended(said)
    if is_mended:
        _make_plain(said)
    sheet, at = row.sheet, said.at
    if sheet.is_in_log:
        said.extra["place"] = _IN_LOG
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=said.kind,
        member=sheet.member,
        offset=row.offset,
        length=row.length,
        pointer=f"{sheet.table}/{row.rowid}{said.part and '/'}{said.part}",
        at=at.at,
        at_quality=at.quality,
        at_text=said.at_text,
        platform=platform,
        thread=said.thread,
        sender=said.sender,
        recipients=said.recipients,
        direction=said.direction,
        text=said.text,
        extra=said.extra,
    )
    doubts = doubts_of(said, is_mended=is_mended)
    if said.state is _SENT and not (doubts or said.attachments or said.reply_to or at.other):
        return record
    return replace(
        record,
        state=said.state,
        at_other=at.other,
        attachments=said.attachments,
        reply_to=said.reply_to,
        doubts=doubts,
    )


def doubts_of(said: Said, *, is_mended: bool = False) -> tuple[Doubt, ...]:
    """What a record that says this leaves in doubt."""
    is_nobodys = said.sender is None and said.direction is not _FROM_OWNER and said.kind is _MESSAGE
    if is_nobodys:
        return (Doubt.SENDER_MISSING, Doubt.NOT_UTF8) if is_mended else (Doubt.SENDER_MISSING,)
    return (Doubt.NOT_UTF8,) if is_mended else ()


def direction_of(is_from_owner: int | None) -> Direction:
    """From a column that says whether the owner of the device sent it."""
    if is_from_owner is None:
        return Direction.UNKNOWN
    return _FROM_OWNER if is_from_owner else _TOWARDS_OWNER


def given(*names: str | None) -> tuple[str, ...]:
    """Those that say anything."""
    return tuple(filter(None, names))


def _is_mended(said: Said) -> bool:
    texts = (said.text, said.sender, said.thread, said.at_text, said.reply_to)
    return Mended in map(type, (*texts, *said.recipients, *said.attachments, *said.extra.values()))


def _make_plain(said: Said) -> None:
    """A record holds plain text: that some of it had to be mended is said by its doubt."""
    said.text = None if said.text is None else str(said.text)
    said.sender = None if said.sender is None else str(said.sender)
    said.thread, said.at_text, said.reply_to = str(said.thread), str(said.at_text), str(said.reply_to)
    said.recipients = tuple(map(str, said.recipients))
    said.attachments = tuple(map(str, said.attachments))
    said.extra = {name: str(value) for name, value in said.extra.items()}
