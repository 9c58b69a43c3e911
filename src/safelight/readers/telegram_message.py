"""One message of a Telegram export as records."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

import msgspec
from msgspec.structs import replace

from safelight.readers.json_moment import At, apart_from_local, counted, iso
from safelight.readers.json_outline import EachOf, Part
from safelight.readers.json_text import Element, JsonText
from safelight.readers.json_value import leftovers, text_of, written
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State

MICROS_PER_SECOND = 1_000_000
CLOCKS_DISAGREE = "clocks disagree"
"""Under this name ``extra`` says that the two times of a message cannot both be right."""
_QUARTER_HOUR = 900 * MICROS_PER_SECOND
_FARTHEST_ZONE = 14 * 3600 * MICROS_PER_SECOND
_NEVER_EDITED = ("1970-01-01", "1969-12-31")
_RECENT_REACTIONS = {"reactions": EachOf({"recent": Part.ITEMS})}

_MESSAGE, _SENT, _EXACT = Kind.MESSAGE, State.SENT, AtQuality.EXACT
_FIELDS = frozenset(
    {
        "id",
        "from_id",
        "actor_id",
        "type",
        "date",
        "date_unixtime",
        "from",
        "actor",
        "text",
        "text_entities",
        "reply_to_message_id",
        "file",
        "photo",
        "contact_vcard",
        "edited",
        "edited_unixtime",
    }
)
_NOT_PLAIN = frozenset({"reply_to_message_id", "file", "photo", "contact_vcard", "edited"})
_PLAIN_PIECE_NAMES = 2
_ATTACHED = ("photo", "file", "contact_vcard")
_CALLS = frozenset({"phone_call", "group_call", "invite_to_group_call", "conference_call"})
_MEMBERSHIPS = frozenset(
    {
        "create_group",
        "create_channel",
        "invite_members",
        "remove_members",
        "join_group_by_link",
        "join_group_by_request",
        "migrate_to_supergroup",
        "migrate_from_group",
    }
)


class Chat(msgspec.Struct, frozen=True, kw_only=True):
    """What all messages of one chat share."""

    member: str
    thread: str
    identity: str
    """The chat's id as the source writes it."""
    is_personal: bool
    owner: str
    """User id of the account exported, as a full export states it; empty if it does not."""
    owner_accounts: frozenset[str]
    """Accounts told to us that do send messages in this chat."""
    zone: tzinfo | None
    notes: Mapping[str, str]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is doubted of every message."""
        return (Doubt.DUPLICATE_KEY,) if self.notes else ()

    def direction(self, sender: str | None, identity: str) -> Direction:
        """Known from the file itself, else from what we were told, else unknown."""
        if self.owner:
            if not identity:
                return Direction.UNKNOWN
            is_owner = identity == self.owner or identity == f"user{self.owner}"
        elif self.owner_accounts and (sender is not None or identity):
            is_owner = sender in self.owner_accounts or identity in self.owner_accounts
        else:
            return Direction.UNKNOWN
        return Direction.FROM_OWNER if is_owner else Direction.TOWARDS_OWNER


def message_of(element: Element, chat: Chat) -> Record:
    """The message itself."""
    source = element.value
    is_service = source.get("type") == "service"
    who = "actor" if is_service else "from"
    sender = source.get(who)
    if sender is not None and not isinstance(sender, str):
        sender = written(sender)
    identity = written(source.get("actor_id" if is_service else "from_id") or "")
    sender = sender or None
    extra = {} if _FIELDS.issuperset(source) else leftovers(source, _FIELDS)
    if "id" in source:
        extra["id"] = written(source["id"])
    if identity:
        extra["actor_id" if is_service else "from_id"] = identity
    if chat.identity:
        extra["chat_id"] = chat.identity
    local = source.get("date")
    at = moment(source.get("date_unixtime"), local, chat.zone, extra)
    body = source.get("text")
    if not isinstance(body, str):
        body = _joined(body)
    if _is_formatted(source):
        _keep_formatting(source, extra)
    direction = chat.direction(sender, identity)
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=_MESSAGE,
        member=chat.member,
        offset=element.start,
        length=element.end - element.start,
        pointer=element.pointer,
        at=at.at,
        at_quality=at.quality,
        at_text=written(source.get("date_unixtime", "") if local is None else local),
        platform="Telegram",
        thread=chat.thread,
        sender=sender,
        recipients=(chat.thread,) if chat.is_personal and direction is Direction.FROM_OWNER else (),
        direction=direction,
        text=body,
        extra=extra,
    )
    is_plain = at.other is None and sender is not None and not (element.doubts or element.notes or chat.notes)
    if is_plain and _NOT_PLAIN.isdisjoint(source) and not is_service:
        return record
    return _with_particulars(record, element, chat, at.other)


def _with_particulars(record: Record, element: Element, chat: Chat, other: Micros | None) -> Record:
    """The record with what few messages have: attachments, a reply, an edit, an action, doubts."""
    source, extra = element.value, record.extra
    kind, state = _service(source) if source.get("type") == "service" else (_MESSAGE, _SENT)
    if "edited" in source and _edited(source, extra) and state is _SENT:
        state = State.EDITED
    extra.update(element.notes)
    extra.update(chat.notes)
    reply = source.get("reply_to_message_id")
    return replace(
        record,
        kind=kind,
        at_other=other,
        state=state,
        attachments=_attachments(source),
        reply_to="" if reply is None else written(reply),
        doubts=_doubts(element, chat, record.sender),
    )


def _doubts(element: Element, chat: Chat, sender: str | None) -> tuple[Doubt, ...]:
    doubts = list(element.doubts)
    if sender is None:
        doubts.append(Doubt.SENDER_MISSING)
    doubts.extend(doubt for doubt in chat.doubts if doubt not in doubts)
    return tuple(doubts)


def _service(source: Mapping[str, Any]) -> tuple[Kind, State]:
    action = source.get("action")
    if not isinstance(action, str):
        return Kind.NOTICE, State.BY_PLATFORM
    if action in _CALLS:
        missed = source.get("discard_reason") == "missed"
        return Kind.CALL, State.MISSED if missed else State.BY_PLATFORM
    return (Kind.MEMBERSHIP if action in _MEMBERSHIPS else Kind.NOTICE), State.BY_PLATFORM


def _attachments(source: Mapping[str, Any]) -> tuple[str, ...]:
    """Paths as written, also the exporter's “(File not included…)”: that something was attached is evidence."""
    if "photo" in source or "file" in source or "contact_vcard" in source:
        return tuple(written(source[name]) for name in _ATTACHED if source.get(name))
    return ()


