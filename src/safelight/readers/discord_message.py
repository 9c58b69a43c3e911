"""One message of a Discord export as a record."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

import msgspec
from msgspec.structs import replace

from safelight.readers.json_moment import At, iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import leftovers, strings_in, text_of, written
from safelight.records.moment import Micros
from safelight.records.record import Direction, Doubt, Kind, Record, State

_UNKNOWN, _MESSAGE, _SENT = Direction.UNKNOWN, Kind.MESSAGE, State.SENT
_DISCORD_EPOCH: Micros = 1_420_070_400_000_000
CLOCKS_DISAGREE = "clocks disagree"
"""Under this name ``extra`` says that the two times of a message cannot both be right."""
_SNOWFLAKE_DIGITS = range(15, 21)
_CLOCK_TOLERANCE_MICROS = 60_000_000
_FIELDS = frozenset({"id", "timestamp", "content", "author", "attachments"})
_WRITTEN_BY_PEOPLE = frozenset(
    {"Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "ThreadStarterMessage"}
)
_MEMBERSHIPS = frozenset({"RecipientAdd", "RecipientRemove", "GuildMemberJoin", "UserJoin"})


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """What all messages of one channel share."""

    member: str
    thread: str
    notes: Mapping[str, str]
    has_repeats: bool
    zone: tzinfo | None
    owner_accounts: frozenset[str]
    """Accounts told to us that did write in this channel."""
    seen: set[str]
    """Ids met so far."""

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is doubted of every message."""
        return (Doubt.DUPLICATE_KEY,) if self.has_repeats else ()

    def are_new(self, identities: Sequence[str]) -> bool:
        """Whether none of these ids came before, nor twice among them; then they are met now."""
        new = set(identities)
        if len(new) < len(identities) or not self.seen.isdisjoint(new):
            return False
        self.seen.update(new)
        return True

    def is_again(self, identity: str) -> bool:
        """Whether a message of this id came before."""
        if not identity:
            return False
        if identity in self.seen:
            return True
        self.seen.add(identity)
        return False


def message_of(element: Element, channel: Channel) -> Record:
    """The message; reactions have counts but no times and stay in ``extra``."""
    source = element.value
    author = source.get("author")
    if not isinstance(author, dict):
        author = {}
    identity = text_of(source.get("id")) or ""
    at = iso(source.get("timestamp"), channel.zone)
    kind, state = _kind_and_state(source)
    sender = _name(author)
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=kind,
        member=channel.member,
        offset=element.start,
        length=element.end - element.start,
        pointer=element.pointer,
        at=at.at,
        at_quality=at.quality,
        at_text=written(source.get("timestamp") or ""),
        platform="Discord",
        thread=channel.thread,
        sender=sender,
        direction=_direction(author, channel) if channel.owner_accounts else _UNKNOWN,
        text=text_of(source.get("content")),
        state=state,
        extra=_extra(element, channel, author, at, identity),
    )
    doubts = _doubts(element, channel, sender, identity)
    if doubts or at.other is not None or source.get("attachments") or "reference" in source:
        return replace(
            record,
            at_other=at.other,
            attachments=_attachments(source),
            reply_to=_replied_to(source),
            doubts=doubts,
        )
    return record


def names_of(author: Mapping[str, Any]) -> tuple[str | None, ...]:
    """What an officer may call this account: its name with or without number, its nickname, its id."""
    return _name(author), *(text_of(author.get(name)) for name in ("name", "nickname", "id"))


def _name(author: Mapping[str, Any]) -> str | None:
    """The account name, which is unique; the nickname, which anybody may choose, is in ``extra``."""
    name = text_of(author.get("name"))
    discriminator = author.get("discriminator")
    if name and discriminator != "0000" and isinstance(discriminator, str) and discriminator.strip("0"):
        return f"{name}#{discriminator}"
    return name or text_of(author.get("id"))


