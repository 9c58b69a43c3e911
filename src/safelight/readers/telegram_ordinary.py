"""A message of a Telegram export as most are: somebody's words, when they came, and what they reply to.

The records are those that ``telegram_message`` makes, in a third of the time.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from safelight.readers.json_ordinary import Entry, Ordinary, Run
from safelight.readers.json_value import written
from safelight.readers.telegram_message import MICROS_PER_SECOND, Chat, moment
from safelight.records.columns import PLAIN, Columns
from safelight.records.moment import Micros
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
        self._hours: dict[int, str] = {}
        """Hours in which both clocks of a message agreed, by their count, as its date has them."""

    def piece(self, run: Run[Message]) -> Columns | list[Record]:
        """Messages by the column, or singly where more is to be said of one."""
        chat, messages = self._chat, run.values
        at = self._moments_agreed_on(messages)
        if not at or chat.notes or not all(message.from_id for message in messages):
            return list(map(self.record, run.entries()))
        senders = [message.sender for message in messages]
        identities = [written(message.from_id) for message in messages]
        directions: list[Direction] = [_UNKNOWN]
        if self._owner_is_known:
            directions = list(map(chat.direction, senders, identities))
        replies = [message.reply_to_message_id for message in messages]
        return PLAIN.of(
            len(messages),
            member=[chat.member],
            offset=run.starts,
            length=run.lengths,
            pointer=run.pointers,
            at=at,
            at_quality=[_EXACT],
            at_text=[message.date for message in messages],
            platform=["Telegram"],
            thread=[chat.thread],
            sender=senders,
            recipients=list(map(self._recipients, directions)),
            direction=directions,
            text=[message.text for message in messages],
            reply_to=["" if reply is UNSET else str(reply) for reply in replies],
            extra=[self._extra(message, who) for message, who in zip(messages, identities, strict=True)],
        )

    def record(self, entry: Entry[Message]) -> Record:
        """The message as a record."""
        chat, message = self._chat, entry.value
        identity = written(message.from_id or "")
        extra = self._extra(message, identity)
        at = moment(
            None if message.date_unixtime is UNSET else message.date_unixtime, message.date, chat.zone, extra
        )
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
            recipients=self._recipients(direction),
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

    def _recipients(self, direction: Direction) -> tuple[str, ...]:
        return (self._chat.thread,) if self._chat.is_personal and direction is _FROM_OWNER else ()

    def _extra(self, message: Message, identity: str) -> dict[str, str]:
        extra = {"id": str(message.id)}
        if identity:
            extra["from_id"] = identity
        if self._chat.identity:
            extra["chat_id"] = self._chat.identity
        return extra

    def _moments_agreed_on(self, messages: Sequence[Message]) -> list[Micros]:
        """When messages were sent; nothing where one of them has not two clocks that agree.

        Within an hour in which both clocks agreed, they agree where they show the same minute and second.
        """
        at = []
        for message in messages:
            count = message.date_unixtime
            if count is UNSET or len(count) > _DIGITS or not count.isdecimal():
                return []
            seconds = int(count)
            hour, second = divmod(seconds, _SECONDS_PER_HOUR)
            if message.date != self._hours.get(hour, "") + _MINUTE_AND_SECOND[second] and not self._agree(message):
                return []
            at.append(seconds * MICROS_PER_SECOND)
        return at

    def _agree(self, message: Message) -> bool:
        said: dict[str, str] = {}
        moment(message.date_unixtime, message.date, self._chat.zone, said)
        if said:
            return False
        seconds = int(str(message.date_unixtime))
        hour, second = divmod(seconds, _SECONDS_PER_HOUR)
        if message.date[_HOUR:] == _MINUTE_AND_SECOND[second]:
            self._hours[hour] = message.date[:_HOUR]
        return True
