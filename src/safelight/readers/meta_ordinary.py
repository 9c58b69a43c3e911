"""A message of a Facebook, Messenger or Instagram download as most are: somebody's words and nothing else.

The records are those that ``meta_message`` makes, in half the time.
"""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from safelight.readers.json_moment import counted
from safelight.readers.json_ordinary import Entry, Ordinary
from safelight.readers.meta_message import GENERATED, Reactors, is_generated
from safelight.readers.meta_thread import Thread, repaired
from safelight.records.record import AtQuality, Kind, Record

_MESSAGE, _EXACT, _MISSING = Kind.MESSAGE, AtQuality.EXACT, AtQuality.MISSING


class Message(msgspec.Struct, gc=False):
    """Every name an ordinary message may have, and what may stand there."""

    sender_name: Annotated[str, msgspec.Meta(min_length=1)]
    timestamp_ms: int
    content: str
    is_geoblocked_for_viewer: bool | UnsetType = UNSET


ORDINARY = Ordinary(Message)


def record_of(entry: Entry[Message], thread: Thread, reactors: Reactors) -> Record:
    """The message as a record."""
    message = entry.value
    content, count = message.content, message.timestamp_ms
    sender = thread.sender_to_repair(message.sender_name)
    doubts = sender.doubts + thread.doubts
    if not content.isascii():
        content, doubt = repaired(content)
        if doubt and doubt not in doubts:
            doubts = (*doubts, doubt)
    extra = dict(thread.notes)
    if message.is_geoblocked_for_viewer is True:
        extra["is_geoblocked_for_viewer"] = "true"
    if is_generated(content, sender.name, (), reactors):
        extra["generated"] = GENERATED
    at = counted(count, micros_per_unit=1000)
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=_MESSAGE,
        member=thread.member,
        offset=entry.start,
        length=entry.end - entry.start,
        pointer=entry.pointer,
        at=at,
        at_quality=_MISSING if at is None else _EXACT,
        at_text=str(count),
        platform=thread.platform,
        thread=thread.name,
        sender=sender.name,
        recipients=sender.recipients,
        direction=sender.direction,
        text=content,
        extra=extra,
    )
    return replace(record, doubts=doubts) if doubts else record
