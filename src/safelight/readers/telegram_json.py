"""Telegram Desktop's ``result.json``: one chat, or everything an account holds.

Facts: the exporter's own source (telegramdesktop/tdesktop, ``export_output_json.cpp``) and exports of 2020-2024.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_outline import EachOf, Frame, Items, Layout, LeftOut, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.telegram_message import Chat, message_of, reactions_of
from safelight.readers.telegram_ordinary import ORDINARY, Messages
from safelight.records.batch import Piece, records_in
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="telegram-json",
    title="Telegram Desktop export (JSON)",
    platform="Telegram",
    version="2",
    generations=(
        "single chat",
        "full export",
        "numeric sender ids (before 2021)",
        "with date_unixtime (2022 onwards)",
    ),
    tested_on=(
        TestedOn("full export of January 2020, four chats", 50, bytes_read=30_579, bytes_skipped=2765),
        TestedOn("full export of July 2021, one group", 2, bytes_read=794, bytes_skipped=2239),
        TestedOn("full export of January 2023, one group", 6, bytes_read=2925, bytes_skipped=2239),
        TestedOn("full export of November 2023, one chat", 1, bytes_read=777, bytes_skipped=583),
        TestedOn("full export of January 2024, inline buttons", 5, bytes_read=3707, bytes_skipped=583),
        TestedOn("full export of February 2024, channel created", 2, bytes_read=993, bytes_skipped=101),
        TestedOn("chats only, no ids", 2, bytes_read=639),
        TestedOn("single chat, local dates only", 3, bytes_read=714),
        TestedOn("single group, 20 senders", 5475, bytes_read=1_407_516),
    ),
    cannot_know=(
        "Secret chats are never in an export.",
        "Messages deleted before the export are missing, and nothing marks where they were.",
        "Exports made before mid-2022 give local times without a zone.",
        "Whether a message was read is not exported.",
        "A single chat's export does not say whose account it was.",
    ),
)

_CHAT: Mapping[str, Layout] = {
    "name": Part.FRAME,
    "type": Part.FRAME,
    "id": Part.FRAME,
    "messages": Part.ITEMS,
}
_CHATS: Mapping[str, Layout] = {"about": LeftOut("Telegram's own explanation of the list."), "list": EachOf(_CHAT)}
LAYOUT: Mapping[str, Layout] = {
    **_CHAT,
    "about": LeftOut("Telegram's own explanation of the export."),
    "personal_information": LeftOut("The account's profile: name, number and description. Not a message."),
    "profile_pictures": LeftOut("The account's profile pictures. Not messages."),
    "stories": LeftOut("The account's stories. Not messages."),
    "contacts": LeftOut("The account's contact list. Not messages."),
    "frequent_contacts": LeftOut("Telegram's rating of frequent contacts. Not messages."),
    "sessions": LeftOut("Signed-in devices of the account. Not read by this reader yet."),
    "web_sessions": LeftOut("Web sites signed in to with the account. Not read by this reader yet."),
    "other_data": LeftOut("Other data of the account, such as drafts and installed stickers. Not messages."),
    "chats": _CHATS,
    "left_chats": _CHATS,
}
_CHAT_TYPES = frozenset(
    {
        "personal_chat",
        "bot_chat",
        "saved_messages",
        "replies",
        "verification_codes",
        "private_group",
        "private_supergroup",
        "public_supergroup",
        "private_channel",
        "public_channel",
    }
)


def recognise(member: Member) -> Recognition:
    """Telegram's message types in a list of messages, or the frame of a full export."""
    head = head_of(member)
    if head is None:
        return NOT_MINE
    outline = head.outline(LAYOUT)
    root = outline.root.spans
    first = head.first_object(outline)
    if first and first.get("type") in ("message", "service") and ("date" in first or "date_unixtime" in first):
        return Recognition(95, ("The first message has Telegram's type and date.",))
    if first is None and {"about", "personal_information"} <= root.keys():
        return Recognition(90, ("It begins like a full Telegram export: about, personal_information.",))
    if first is None and outline.lists and str(head.said(outline.lists[0].frame, "type")) in _CHAT_TYPES:
        return Recognition(80, ("A chat with one of Telegram's chat types and no message in reach.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message and service message of every chat, and every reaction that has a time and an actor."""
    for piece in batches(member, hints, book):
        yield from records_in(piece)


def batches(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Piece]:
    """The same, by the column where nothing is out of the ordinary."""
    text = JsonText(bytes_of(member))
    outline = text.outline(LAYOUT)
    if not outline.as_expected:
        message = "This looks like a Telegram export, but no list of chats or messages was found in it."
        raise UnknownLayout(message)
    account = Account(book, outline)
    owner = _owner(text, outline.root)
    names = _names_given_twice(text, outline)
    # All of them first: a long file is gone through in order.
    chats = [
        _chat(text, items, hints, owner=owner, path=member.path, repeated_names=names) for items in outline.lists
    ]
    for items, chat in zip(outline.lists, chats, strict=True):
        messages = Messages(chat)
        for run in ORDINARY.runs(text, items, account):
            if isinstance(run, Element):
                yield [message_of(run, chat), *reactions_of(run, chat, text)]
            else:
                yield messages.piece(run)
    account.up_to(len(text.data))


def _owner(text: JsonText, root: Frame) -> str:
    """A full export names its own account: a fact of the file."""
    profile = text.said(root, "personal_information")
    user_id = profile.get("user_id") if isinstance(profile, dict) else None
    return str(user_id) if isinstance(user_id, int) and not isinstance(user_id, bool) and user_id > 0 else ""


def _names_given_twice(text: JsonText, outline: Outline) -> frozenset[str]:
    names = Counter(str(text.said(items.frame, "name")) for items in outline.lists)
    return frozenset(name for name, times in names.items() if times > 1)


def _chat(
    text: JsonText, items: Items, hints: ReadingHints, *, owner: str, path: str, repeated_names: frozenset[str]
) -> Chat:
    frame = items.frame
    name, chat_id = text.said(frame, "name"), text.said(frame, "id")
    thread = name if isinstance(name, str) else ""
    identity = "" if chat_id is None else str(chat_id)
    if identity and (not thread or str(name) in repeated_names):
        thread = f"{thread} ({identity})".strip()
    accounts = hints.owner_accounts if not owner and _is_in(text, items, hints.owner_accounts) else frozenset()
    return Chat(
        member=path,
        thread=thread,
        identity=identity,
        is_personal=text.said(frame, "type") == "personal_chat",
        owner=owner,
        owner_accounts=accounts,
        zone=hints.zone,
        notes=text.repeated(frame),
    )


def _is_in(text: JsonText, items: Items, accounts: frozenset[str]) -> bool:
    """Whether an account told to us is the sender of any message here. If not, every direction stays unknown."""
    if not accounts:
        return False
    for start, end in zip(items.starts, items.ends, strict=True):
        message = text.object_at(start, end) if end else {}
        if any(str(message.get(name)) in accounts for name in ("from", "from_id", "actor", "actor_id")):
            return True
    return False
