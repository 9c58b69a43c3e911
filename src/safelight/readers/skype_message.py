"""One message of a Skype export as a record."""

import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

import msgspec

from safelight.readers.entry_record import record_of
from safelight.readers.html_escapes import unescaped
from safelight.readers.json_moment import iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import text_of, written
from safelight.records.record import Direction, Kind, Record, State

_KNOWN = frozenset({"originalarrivaltime", "from", "content", "id"})
_QUOTE = re.compile(r"<(/?)quote\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_EDITED = re.compile(r"<e_m\b")
_MISSED = re.compile(r"<partlist\b[^<>]{0,300}?\btype=\"missed\"")
_FILE = re.compile(r"<OriginalName v=\"([^\"<>]{1,300})\"")
_QUOTED_ID = re.compile(r"<quote\b[^<>]{0,500}?\bmessageid=\"(\d{1,20})\"")


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """What all messages of one conversation share; ``owner`` is the account the export says it is of."""

    member: str
    identity: str
    name: str
    owner: str
    zone: tzinfo | None


def record_of_message(element: Element, conversation: Conversation) -> Record:
    """Words as people see them; where they were marked up, the content as written stands beside them."""
    source = element.value
    content, sort = text_of(source.get("content")), str(source.get("messagetype"))
    sender = text_of(source.get("from"))
    kind, state = _kind_and_state(sort, content or "", source)
    text = content if content is None or sort == "Text" else words_in(content)
    at_text = written(source.get("originalarrivaltime") or "")
    at = iso(at_text, conversation.zone)
    quoted = _QUOTED_ID.search(content or "")
    return record_of(
        element,
        member=conversation.member,
        platform="Skype",
        known=_KNOWN,
        kind=kind,
        at=at,
        at_text=at_text,
        thread=conversation.identity or conversation.name,
        sender=sender,
        direction=_direction(sender, conversation),
        text=text,
        state=state,
        attachments=tuple(unescaped(name) for name in _FILE.findall(content or "")),
        reply_to=quoted[1] if quoted else "",
        extra=_extra(source, conversation, content if content != text else None),
    )


def _kind_and_state(sort: str, content: str, source: Mapping[str, Any]) -> tuple[Kind, State]:
    if sort == "Event/Call":
        return Kind.CALL, State.MISSED if _MISSED.search(content) else State.SENT
    if sort.startswith("ThreadActivity/"):
        is_membership = sort.endswith("Member")
        return (Kind.MEMBERSHIP if is_membership else Kind.NOTICE), State.BY_PLATFORM
    if sort in ("Notice", "PopCard") or sort.startswith("InviteFreeRelationshipChanged/"):
        return Kind.NOTICE, State.BY_PLATFORM
    properties = source.get("properties")
    marks = properties if isinstance(properties, dict) else {}
    if marks.get("deletetime"):
        return Kind.MESSAGE, State.DELETED
    is_edited = marks.get("edittime") or _EDITED.search(content)
    return Kind.MESSAGE, State.EDITED if is_edited else State.SENT


def _direction(sender: str | None, conversation: Conversation) -> Direction:
    if not sender or not conversation.owner:
        return Direction.UNKNOWN
    return Direction.FROM_OWNER if sender == conversation.owner else Direction.TOWARDS_OWNER


def words_in(content: str) -> str:
    """What people see of a message that is marked up; every blank and line break stays."""
    return unescaped(_TAG.sub("", _without_quotes(content)))


def _without_quotes(content: str) -> str:
    """Quoted words are somebody else's: left in, they would count as the sender's."""
    kept, depth, at = [], 0, 0
    for match in _QUOTE.finditer(content):
        if not depth:
            kept.append(content[at : match.start()])
        depth = max(0, depth - 1) if match[1] else depth + 1
        at = match.end()
    kept.append(content[at:])
    return "".join(kept)


def _extra(source: Mapping[str, Any], conversation: Conversation, content: str | None) -> dict[str, str]:
    extra = {}
    if identity := source.get("id"):
        extra["id"] = written(identity)
    if content:
        extra["content"] = content
    if conversation.name:
        extra["conversation"] = conversation.name
    return extra
