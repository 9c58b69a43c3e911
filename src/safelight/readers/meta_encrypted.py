"""One message of Messenger's end-to-end encrypted download as a record. Its text is clean UTF-8."""

from safelight.readers.json_moment import counted, exact
from safelight.readers.json_text import Element
from safelight.readers.json_value import leftovers, strings_in, text_of, written
from safelight.readers.meta_thread import Thread
from safelight.records.record import Kind, Record, State

_FIELDS = frozenset({"senderName", "text", "timestamp"})


def message_of(element: Element, thread: Thread) -> Record:
    """The message; reactions carry no time in this export and stay in ``extra``."""
    source = element.value
    sender = thread.sender(source.get("senderName"))
    at = exact(counted(source.get("timestamp"), micros_per_unit=1000))
    return Record(
        kind=Kind.MESSAGE,
        member=thread.member,
        offset=element.start,
        length=element.end - element.start,
        pointer=element.pointer,
        at=at.at,
        at_quality=at.quality,
        at_text=written(source.get("timestamp", "")),
        platform=thread.platform,
        thread=thread.name,
        sender=sender.name,
        recipients=sender.recipients,
        direction=sender.direction,
        text=text_of(source.get("text")),
        state=State.UNSENT if source.get("isUnsent") is True else State.SENT,
        attachments=strings_in(source.get("media"), "uri"),
        doubts=element.doubts + sender.doubts + thread.doubts,
        extra={**leftovers(source, _FIELDS), **thread.notes, **element.notes},
    )
