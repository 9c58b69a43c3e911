"""Discord's own data package: ``messages.json`` or ``messages.csv`` and ``channel.json`` of each channel.

Facts: the readers of public projects and Discord's API reference (“Snowflakes”). No public sample exists.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.csv_rows import Table
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_moment import At, exact, iso
from safelight.readers.json_outline import Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import decode, text_of, written
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import AtQuality, Direction, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="discord-package",
    title="Discord data package",
    platform="Discord",
    version="1",
    generations=(
        "messages.json (2023 onwards); not yet seen on a real export",
        "messages.csv (before 2023); not yet seen on a real export",
        "channel.json and index.json; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "Only messages that the account's owner wrote are in the package; the other side is missing altogether.",
        "Edits, reactions and deleted messages are not in the package.",
        "Addresses of attached files stop working after a while, and the files are not in the package.",
        "The package's messages do not name the account.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_COLUMNS = ("ID", "Timestamp", "Contents", "Attachments")
_CSV_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?"?ID"?,"?Timestamp"?,"?Contents"?,"?Attachments"?\s')
_INDEX = re.compile(rb'\s*\{\s*"\d{15,20}"\s*:\s*(?:"(?:Direct Message|Unknown channel|[^"]{1,200} in ))')
_CHANNEL_PARTS = {"id", "type"}
_CHANNEL_SIGNS = {"recipients", "guild", "name"}
_IN_PATH = re.compile(r"(?:\A|/)c?(\d{15,20})/[^/]*\Z")
_DISCORD_EPOCH_MS = 1_420_070_400_000
_SNOWFLAKE_DIGITS = range(15, 21)
_CLOCK_TOLERANCE_MICROS = 1_000_000


def recognise(member: Member) -> Recognition:
    """The four names of a message, as columns or in JSON; or a channel's id, type and members."""
    if _CSV_HEAD.match(member.head):
        return Recognition(95, ("Its columns are those of a Discord data package's messages.",))
    head = head_of(member)
    if head is None:
        return NOT_MINE
    if _is_messages(head):
        return Recognition(95, ("Its messages have the names of a Discord data package.",))
    if _is_channel(_whole(head)):
        return Recognition(85, ("It describes one channel the way a Discord data package does.",))
    if _INDEX.match(head.data[head.start :]):
        return Recognition(85, ("It gives names to Discord's channel numbers.",))
    return NOT_MINE


def read(
    member: Member,
    hints: ReadingHints,  # noqa: ARG001 (the package says whose messages and which zone)
    book: TallyBook,
) -> Iterator[Record]:
    """Every message of the owner as written, or one record for a channel and who is in it, or for all names."""
    data = member.whole()
    if _CSV_HEAD.match(data):
        for element in Table(data).entries(book):
            yield _message(element, member.path)
        return
    text = JsonText(data)
    if _is_messages(text):
        yield from _messages(text, member.path, book)
        return
    whole = _whole(text)
    if whole is None or not (_is_channel(whole) or _is_index(whole)):
        names = shown(whole.value if whole else ())
        message = f"No part of a Discord data package that this reader knows has these names: {names}."
        raise UnknownLayout(message)
    yield _channel(whole, member.path) if _is_channel(whole) else _index(whole, member.path)
    book.read(0, len(data))


def _messages(text: JsonText, path: str, book: TallyBook) -> Iterator[Record]:
    outline = text.outline(Part.ITEMS)
    account = Account(book, outline)
    for items in outline.lists:
        for element in text.elements(items, account):
            yield _message(element, path)
    account.up_to(len(text.data))


def _is_messages(text: JsonText) -> bool:
    first = text.first_object(text.outline(Part.ITEMS))
    return first is not None and {"ID", "Timestamp", "Contents"} <= first.keys()


def _whole(text: JsonText) -> Element | None:
    said = decode(text.data[text.start :], repeats=True)
    if said is None or not isinstance(said.value, dict):
        return None
    return Element("", text.start, len(text.data), *said)


def _is_channel(channel: Element | None) -> bool:
    if channel is None:
        return False
    names = channel.value.keys()
    identity = channel.value.get("id")
    return names >= _CHANNEL_PARTS and bool(names & _CHANNEL_SIGNS) and _is_snowflake(str(identity))


def _is_index(whole: Element) -> bool:
    return bool(whole.value) and all(map(_is_snowflake, whole.value))


def _message(element: Element, path: str) -> Record:
    source = element.value
    identity = written(source.get("ID") or "")
    at, extra = _moment(source, identity)
    attachments = text_of(source.get("Attachments")) or ""
    if identity:
        extra["ID"] = identity
    if attachments:
        extra["Attachments"] = attachments
    in_path = _IN_PATH.search(path)
    return record_of(
        element,
        member=path,
        platform="Discord",
        known=_COLUMNS,
        at=at,
        at_text=written(source.get("Timestamp") or ""),
        thread=in_path[1] if in_path else "",
        direction=Direction.FROM_OWNER,
        text=text_of(source.get("Contents")),
        attachments=tuple(_file_name(address) for address in attachments.split()),
        extra=extra,
    )


def _channel(element: Element, path: str) -> Record:
    source = element.value
    listed = source.get("recipients")
    recipients = tuple(str(person) for person in listed) if isinstance(listed, list) else ()
    return record_of(
        element,
        member=path,
        platform="Discord",
        known=("id", "recipients"),
        kind=Kind.MEMBERSHIP,
        thread=written(source["id"]),
        recipients=recipients,
        state=State.BY_PLATFORM,
    )


def _index(element: Element, path: str) -> Record:
    """``index.json``: what the package calls each channel, by its number."""
    return record_of(element, member=path, platform="Discord", known=(), kind=Kind.NOTICE, state=State.BY_PLATFORM)


def _moment(source: Mapping[str, Any], identity: str) -> tuple[At, dict[str, str]]:
    """A message's id holds the moment it was made, so it says which zone the timestamp is in: a second clock."""
    stated = iso(source.get("Timestamp"), None)
    if not _is_snowflake(identity):
        return stated, {}
    made = ((int(identity) >> 22) + _DISCORD_EPOCH_MS) * 1000
    if stated.at is None:
        return exact(made), {"time": "The time in the message's id was taken: the timestamp gives none."}
    apart = stated.at - made
    if abs(apart) <= _CLOCK_TOLERANCE_MICROS:
        return At(stated.at, AtQuality.EXACT), {}
    note = f"The time in the message's id and its timestamp differ by {apart // 1_000_000} s."
    return stated, {"clocks disagree": note}


def _is_snowflake(identity: str) -> bool:
    return len(identity) in _SNOWFLAKE_DIGITS and identity.isascii() and identity.isdecimal()


def _file_name(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2] or address
