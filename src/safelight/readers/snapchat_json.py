"""Snapchat's “My Data” in JSON: saved chats, snaps, friends, changes to the account, and sign-ins.

Facts: the readers of public projects for both generations of the download. No public sample exists.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.entry_record import shown
from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_every_name import EveryName
from safelight.readers.json_outline import Items, Layout, LeftOut, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.snapchat_entry import (
    RELATIONS,
    change_of,
    device_of,
    friend_of,
    message_of,
    own_account_of,
    sign_in_of,
)
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="snapchat-json",
    title="Snapchat My Data (JSON)",
    platform="Snapchat",
    version="3",
    generations=(
        "one list for each conversation, with IsSender; not yet seen on a real export",
        "lists named Received and Sent; not yet seen on a real export",
        "friends, account history, login history and device history; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "Mostly saved chats are in the download; what is missing here proves nothing.",
        "Snaps are listed without their pictures; a snap in the list still shows that there was contact.",
        "Downloads of the older kind do not name the account's owner as sender.",
        "Which picture belongs to which message is known only where the message names it.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_CHANGES = frozenset({"Display Name Change", "Email Change", "Mobile Number Change", "Password Change"})
_FRIENDS = frozenset(RELATIONS)
_PROFILE = LeftOut("Details of the account that are neither messages, sign-ins nor devices.")
_BASIC, _DEVICES = "Basic Information", "Device History"
_ACCOUNT_LISTS = frozenset({"Login History", _DEVICES})
_ACCOUNT: Mapping[str, Layout] = EveryName(
    _PROFILE, {**dict.fromkeys(_ACCOUNT_LISTS, Part.ITEMS), _BASIC: Part.FRAME}
)
_LISTS: Mapping[str, Layout] = EveryName(Part.ITEMS)


def recognise(member: Member) -> Recognition:
    """The names that Snapchat gives to the entries of its lists."""
    head = head_of(member)
    if head is None or not head.data[head.start :].lstrip().startswith(b"{"):
        return NOT_MINE
    sort = _sort_of(head, _outline(head))
    return Recognition(92, (f"Its lists are laid out as Snapchat's {sort}.",)) if sort else NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry of every list as a record, in the order of the file."""
    text = JsonText(bytes_of(member))
    outline = _outline(text)
    sort = _sort_of(text, outline)
    if not sort:
        names = shown(text.first_object(outline) or {})
        message = f"No file of a Snapchat download that this reader knows has entries with these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    if sort == _SIGN_INS:
        yield from _own(text, outline, member.path)
    for items in outline.lists:
        for element in text.elements(items, account):
            yield _record(element, items, member.path, hints, sort)
    account.up_to(len(text.data))


_MESSAGES, _SIGN_INS, _HISTORY, _CONTACTS = "conversations", "account details", "account history", "friends"


def _outline(text: JsonText) -> Outline:
    outline = text.outline(_ACCOUNT)
    return outline if outline.lists else text.outline(_LISTS)


def _sort_of(text: JsonText, outline: Outline) -> str:
    names = {items.pointer[1:] for items in outline.lists}
    first = text.first_object(outline) or {}
    if names and names <= _ACCOUNT_LISTS:
        is_theirs = _BASIC in outline.root.spans or _is_sign_in(first)
        return _SIGN_INS if is_theirs else ""
    if "Created" in first and "Media Type" in first and ("From" in first or "To" in first):
        return _MESSAGES
    if names & _CHANGES and (not first or "Date" in first):
        return _HISTORY
    return _CONTACTS if names & _FRIENDS and (not first or "Username" in first) else ""


def _own(text: JsonText, outline: Outline, path: str) -> Iterator[Record]:
    """The account itself, where the file describes it."""
    for start, end in outline.root.spans.get(_BASIC, ()):
        if said := text.object_at(start, end):
            yield own_account_of(Element(f"/{_BASIC}", start, end, said), path)


def _is_sign_in(first: Mapping[str, Any]) -> bool:
    return {"IP", "Created"} <= first.keys()


def _record(element: Element, items: Items, member: str, hints: ReadingHints, sort: str) -> Record:
    name = items.pointer[1:]
    if sort == _MESSAGES:
        return message_of(element, name, member, hints)
    if sort == _SIGN_INS:
        return (device_of if name == _DEVICES else sign_in_of)(element, member, hints)
    if sort == _HISTORY:
        return change_of(element, name, member, hints)
    return friend_of(element, name, member, hints)
