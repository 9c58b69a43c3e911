"""Discord's data package: ``account/user.json``, with the account itself, its friends and whom it blocked.

Facts: the readers of public projects and Discord's API reference (“Relationship Type”). No public sample exists.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.account_list import RELATION, THREADS, Relation
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_every_name import EveryName
from safelight.readers.json_moment import iso
from safelight.readers.json_outline import Layout, LeftOut, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import text_of, written
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="discord-account-json",
    title="Discord data package: the account and its people (JSON)",
    platform="Discord",
    version="1",
    generations=("user.json with relationships and connections; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "The lists show how things stood on the day of the package. Who was blocked and freed again before then "
        "is not in them.",
        "Most packages do not say when somebody became a friend or was blocked.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_OWN = ("id", "username", "discriminator", "global_name", "email", "phone", "ip", "verified", "has_mobile")
_OTHER = LeftOut("Settings, payments and other details of the account: neither people nor sign-ins.")
LAYOUT: Mapping[str, Layout] = EveryName(
    _OTHER, {"relationships": Part.ITEMS, "connections": Part.ITEMS, **dict.fromkeys(_OWN, Part.FRAME)}
)
_RELATIONS: Mapping[int, Relation] = {
    1: Relation.FRIEND,
    2: Relation.BLOCKED,
    3: Relation.REQUEST_RECEIVED,
    4: Relation.REQUEST_SENT,
}
"""Discord's numbers; 0 is none, and 5 somebody met without being a friend."""
_CONNECTED = "Connected accounts"


def recognise(member: Member) -> Recognition:
    """The account's own names, and a list of relationships."""
    head = head_of(member)
    if head is None or not _is_account(head, head.outline(LAYOUT)):
        return NOT_MINE
    return Recognition(92, ("It names an account and its relationships the way Discord's package does.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """The account itself, then everybody it has a relationship with, and accounts connected elsewhere."""
    text = JsonText(member.whole())
    outline = text.outline(LAYOUT)
    if not _is_account(text, outline):
        message = (
            f"No account of a Discord package that this reader knows has these names: {shown(outline.root.spans)}."
        )
        raise UnknownLayout(message)
    account = Account(book, outline)
    yield _own(text, outline, member.path)
    for items in outline.lists:
        for element in text.elements(items, account):
            record = _relationship if items.pointer == "/relationships" else _connection
            yield record(element, member.path, hints)
    account.up_to(len(text.data))


def _is_account(text: JsonText, outline: Outline) -> bool:
    lists = {items.pointer for items in outline.lists}
    spans = outline.root.spans
    return (
        {"id", "username"} <= spans.keys()
        and "/relationships" in lists
        and _is_number(text.said(outline.root, "id"))
    )


def _is_number(identity: object) -> bool:
    written_out = str(identity)
    return written_out.isascii() and written_out.isdecimal() and 15 <= len(written_out) <= 20


def _own(text: JsonText, outline: Outline, path: str) -> Record:
    """The account; its record points at its name, for the bytes of the whole file are those of its lists, too."""
    said = {name: text.said(outline.root, name) for name in _OWN}
    start, end = outline.root.spans["username"][-1]
    name = text_of(said["username"])
    return record_of(
        Element("/username", start, end, said),
        member=path,
        platform="Discord",
        known=("username",),
        kind=Kind.CONTACT,
        thread=THREADS[Relation.OWN],
        recipients=(name,) if name else (),
        extra={RELATION: Relation.OWN.value},
    )


def _relationship(element: Element, path: str, hints: ReadingHints) -> Record:
    source: Mapping[str, Any] = element.value
    user = source.get("user")
    name = text_of(user.get("username")) if isinstance(user, dict) else None
    who = name or text_of(source.get("id"))
    sort = source.get("type")
    relation = _RELATIONS.get(sort) if isinstance(sort, int) else None
    since = written(source.get("since") or "")
    return record_of(
        element,
        member=path,
        platform="Discord",
        known=("since",),
        kind=Kind.CONTACT,
        at=iso(since, hints.zone),
        at_text=since,
        thread=THREADS[relation] if relation else THREADS[Relation.CONTACT],
        recipients=(who,) if who else (),
        extra={RELATION: relation.value} if relation else {},
    )


def _connection(element: Element, path: str, _hints: ReadingHints) -> Record:
    """An account elsewhere that was connected, such as on a game service."""
    name = text_of(element.value.get("name"))
    return record_of(
        element,
        member=path,
        platform="Discord",
        known=("name",),
        kind=Kind.CONTACT,
        thread=_CONNECTED,
        recipients=(name,) if name else (),
        extra={"list": "connections"},
    )
