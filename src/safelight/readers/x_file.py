"""The files that X writes, in an archive and in a return alike: what is in each, and its entries as records."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from safelight.readers.json_outline import EachOf, Items, Layout, Part
from safelight.readers.json_text import Account, JsonText
from safelight.readers.json_value import text_of
from safelight.readers.reader import ReadingHints
from safelight.readers.x_entry import entry_of
from safelight.readers.x_event import Conversation, records_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

_CONVERSATIONS = EachOf({"dmConversation": {"conversationId": Part.FRAME, "messages": Part.ITEMS}})
_ENTRIES = Part.ITEMS


class File(NamedTuple):
    """How a file is laid out, and what stands in it."""

    layout: Layout
    what: str


FILES: Mapping[str, File] = {
    "direct_messages": File(_CONVERSATIONS, "direct messages"),
    "direct_messages_group": File(_CONVERSATIONS, "group direct messages"),
    "direct_message_headers": File(_CONVERSATIONS, "headers of direct messages"),
    "direct_message_group_headers": File(_CONVERSATIONS, "headers of group direct messages"),
    "account": File(_ENTRIES, "details of the account"),
    "ip_audit": File(_ENTRIES, "sign-ins"),
    "account_creation_ip": File(_ENTRIES, "address the account was made from"),
    "device_token": File(_ENTRIES, "devices"),
    "connected_application": File(_ENTRIES, "connected applications"),
    "screen_name_change": File(_ENTRIES, "changes of name"),
    "email_address_change": File(_ENTRIES, "changes of address"),
    "block": File(_ENTRIES, "blocked accounts"),
    "mute": File(_ENTRIES, "muted accounts"),
    "follower": File(_ENTRIES, "followers"),
    "following": File(_ENTRIES, "accounts followed"),
    "saved_search": File(_ENTRIES, "saved searches"),
    "tweets": File(_ENTRIES, "posts"),
    "tweet": File(_ENTRIES, "posts"),
    "deleted_tweets": File(_ENTRIES, "deleted posts"),
}


def records_in(
    data: bytes, start: int, file: File, path: str, hints: ReadingHints, book: TallyBook
) -> Iterator[Record]:
    """Every event of every conversation, or every entry of a list; the JSON text begins at ``start``."""
    text = JsonText(data)
    text.start = start
    outline = text.outline(file.layout)
    account = Account(book, outline)
    for items in outline.lists:
        if file.layout is _ENTRIES:
            for element in text.elements(items, account):
                yield entry_of(element, path)
        else:
            yield from _events(text, items, account, path, hints)
    account.up_to(len(data))


def _events(text: JsonText, items: Items, account: Account, path: str, hints: ReadingHints) -> Iterator[Record]:
    conversation = Conversation(
        member=path, identity=text_of(text.said(items.frame, "conversationId")) or "", hints=hints
    )
    for element in text.elements(items, account):
        yield from records_of(element, conversation, text)
