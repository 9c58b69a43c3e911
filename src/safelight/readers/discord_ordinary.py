"""A message of a Discord export as most are: somebody's words, with nothing attached and nothing replied to.

The records are those that ``discord_message`` makes, in a third of the time.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from safelight.readers.discord_message import CLOCKS_DISAGREE, Channel, apart_from_id, are_the_same
from safelight.readers.json_moment import exact_isos, iso
from safelight.readers.json_ordinary import Entry, Ordinary, Run
from safelight.records.columns import PLAIN, Columns
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record

_MESSAGE, _UNKNOWN = Kind.MESSAGE, Direction.UNKNOWN
_NO_NUMBER = "0000"

_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_Nothing = tuple[()]


class _Role(msgspec.Struct, gc=False):
    id: str
    name: str
    color: str | None
    position: int


class _Author(msgspec.Struct, gc=False, rename="camel"):
    id: _Filled
    name: _Filled
    discriminator: str
    nickname: str | UnsetType = UNSET
    color: str | UnsetType | None = UNSET
    is_bot: bool | UnsetType = UNSET
    roles: list[_Role] | UnsetType = UNSET
    avatar_url: str | UnsetType = UNSET

    @property
    def account(self) -> str:
        """The name as it is unique: older ones only are with their number."""
        number = self.discriminator
        return self.name if not number.strip("0") else f"{self.name}#{number}"


class Message(msgspec.Struct, gc=False, rename="camel"):
    """Every name an ordinary message may have, and what may stand there."""

    id: _Filled
    type: Literal["Default"]
    timestamp: str
    content: str
    author: _Author
    timestamp_edited: UnsetType | None = UNSET
    call_ended_timestamp: UnsetType | None = UNSET
    is_pinned: bool | UnsetType = UNSET
    attachments: _Nothing | UnsetType = UNSET
    embeds: _Nothing | UnsetType = UNSET
    stickers: _Nothing | UnsetType = UNSET
    reactions: _Nothing | UnsetType = UNSET
    mentions: _Nothing | UnsetType = UNSET
    inline_emojis: _Nothing | UnsetType = UNSET


ORDINARY = Ordinary(Message)


def pieces_of(run: Run[Message], channel: Channel) -> Columns | list[Record]:
    """Messages by the column, or singly where more is to be said of one."""
    messages = run.values
    stamps, ids = [message.timestamp for message in messages], [message.id for message in messages]
    at = exact_isos(stamps)
    if not at or channel.has_repeats or not are_the_same(ids, at) or not channel.are_new(ids):
        return [record_of(entry, channel) for entry in run.entries()]
    authors = [message.author for message in messages]
    return PLAIN.of(
        len(messages),
        member=[channel.member],
        offset=run.starts,
        length=run.lengths,
        pointer=run.pointers,
        at=at,
        at_quality=[AtQuality.EXACT],
        at_text=stamps,
        platform=["Discord"],
        thread=[channel.thread],
        sender=[one.name if one.discriminator == _NO_NUMBER else one.account for one in authors],
        direction=[_direction(one, channel) for one in authors] if channel.owner_accounts else [_UNKNOWN],
        text=[message.content for message in messages],
        extra=_extras(messages, authors, channel),
    )


def record_of(entry: Entry[Message], channel: Channel) -> Record:
    """The message as a record."""
    message = entry.value
    author, identity = message.author, message.id
    at = iso(message.timestamp, channel.zone)
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=_MESSAGE,
        member=channel.member,
        offset=entry.start,
        length=entry.end - entry.start,
        pointer=entry.pointer,
        at=at.at,
        at_quality=at.quality,
        at_text=message.timestamp,
        platform="Discord",
        thread=channel.thread,
        sender=author.name if author.discriminator == _NO_NUMBER else author.account,
        direction=_direction(author, channel) if channel.owner_accounts else _UNKNOWN,
        text=message.content,
        extra=_extra(message, apart_from_id(identity, at.at), channel),
    )
    if at.other is None and identity not in channel.seen and not channel.has_repeats:
        channel.seen.add(identity)
        return record
    doubts = (Doubt.DUPLICATE_ID,) if channel.is_again(identity) else ()
    return replace(record, at_other=at.other, doubts=(*doubts, *channel.doubts))


def _extras(messages: list[Message], authors: list[_Author], channel: Channel) -> list[dict[str, str]]:
    """What ``_extra`` gives where both clocks agree; said at once of those of whom there is most often no more."""
    notes = channel.notes
    return [
        {"type": "Default", "id": message.id, "author_id": author.id, "author_nickname": author.nickname, **notes}
        if author.nickname and author.is_bot is not True and message.is_pinned is not True
        else _extra(message, "", channel)
        for message, author in zip(messages, authors, strict=True)
    ]


def _extra(message: Message, apart: str, channel: Channel) -> dict[str, str]:
    author = message.author
    extra = {"type": "Default"}
    if message.is_pinned is True:
        extra["isPinned"] = "true"
    extra["id"], extra["author_id"] = message.id, author.id
    if author.nickname:
        extra["author_nickname"] = author.nickname
    if author.is_bot is True:
        extra["author_isBot"] = "true"
    if apart:
        extra[CLOCKS_DISAGREE] = apart
    extra.update(channel.notes)
    return extra


def _direction(author: _Author, channel: Channel) -> Direction:
    names = (author.account, author.name, author.nickname, author.id)
    return Direction.TOWARDS_OWNER if channel.owner_accounts.isdisjoint(names) else Direction.FROM_OWNER
