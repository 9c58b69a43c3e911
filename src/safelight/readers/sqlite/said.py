"""What a row says, and the record made of it: one way for every database."""

import msgspec
from msgspec.structs import replace

from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.sqlite.layout import Mended
from safelight.readers.sqlite.row import Row
from safelight.records.record import Direction, Doubt, Kind, Record, State

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


def record_of(row: Row, platform: str, said: Said) -> Record:
    """A record at the row's cell; if its newest version is in the log, the place is in the log."""
    texts = (said.text, said.sender, said.thread, said.at_text, said.reply_to)
    is_mended = Mended in {*map(type, texts), *map(type, said.recipients), *map(type, said.extra.values())}
    if is_mended or said.attachments:
        is_mended = is_mended or Mended in map(type, said.attachments)
        _make_plain(said)
    stand, at = row.stand, said.at
    if stand.is_in_log:
        said.extra["place"] = _IN_LOG
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=said.kind,
        member=stand.member,
        offset=stand.offset,
        length=stand.length,
        pointer=f"{stand.pointer}/{said.part}" if said.part else stand.pointer,
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
    doubts = _doubts(said, is_mended=is_mended)
    if said.state is State.SENT and not (doubts or said.attachments or said.reply_to or at.other):
        return record
    return replace(
        record,
        state=said.state,
        at_other=at.other,
        attachments=said.attachments,
        reply_to=said.reply_to,
        doubts=doubts,
    )


def direction_of(is_from_owner: int | None) -> Direction:
    """From a column that says whether the owner of the device sent it."""
    if is_from_owner is None:
        return Direction.UNKNOWN
    return Direction.FROM_OWNER if is_from_owner else Direction.TOWARDS_OWNER


def given(*names: str | None) -> tuple[str, ...]:
    """Those that say anything."""
    return tuple(name for name in names if name)


def _doubts(said: Said, *, is_mended: bool) -> tuple[Doubt, ...]:
    is_nobodys = said.sender is None and said.direction is not Direction.FROM_OWNER
    missing = (Doubt.SENDER_MISSING,) if is_nobodys and said.kind is Kind.MESSAGE else ()
    return (*missing, Doubt.NOT_UTF8) if is_mended else missing


def _make_plain(said: Said) -> None:
    """A record holds plain text: that some of it had to be mended is said by its doubt."""
    said.text = None if said.text is None else str(said.text)
    said.sender = None if said.sender is None else str(said.sender)
    said.thread, said.at_text, said.reply_to = str(said.thread), str(said.at_text), str(said.reply_to)
    said.recipients = tuple(map(str, said.recipients))
    said.attachments = tuple(map(str, said.attachments))
    said.extra = {name: str(value) for name, value in said.extra.items()}