def _kind_and_state(source: Mapping[str, Any]) -> tuple[Kind, State]:
    kind = source.get("type", "Default")
    if kind == "Default" and not source.get("timestampEdited"):
        return _MESSAGE, _SENT
    if kind == "Call":
        return Kind.CALL, State.BY_PLATFORM
    # Kinds that the exporter does not know are numbers; whether a person or Discord wrote them is not known.
    if not isinstance(kind, str) or kind in _WRITTEN_BY_PEOPLE or kind.isdecimal():
        return Kind.MESSAGE, State.EDITED if source.get("timestampEdited") else State.SENT
    return (Kind.MEMBERSHIP if kind in _MEMBERSHIPS else Kind.NOTICE), State.BY_PLATFORM


def _direction(author: Mapping[str, Any], channel: Channel) -> Direction:
    if not channel.owner_accounts or not author:
        return Direction.UNKNOWN
    is_owner = not channel.owner_accounts.isdisjoint(names_of(author))
    return Direction.FROM_OWNER if is_owner else Direction.TOWARDS_OWNER


def _attachments(source: Mapping[str, Any]) -> tuple[str, ...]:
    """File names; the addresses stand in ``extra`` and are never followed."""
    return strings_in(source.get("attachments"), "fileName")


def _replied_to(source: Mapping[str, Any]) -> str:
    reference = source.get("reference")
    return text_of(reference.get("messageId")) or "" if isinstance(reference, dict) else ""


def _doubts(element: Element, channel: Channel, sender: str | None, identity: str) -> tuple[Doubt, ...]:
    is_again = channel.is_again(identity)
    if not (is_again or element.doubts or channel.has_repeats) and sender is not None:
        return ()
    doubts = list(element.doubts)
    if sender is None:
        doubts.append(Doubt.SENDER_MISSING)
    if is_again:
        doubts.append(Doubt.DUPLICATE_ID)
    doubts.extend(doubt for doubt in channel.doubts if doubt not in doubts)
    return tuple(doubts)


def _extra(element: Element, channel: Channel, author: Mapping[str, Any], at: At, identity: str) -> dict[str, str]:
    extra = leftovers(element.value, _FIELDS)
    if identity:
        extra["id"] = identity
    if value := text_of(author.get("id")):
        extra["author_id"] = value
    if value := text_of(author.get("nickname")):
        extra["author_nickname"] = value
    if author.get("isBot") is True:
        extra["author_isBot"] = "true"
    if attachments := element.value.get("attachments"):
        extra["attachments"] = written(attachments)
    if apart := apart_from_id(identity, at.at):
        extra[CLOCKS_DISAGREE] = apart
    extra.update(channel.notes)
    extra.update(element.notes)
    return extra


def are_the_same(identities: Sequence[str], at: Sequence[Micros]) -> bool:
    """Whether ``apart_from_id`` has surely nothing to say of any of these ids and moments."""
    digits = set(map(len, identities))
    if not digits.issubset(_SNOWFLAKE_DIGITS) or not "".join(identities).isdecimal():
        return False
    apart = [moment - (int(identity) >> 22) * 1000 for identity, moment in zip(identities, at, strict=True)]
    return max(apart) - _DISCORD_EPOCH <= _CLOCK_TOLERANCE_MICROS >= _DISCORD_EPOCH - min(apart)


def apart_from_id(identity: str, at: Micros | None) -> str:
    """A Discord id holds the moment it was made (Discord's API reference, “Snowflakes”): a second clock.

    A sentence where both clocks differ by more than a minute; empty where they do not or the id is no snowflake.
    """
    if at is None or len(identity) not in _SNOWFLAKE_DIGITS or not identity.isdecimal():
        return ""
    apart = at - (int(identity) >> 22) * 1000 - _DISCORD_EPOCH
    if -_CLOCK_TOLERANCE_MICROS <= apart <= _CLOCK_TOLERANCE_MICROS:
        return ""
    seconds = apart // 1_000_000
    return f"The time in the message's id and its timestamp differ by {seconds} s, more than a minute."
