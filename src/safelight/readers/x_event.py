"""One event of a conversation in an X archive: a message, somebody joining or leaving, a new name."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_moment import iso
from safelight.readers.json_outline import Part
from safelight.readers.json_text import Element, JsonText
from safelight.readers.json_value import text_of
from safelight.readers.reader import ReadingHints
from safelight.records.record import Direction, Kind, Record, State

_PLATFORM = "X"
_MESSAGE = frozenset({"createdAt", "senderId", "recipientId", "text", "mediaUrls", "reactions"})
_MEMBERSHIPS = frozenset({"joinConversation", "participantsJoin", "participantsLeave"})
_ACTORS = ("initiatingUserId", "invitingUserId", "senderId")


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """What all events of one conversation share; its name joins two accounts' numbers, or is a group's own."""

    member: str
    identity: str
    hints: ReadingHints


def records_of(element: Element, conversation: Conversation, text: JsonText) -> Iterator[Record]:
    """The event, and each reaction to it with its own bytes."""
    name, inner = next(iter(element.value.items()), ("", None))
    if not isinstance(inner, dict) or len(element.value) > 1:
        yield _other(element, "", element.value, conversation)
    elif name == "messageCreate":
        yield _message(element, inner, conversation)
        if inner.get("reactions"):
            for reaction in text.within(element, {"messageCreate": {"reactions": Part.ITEMS}}):
                yield _reaction(reaction, inner, conversation)
    else:
        yield _other(element, name, inner, conversation)


def _message(element: Element, source: Mapping[str, Any], conversation: Conversation) -> Record:
    sender, recipient = text_of(source.get("senderId")), text_of(source.get("recipientId"))
    created = text_of(source.get("createdAt")) or ""
    urls = source.get("mediaUrls")
    addresses = [url for url in urls if isinstance(url, str)] if isinstance(urls, list) else []
    return record_of(
        _inner(element, source),
        member=conversation.member,
        platform=_PLATFORM,
        known=_MESSAGE,
        at=iso(created, None),
        at_text=created,
        thread=conversation.identity,
        sender=sender,
        recipients=(recipient,) if recipient else (),
        direction=_direction(sender, recipient, conversation),
        text=text_of(source.get("text")),
        attachments=tuple(url.rpartition("/")[2] or url for url in addresses),
        extra={"mediaUrls": " ".join(addresses)} if addresses else {},
    )


def _reaction(element: Element, message: Mapping[str, Any], conversation: Conversation) -> Record:
    source = element.value if isinstance(element.value, dict) else {}
    sender = text_of(source.get("senderId"))
    created = text_of(source.get("createdAt")) or ""
    return record_of(
        _inner(element, source),
        member=conversation.member,
        platform=_PLATFORM,
        known={"createdAt", "senderId", "reactionKey"},
        kind=Kind.REACTION,
        at=iso(created, None),
        at_text=created,
        thread=conversation.identity,
        sender=sender,
        direction=_direction(sender, None, conversation),
        text=text_of(source.get("reactionKey")),
        reply_to=text_of(message.get("id")) or "",
    )


def _other(element: Element, name: str, source: Mapping[str, Any], conversation: Conversation) -> Record:
    created = text_of(source.get("createdAt")) or ""
    sender = next((text_of(source[actor]) for actor in _ACTORS if source.get(actor)), None)
    return record_of(
        _inner(element, source),
        member=conversation.member,
        platform=_PLATFORM,
        known={"createdAt"},
        kind=Kind.MEMBERSHIP if name in _MEMBERSHIPS else Kind.NOTICE,
        at=iso(created, None),
        at_text=created,
        thread=conversation.identity,
        sender=sender,
        state=State.BY_PLATFORM,
        extra={"event": name} if name else {},
    )


def _direction(sender: str | None, recipient: str | None, conversation: Conversation) -> Direction:
    """A conversation of two is named after their numbers; a recipient who is the owner says it, too."""
    met = {*conversation.identity.split("-"), sender, recipient}
    return direction_by((sender,), conversation.hints, met)


def _inner(element: Element, source: Mapping[str, Any]) -> Element:
    return Element(element.pointer, element.start, element.end, dict(source), element.doubts, element.notes)
