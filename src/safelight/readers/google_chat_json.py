"""Google Chat in a Takeout: ``messages.json`` of a conversation and ``group_info.json`` with its members."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.entry_record import accounts_met, direction_by, record_of, shown
from safelight.readers.json_outline import Layout, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import strings_in, text_of, written
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.written_moment import long_form
from safelight.records.record import Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="google-chat-json",
    title="Google Chat in a Takeout (JSON)",
    platform="Google Chat",
    version="1",
    generations=("twelve-hour dates (2023)", "twenty-four-hour dates (2021)", "members of a conversation"),
    tested_on=(
        TestedOn("direct conversation", 51, bytes_read=25_199),
        TestedOn("space of September 2023", 9, bytes_read=5303),
        TestedOn("space with attached files", 5, bytes_read=2068),
        TestedOn("members of four conversations", 9, bytes_read=1195),
    ),
    cannot_know=(
        "Dates are written in words; only English ones are read, others are kept as written and have no time.",
        "The download does not say whose account it was.",
        "Earlier wordings of an edited message and texts of deleted messages are missing.",
        "Whether a message was read is not exported.",
    ),
)

LAYOUT: Mapping[str, Layout] = {"messages": Part.ITEMS, "members": Part.ITEMS, "name": Part.FRAME}
_MESSAGE = frozenset({"created_date", "text", "message_id", "creator", "attached_files"})
_GROUP = re.compile(r"(?:\A|/)(?:DM|Space) ([\w-]+?)(?:__|/)")


def recognise(member: Member) -> Recognition:
    """Messages with a creator and a date in words, or members with an e-mail address and a type of user."""
    head = head_of(member)
    if head is None:
        return NOT_MINE
    outline = head.outline(LAYOUT)
    if not _is_known(head, outline):
        return NOT_MINE
    return Recognition(93, ("Its entries have the names that Google Chat gives to messages or members.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, or every member, as a record in the order of the file."""
    text = JsonText(member.whole())
    outline = text.outline(LAYOUT)
    if not _is_known(text, outline):
        names = shown(text.first_object(outline) or {})
        message = f"No file of Google Chat that this reader knows has entries with these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    for items in outline.lists:
        met = accounts_met(text, [items], _creator_of) if hints.owner_accounts else frozenset()
        for element in text.elements(items, account):
            if items.pointer == "/members":
                yield _member_record(element, member.path, text_of(text.said(items.frame, "name")) or "")
            else:
                yield _message_record(element, member.path, hints, met)
    account.up_to(len(text.data))


def _is_known(text: JsonText, outline: Outline) -> bool:
    first = text.first_object(outline)
    if first is None:
        return False
    if outline.lists[0].pointer == "/members":
        return {"email", "user_type"} <= first.keys()
    return "created_date" in first and ("creator" in first or "topic_id" in first)


def _creator_of(source: Mapping[str, Any]) -> tuple[str | None, str | None]:
    return _names_of(source.get("creator"))


def _names_of(person: object) -> tuple[str | None, str | None]:
    """The address, which is unique, and the name, which anybody may choose."""
    if not isinstance(person, dict):
        return None, None
    return text_of(person.get("email")), text_of(person.get("name"))


def _message_record(element: Element, path: str, hints: ReadingHints, met: frozenset[str]) -> Record:
    source = element.value
    identity = text_of(source.get("message_id")) or ""
    names = _creator_of(source)
    at_text = written(source.get("created_date") or "")
    return record_of(
        element,
        member=path,
        platform="Google Chat",
        known=_MESSAGE,
        at=long_form(at_text, hints.zone),
        at_text=at_text,
        thread=identity.partition("/")[0] if "/" in identity else _group_in(path),
        sender=names[0] or names[1],
        direction=direction_by(names, hints, met),
        text=text_of(source.get("text")),
        state=_state(source),
        attachments=strings_in(source.get("attached_files"), "export_name"),
        extra=_extra(source, names[1], identity),
    )


def _member_record(element: Element, path: str, group_name: str) -> Record:
    email, name = _names_of(element.value)
    extra = {"group name": group_name} if group_name else {}
    return record_of(
        element,
        member=path,
        platform="Google Chat",
        known={"email"},
        kind=Kind.MEMBERSHIP,
        thread=_group_in(path),
        recipients=tuple(known for known in (email or name,) if known),
        state=State.BY_PLATFORM,
        extra=extra,
    )


def _group_in(path: str) -> str:
    match = _GROUP.search(path)
    return match[1] if match else ""


def _state(source: Mapping[str, Any]) -> State:
    if source.get("message_state") == "DELETED" or "deletion_metadata" in source:
        return State.DELETED
    return State.EDITED if source.get("updated_date") else State.SENT


def _extra(source: Mapping[str, Any], name: str | None, identity: str) -> dict[str, str]:
    extra = {}
    if name:
        extra["creator_name"] = name
    if identity:
        extra["message_id"] = identity
    creator = source.get("creator")
    if isinstance(creator, dict) and (sort := text_of(creator.get("user_type"))):
        extra["creator_user_type"] = sort
    elif creator is not None and not isinstance(creator, dict):
        extra["creator"] = written(creator)
    if files := source.get("attached_files"):
        extra["attached_files"] = written(files)
    return extra
