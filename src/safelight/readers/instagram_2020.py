"""One message of Instagram's download of 2020 (``messages.json``) as records. Its text is clean UTF-8."""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.json_moment import iso
from safelight.readers.json_outline import Part
from safelight.readers.json_text import Element, JsonText
from safelight.readers.json_value import leftovers, text_of, written
from safelight.readers.meta_thread import Thread
from safelight.records.record import Kind, Record, State

_FIELDS = frozenset({"sender", "created_at", "text"})
_LIKES = {"likes": Part.ITEMS}
_ATTACHED = ("media", "media_url", "media_share_url")


def records_of(element: Element, thread: Thread, text: JsonText) -> Iterator[Record]:
    """The message, then each like of it, which this export gives a time and an account."""
    yield _record(element, thread, element.value.get("sender"), element.value.get("created_at"), like_of="")
    if "likes" in element.value:
        for like in text.within(element, _LIKES):
            yield _record(
                like, thread, like.value.get("username"), like.value.get("date"), like_of=element.pointer
            )


def _record(element: Element, thread: Thread, name: object, time: object, *, like_of: str) -> Record:
    source = element.value
    sender = thread.sender(name)
    at = iso(time, thread.hints.zone)
    kind, state = (Kind.REACTION, State.SENT) if like_of else _kind_and_state(source)
    known = ("username", "date") if like_of else _FIELDS
    return Record(
        kind=kind,
        member=thread.member,
        offset=element.start,
        length=element.end - element.start,
        pointer=element.pointer,
        at=at.at,
        at_quality=at.quality,
        at_other=at.other,
        at_text="" if time is None else written(time),
        platform=thread.platform,
        thread=thread.name,
        sender=sender.name,
        recipients=sender.recipients,
        direction=sender.direction,
        text=text_of(source.get("text")),
        state=state,
        attachments=tuple(source[key] for key in _ATTACHED if isinstance(source.get(key), str)),
        reply_to=like_of,
        doubts=element.doubts + sender.doubts + thread.doubts,
        extra={**leftovers(source, known), **thread.notes, **element.notes},
    )


def _kind_and_state(source: Mapping[str, Any]) -> tuple[Kind, State]:
    if "video_call_action" in source:
        return Kind.CALL, State.BY_PLATFORM
    return Kind.MESSAGE, State.SENT
