"""A message of a Telegram export as most are: somebody's words, when they came, and what they reply to.

The records are those that ``telegram_message`` makes, in a third of the time.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from safelight.readers.json_moment import At
from safelight.readers.json_ordinary import Entry, Ordinary
from safelight.readers.json_value import written
from safelight.readers.telegram_message import CLOCKS_DISAGREE, MICROS_PER_SECOND, Chat, moment
from safelight.records.record import AtQuality, Direction, Kind, Record

_MESSAGE, _EXACT, _UNKNOWN, _FROM_OWNER = Kind.MESSAGE, AtQuality.EXACT, Direction.UNKNOWN, Direction.FROM_OWNER
_DIGITS = 11
_SECONDS_PER_HOUR = 3600
_HOUR = len("2026-01-31T23:")
_MINUTE_AND_SECOND = tuple(f"{minute:02}:{second:02}" for minute in range(60) for second in range(60))


class _Piece(msgspec.Struct, gc=False):
    """A piece of a text that says no more than the text."""

    type: Literal["plain"]
    text: str


class Message(msgspec.Struct, gc=False, rename={"sender": "from"}):
    """Every name an ordinary message may have, and what may stand there."""

    id: int
    type: Literal["message"]
    date: str
    sender: Annotated[str, msgspec.Meta(min_length=1)]
    from_id: str | int
    text: str
    date_unixtime: str | UnsetType = UNSET
    text_entities: list[_Piece] | UnsetType = UNSET
    reply_to_message_id: int | UnsetType = UNSET


ORDINARY = Ordinary(Message)


class Messages:
    """The ordinary messages of one chat."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._owner_is_known = bool(chat.owner or chat.owner_accounts)
        self._hour, self._hour_written = -1, ""
        """The hour in which both clocks of a message last agreed, as its count and its date have it."""

    def record(self, entry: Entry[Message]) -> Record:
        """The message as a record."""
        chat, message = self._chat, entry.value
        extra = {"id": str(message.id)}
        if identity := written(message.from_id or ""):
            extra["from_id"] = identity
        if chat.identity:
            extra["chat_id"] = chat.identity
        at = self._moment(message, extra)
        direction = chat.direction(message.sender, identity) if self._owner_is_known else _UNKNOWN
        # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
        record = Record(
            kind=_MESSAGE,
            member=chat.member,
            offset=entry.start,
            length=entry.end - entry.start,
            pointer=entry.pointer,
            at=at.at,
            at_quality=at.quality,
            at_text=message.date,
            platform="Telegram",
            thread=chat.thread,
            sender=message.sender,
            recipients=(chat.thread,) if chat.is_personal and direction is _FROM_OWNER else (),
            direction=direction,
            text=message.text,
            extra=extra,
        )
        reply = message.reply_to_message_id
        if at.other is None and not chat.notes and reply is UNSET:
            return record
        return replace(
            record,
            at_other=at.other,
            reply_to="" if reply is UNSET else str(reply),
            doubts=chat.doubts,
            extra={**extra, **chat.notes},
        )

    def _moment(self, message: Message, extra: dict[str, str]) -> At:
        """Within an hour in which both clocks agreed, they agree where they show the same minute and second."""
        count, date = message.date_unixtime, message.date
        if count is UNSET:
            return moment(None, date, self._chat.zone, extra)
        if len(count) > _DIGITS or not count.isdecimal():
            return moment(count, date, self._chat.zone, extra)
        seconds = int(count)
        hour, hour_written = seconds // _SECONDS_PER_HOUR, date[:_HOUR]
        if date[_HOUR:] != _MINUTE_AND_SECOND[seconds % _SECONDS_PER_HOUR]:
            return moment(count, date, self._chat.zone, extra)
        if hour == self._hour and hour_written == self._hour_written:
            return At(seconds * MICROS_PER_SECOND, _EXACT)
        at = moment(count, date, self._chat.zone, extra)
        if CLOCKS_DISAGREE not in extra:
            self._hour, self._hour_written = hour, hour_written
        return at
