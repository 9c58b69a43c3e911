"""The archive that X (Twitter) gives: ``data/*.js``, each one JSON text assigned to ``window.YTD.NAME.partN``.

Facts: an archive's ``account.js`` and the readers of public projects for the direct messages.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from safelight.readers.entry_record import record_of
from safelight.readers.json_moment import iso
from safelight.readers.json_outline import EachOf, Items, Layout, Part
from safelight.readers.json_text import Account, Element, JsonText
from safelight.readers.json_value import text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.x_event import Conversation, records_of
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="x-archive-js",
    title="X (Twitter) archive",
    platform="X",
    version="1",
    generations=(
        "direct messages and group direct messages; not yet seen on a real export",
        "headers of direct messages, without their words; not yet seen on a real export",
        "account.js (2019 onwards)",
        "ip-audit.js; not yet seen on a real export",
    ),
    tested_on=(TestedOn("account.js of 2019", 1),),
    cannot_know=(
        "People are numbers here: the archive names nobody but its own account.",
        "A conversation's file does not say whose account it was; account.js beside it does.",
        "Messages that were deleted before the download are missing, and nothing marks where they were.",
        "Addresses of pictures are kept as text and never followed.",
        "The direct messages were built from descriptions and made-up files, not yet seen on a real export.",
    ),
)

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*window\.YTD\.(\w{1,60})\.part\d{1,6}\s*=\s*")
_CONVERSATIONS = EachOf({"dmConversation": {"conversationId": Part.FRAME, "messages": Part.ITEMS}})
_ENTRIES = Part.ITEMS


class _File(NamedTuple):
    layout: Layout
    what: str


_FILES: Mapping[str, _File] = {
    "direct_messages": _File(_CONVERSATIONS, "direct messages"),
    "direct_messages_group": _File(_CONVERSATIONS, "group direct messages"),
    "direct_message_headers": _File(_CONVERSATIONS, "headers of direct messages"),
    "direct_message_group_headers": _File(_CONVERSATIONS, "headers of group direct messages"),
    "account": _File(_ENTRIES, "details of the account"),
    "ip_audit": _File(_ENTRIES, "sign-ins"),
}


def recognise(member: Member) -> Recognition:
    """The line every file of the archive begins with, and the name in it."""
    match = _BEGINNING.match(member.head)
    name = match[1].decode() if match else ""
    if name in _FILES:
        return Recognition(98, (f"It begins the way an X archive begins its {_FILES[name].what}.",))
    if match:
        reason = "It is a file of an X archive, but none of those that hold messages or sign-ins."
        return Recognition(30, (reason,))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every event of every conversation, or the account, or the sign-ins."""
    data = member.whole()
    match = _BEGINNING.match(data)
    file = _FILES.get(match[1].decode()) if match else None
    if match is None or file is None:
        message = "This looks like a file of an X archive, but not like one that holds messages or sign-ins."
        raise UnknownLayout(message)
    text = JsonText(data)
    text.start = match.end()
    outline = text.outline(file.layout)
    account = Account(book, outline)
    for items in outline.lists:
        if file.layout is _ENTRIES:
            for element in text.elements(items, account):
                yield _entry(element, member.path)
        else:
            yield from _events(text, items, account, member.path, hints)
    account.up_to(len(data))


def _events(text: JsonText, items: Items, account: Account, path: str, hints: ReadingHints) -> Iterator[Record]:
    conversation = Conversation(
        member=path, identity=text_of(text.said(items.frame, "conversationId")) or "", hints=hints
    )
    for element in text.elements(items, account):
        yield from records_of(element, conversation, text)


def _entry(element: Element, path: str) -> Record:
    """The account itself as a contact, or a sign-in with its address."""
    name, inner = next(iter(element.value.items()), ("", None))
    said = inner if isinstance(inner, dict) else element.value
    is_sign_in = name == "ipAudit"
    created = text_of(said.get("createdAt")) or ""
    identity = text_of(said.get("accountId"))
    own = Element(element.pointer, element.start, element.end, said, element.doubts, element.notes)
    return record_of(
        own,
        member=path,
        platform="X",
        known={"createdAt"} if is_sign_in else {"accountId"},
        kind=Kind.SIGN_IN if is_sign_in else Kind.CONTACT,
        at=iso(created, None) if is_sign_in else iso(None, None),
        at_text=created if is_sign_in else "",
        recipients=(identity,) if identity and not is_sign_in else (),
        extra={} if is_sign_in else {"list": "the archive's own account"},
    )
