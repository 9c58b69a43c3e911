"""The archive that X (Twitter) gives: ``data/*.js``, each one JSON text assigned to ``window.YTD.NAME.partN``.

Facts: an archive's ``account.js`` and the readers of public projects for the direct messages.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from safelight.readers.json_outline import EachOf, Items, Layout, Part
from safelight.readers.json_text import Account, JsonText
from safelight.readers.json_value import text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.x_entry import entry_of
from safelight.readers.x_event import Conversation, records_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="x-archive-js",
    title="X (Twitter) archive",
    platform="X",
    version="3",
    generations=(
        "direct messages and group direct messages; not yet seen on a real export",
        "headers of direct messages, without their words; not yet seen on a real export",
        "account.js (2019 onwards)",
        "ip-audit.js, account-creation-ip.js, device-token.js, connected-application.js; "
        "not yet seen on a real export",
        "following.js and saved-search.js (2019 onwards)",
        "block.js, mute.js, follower.js; not yet seen on a real export",
        "tweets.js and deleted-tweets.js; not yet seen on a real export",
        "screen-name-change.js and email-address-change.js; not yet seen on a real export",
    ),
    tested_on=(
        TestedOn("account.js of 2019", 1, bytes_read=299),
        TestedOn("following.js of 2019", 2, bytes_read=141),
        TestedOn("saved-search.js of 2019", 2, bytes_read=200),
    ),
    cannot_know=(
        "Who was blocked, muted or followed stands here without the day it happened.",
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
    "account_creation_ip": _File(_ENTRIES, "address the account was made from"),
    "device_token": _File(_ENTRIES, "devices"),
    "connected_application": _File(_ENTRIES, "connected applications"),
    "screen_name_change": _File(_ENTRIES, "changes of name"),
    "email_address_change": _File(_ENTRIES, "changes of address"),
    "block": _File(_ENTRIES, "blocked accounts"),
    "mute": _File(_ENTRIES, "muted accounts"),
    "follower": _File(_ENTRIES, "followers"),
    "following": _File(_ENTRIES, "accounts followed"),
    "saved_search": _File(_ENTRIES, "saved searches"),
    "tweets": _File(_ENTRIES, "posts"),
    "tweet": _File(_ENTRIES, "posts"),
    "deleted_tweets": _File(_ENTRIES, "deleted posts"),
}


def recognise(member: Member) -> Recognition:
    """The line every file of the archive begins with, and the name in it."""
    match = _BEGINNING.match(member.head)
    name = match[1].decode() if match else ""
    if name in _FILES:
        return Recognition(98, (f"It begins the way an X archive begins its {_FILES[name].what}.",))
    if match:
        reason = "It is a file of an X archive, but none of those that are read."
        return Recognition(30, (reason,))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every event of every conversation, or every entry of a list."""
    data = member.whole()
    match = _BEGINNING.match(data)
    file = _FILES.get(match[1].decode()) if match else None
    if match is None or file is None:
        message = "This looks like a file of an X archive, but not like one that this reader knows."
        raise UnknownLayout(message)
    text = JsonText(data)
    text.start = match.end()
    outline = text.outline(file.layout)
    account = Account(book, outline)
    for items in outline.lists:
        if file.layout is _ENTRIES:
            for element in text.elements(items, account):
                yield entry_of(element, member.path)
        else:
            yield from _events(text, items, account, member.path, hints)
    account.up_to(len(data))


def _events(text: JsonText, items: Items, account: Account, path: str, hints: ReadingHints) -> Iterator[Record]:
    conversation = Conversation(
        member=path, identity=text_of(text.said(items.frame, "conversationId")) or "", hints=hints
    )
    for element in text.elements(items, account):
        yield from records_of(element, conversation, text)
