"""Skype's own export: ``messages.json`` with every conversation of the account.

Facts: the readers of public projects. No public sample exists.
"""

from collections.abc import Iterator, Mapping

from safelight.readers.entry_record import shown
from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_outline import EachOf, Layout, Outline, Part
from safelight.readers.json_text import Account, JsonText, head_of
from safelight.readers.json_value import text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.skype_message import Conversation, record_of_message
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="skype-json",
    title="Skype export (messages.json)",
    platform="Skype",
    version="2",
    generations=("messages.json with userId and conversations; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "Earlier wordings of an edited message and texts of deleted messages are missing.",
        "Words quoted in a reply are another message's; they are kept beside the message, not in its text.",
        "Whether a message was read is not exported.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_CONVERSATION: Mapping[str, Layout] = {
    "id": Part.FRAME,
    "displayName": Part.FRAME,
    "version": Part.FRAME,
    "properties": Part.FRAME,
    "threadProperties": Part.FRAME,
    "MessageList": Part.ITEMS,
}
LAYOUT: Mapping[str, Layout] = {
    "userId": Part.FRAME,
    "exportDate": Part.FRAME,
    "conversations": EachOf(_CONVERSATION),
}


def recognise(member: Member) -> Recognition:
    """An account, conversations, and messages with Skype's names."""
    head = head_of(member)
    if head is None:
        return NOT_MINE
    outline = head.outline(LAYOUT)
    if "userId" not in outline.root.spans or not outline.as_expected:
        return NOT_MINE
    if _has_known_names(head, outline):
        return Recognition(95, ("It names an account and holds conversations with Skype's names.",))
    is_frame = "exportDate" in outline.root.spans and head.first_object(outline) is None
    return (
        Recognition(75, ("It has the frame of Skype's export, and no message in reach.",))
        if is_frame
        else NOT_MINE
    )


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message of every conversation as a record; the export says itself whose account it is."""
    text = JsonText(bytes_of(member))
    outline = text.outline(LAYOUT)
    is_known = outline.lists and (text.first_object(outline) is None or _has_known_names(text, outline))
    if not is_known:
        names = shown(text.first_object(outline) or outline.root.spans)
        message = f"No Skype export that this reader knows has these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    owner = text_of(text.said(outline.root, "userId")) or ""
    for items in outline.lists:
        conversation = Conversation(
            member=member.path,
            identity=text_of(text.said(items.frame, "id")) or "",
            name=text_of(text.said(items.frame, "displayName")) or "",
            owner=owner,
            zone=hints.zone,
        )
        for element in text.elements(items, account):
            yield record_of_message(element, conversation)
    account.up_to(len(text.data))


def _has_known_names(text: JsonText, outline: Outline) -> bool:
    first = text.first_object(outline)
    return first is not None and {"messagetype", "originalarrivaltime"} <= first.keys()
