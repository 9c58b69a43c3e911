"""One Discord channel as DiscordChatExporter's JSON writes it (Tyrrrz/DiscordChatExporter, MIT)."""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.discord_message import Channel, message_of, names_of
from safelight.readers.discord_ordinary import ORDINARY, pieces_of
from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_outline import Items, Layout, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.records.batch import Piece, records_in
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="discord-json",
    title="Discord channel exported with DiscordChatExporter (JSON)",
    platform="Discord",
    version="1",
    generations=("DiscordChatExporter 2.30 onwards (author, attachments, reactions)",),
    tested_on=(
        TestedOn("group conversation with renames and a call", 6, bytes_read=5593),
        TestedOn("text channel of a server", 1, bytes_read=1367),
    ),
    cannot_know=(
        "Messages deleted before the export are missing, and nothing marks where they were.",
        "Earlier wordings of an edited message are missing.",
        "Reactions carry no time.",
        "The export does not say whose account made it.",
        "Whoever made the export chose the channel and may have chosen the dates.",
    ),
)

LAYOUT: Mapping[str, Layout] = {
    "guild": Part.FRAME,
    "channel": Part.FRAME,
    "dateRange": Part.FRAME,
    "exportedAt": Part.FRAME,
    "messages": Part.ITEMS,
    "messageCount": Part.FRAME,
}
_FRAME = {"guild", "channel"}


def recognise(member: Member) -> Recognition:
    """The exporter's frame: a server, a channel, and messages with an author and a timestamp."""
    head = head_of(member)
    if head is None:
        return NOT_MINE
    outline = head.outline(LAYOUT)
    if not outline.root.spans.keys() >= _FRAME:
        return NOT_MINE
    first = head.first_object(outline)
    if first is None:
        is_theirs = "dateRange" in outline.root.spans
        return Recognition(80, ("The exporter's frame, and no message in reach.",)) if is_theirs else NOT_MINE
    if {"id", "timestamp", "author"} <= first.keys():
        return Recognition(95, ("A server, a channel, and a message with an author and a timestamp.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message as written, also the platform's own lines; an id met again is kept with a doubt."""
    for piece in batches(member, hints, book):
        yield from records_in(piece)


def batches(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Piece]:
    """The same, by the column where nothing is out of the ordinary."""
    text = JsonText(bytes_of(member))
    outline = text.outline(LAYOUT)
    if not outline.lists:
        message = "This looks like a Discord export, but it has no list of messages."
        raise UnknownLayout(message)
    account = Account(book, outline)
    # All of them first: a long file is gone through in order.
    channels = [_channel(text, items, hints, member.path) for items in outline.lists]
    for items, channel in zip(outline.lists, channels, strict=True):
        for run in ORDINARY.runs(text, items, account):
            yield [message_of(run, channel)] if isinstance(run, Element) else pieces_of(run, channel)
    account.up_to(len(text.data))


def _channel(text: JsonText, items: Items, hints: ReadingHints, path: str) -> Channel:
    guild, channel = (_object(text.said(items.frame, name)) for name in ("guild", "channel"))
    notes = text.repeated(items.frame)
    has_repeats = bool(notes)
    if channel_id := text_of(channel.get("id")):
        notes["channel_id"] = channel_id
    is_direct = str(channel.get("type")).startswith("Direct")
    place = None if is_direct else text_of(guild.get("name"))
    name = text_of(channel.get("name")) or channel_id or ""
    return Channel(
        member=path,
        thread=f"{place} › {name}" if place else name,
        notes=notes,
        has_repeats=has_repeats,
        zone=hints.zone,
        owner_accounts=hints.owner_accounts if _is_here(text, items, hints.owner_accounts) else frozenset(),
        seen=set(),
    )


def _is_here(text: JsonText, items: Items, accounts: frozenset[str]) -> bool:
    """Whether an account told to us wrote anything here. If not, every direction stays unknown."""
    if not accounts:
        return False
    for start, end in zip(items.starts, items.ends, strict=True):
        author = _object(text.object_at(start, end).get("author")) if end else {}
        if not accounts.isdisjoint(names_of(author)):
            return True
    return False


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