def _edited(source: Mapping[str, Any], extra: dict[str, str]) -> bool:
    """Exports before 2021 write the first moment of 1970 for a message that was never edited."""
    edited = source.get("edited")
    if not edited or (isinstance(edited, str) and edited.startswith(_NEVER_EDITED)):
        return False
    extra["edited"] = written(edited)
    if seconds := source.get("edited_unixtime"):
        extra["edited_unixtime"] = written(seconds)
    return True


def _joined(body: object) -> str | None:
    """Text that holds links or formatting comes as a list of pieces; joined, they are what was written."""
    if not isinstance(body, list):
        return text_of(body)
    pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in body)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _is_formatted(source: Mapping[str, Any]) -> bool:
    """Whether the pieces of the text say more than the text: a link's address, hidden words, bold."""
    pieces = source.get("text_entities", source.get("text"))
    if isinstance(pieces, list):
        for piece in pieces:
            if isinstance(piece, dict) and (piece.get("type") != "plain" or len(piece) > _PLAIN_PIECE_NAMES):
                return True
    return False


def _keep_formatting(source: Mapping[str, Any], extra: dict[str, str]) -> None:
    name = "text_entities" if "text_entities" in source else "text"
    extra[name] = written(source[name])


def moment(count: object, local: object, zone: tzinfo | None, extra: dict[str, str]) -> At:
    """The count of seconds where there is one, else the local date; the count is checked against the date."""
    at = counted(count, micros_per_unit=MICROS_PER_SECOND)
    if at is None:
        if count is not None:
            extra["date_unixtime"] = written(count)
        return iso(local, zone)
    if apart := _apart_by_no_zone(local, at):
        extra[CLOCKS_DISAGREE] = (
            f"date and date_unixtime ({written(count)}) differ by {apart} s, which is not a time zone."
        )
    return At(at, _EXACT)


def _apart_by_no_zone(local: object, at: Micros) -> int:
    """Seconds between the local date and the instant if no time zone explains them, else 0.

    A zone lies whole quarter hours from UTC, and at most 14 hours.
    """
    apart = apart_from_local(local, at)
    if not apart or (not apart % _QUARTER_HOUR and abs(apart) <= _FARTHEST_ZONE):
        return 0
    return apart // MICROS_PER_SECOND


def reactions_of(element: Element, chat: Chat, text: JsonText) -> Iterator[Record]:
    """Each reaction to a message that has a time and an actor."""
    reactions = element.value.get("reactions")
    if reactions is None:
        return
    for recent in text.within(element, _RECENT_REACTIONS):
        at = iso(recent.value.get("date"), chat.zone)
        actor = recent.value.get("from")
        if at.at is None or not isinstance(actor, str):
            continue
        reaction = reactions[int(recent.pointer.rsplit("/", 3)[1])]
        identity = written(recent.value.get("from_id") or "")
        yield Record(
            kind=Kind.REACTION,
            member=chat.member,
            offset=recent.start,
            length=recent.end - recent.start,
            pointer=recent.pointer,
            at=at.at,
            at_quality=at.quality,
            at_other=at.other,
            at_text=recent.value["date"],
            platform="Telegram",
            thread=chat.thread,
            sender=actor,
            direction=chat.direction(actor, identity),
            text=text_of(reaction.get("emoji")),
            reply_to=written(element.value.get("id", "")),
            doubts=recent.doubts,
            extra={**leftovers(recent.value, ("from", "date")), **recent.notes},
        )
