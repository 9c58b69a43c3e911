"""From an element of a backup to a record."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from safelight.readers.sms_backup.codes import BOXES, CALLS, NO_NUMBER, OF_THE_TRANSPORT
from safelight.readers.sms_backup.elements import Element
from safelight.readers.sms_backup.mending import COVER, Mend, put_back
from safelight.readers.sms_backup.moment import clocks_differ, stated
from safelight.readers.sms_backup.picture_message import Picture, picture_of
from safelight.records.record import Direction, Doubt, Kind, Record, State

PLATFORM = "Phone"
"""Texts, picture messages and calls of one number are one conversation."""
CLOCKS_DIFFER = "The time and the readable date beside it are more than a day apart."

_NOT_EXTRA = OF_THE_TRANSPORT | {"address", "date", "body", "type", "number", "duration", "msg_box"}


def record_of(element: Element, member: str) -> Record:
    """The record of one ``sms``, ``mms`` or ``call`` element."""
    if element.mends:
        element = _true_text(element)
    if element.name == "call":
        return _call(element, member)
    said = element.attributes
    if element.name == "mms":
        return _message(element, member, said.get("msg_box", ""), picture_of(said, element.inner))
    return _message(element, member, said.get("type", ""), None)


def _message(element: Element, member: str, box: str, picture: Picture | None) -> Record:
    said = element.attributes
    direction, state, remark = BOXES.get(box, (Direction.UNKNOWN, State.SENT, f"unknown box {box or '(none)'}"))
    extra = _extra(element)
    if remark:
        extra["box"] = remark
    if picture:
        extra["form"] = "mms"
    elif said.get("body") == "null":
        # The app writes this word where there is no text, and also for a text of just this word.
        extra["body"] = "null"
    content = picture or _plain(said)
    return _record(
        element,
        member,
        Kind.MESSAGE,
        extra,
        thread=content.thread,
        sender=content.sender if direction is Direction.TOWARDS_OWNER else None,
        recipients=content.recipients if picture or direction is Direction.FROM_OWNER else (),
        direction=direction,
        text=content.text,
        state=state,
        attachments=content.attachments,
    )


def _plain(said: Mapping[str, str]) -> Picture:
    """A text message as a message without parts."""
    address = _given(said.get("address")) or ""
    return Picture(_given(said.get("body")), (), address, address or None, (address,) if address else ())


def _call(element: Element, member: str) -> Record:
    said = element.attributes
    direction, state, remark = CALLS.get(said.get("type", ""), (Direction.UNKNOWN, State.SENT, ""))
    number = _given(said.get("number")) or ""
    extra = _extra(element)
    extra["call"] = remark or f"unknown type {said.get('type', '(none)')}"
    if (duration := _given(said.get("duration"))) is not None:
        extra["duration_seconds"] = duration
    is_known = number and number not in NO_NUMBER
    return _record(
        element,
        member,
        Kind.CALL,
        extra,
        thread=number,
        sender=number if is_known and direction is Direction.TOWARDS_OWNER else None,
        recipients=(number,) if is_known and direction is Direction.FROM_OWNER else (),
        direction=direction,
        text=None,
        state=state,
        attachments=(),
    )


def _record(
    element: Element,
    member: str,
    kind: Kind,
    extra: dict[str, str],
    *,
    thread: str,
    sender: str | None,
    recipients: tuple[str, ...],
    direction: Direction,
    text: str | None,
    state: State,
    attachments: tuple[str, ...],
) -> Record:
    date = element.attributes.get("date", "")
    when = stated(date)
    if when.note:
        extra["date_unit"] = when.note
    if when.at is not None and clocks_differ(when.at, extra.get("readable_date", "")):
        extra["clocks"] = CLOCKS_DIFFER
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=kind,
        member=member,
        offset=element.start,
        length=element.end - element.start,
        at=when.at,
        at_quality=when.quality,
        at_text=date,
        platform=PLATFORM,
        thread=thread,
        sender=sender,
        recipients=recipients,
        direction=direction,
        text=text,
        state=state,
        extra=extra,
    )
    is_nobodys = direction is Direction.TOWARDS_OWNER and sender is None
    if not (attachments or element.mends or is_nobodys):
        return record
    doubts = tuple(dict.fromkeys(mend.doubt for mend in element.mends))
    return replace(
        record, attachments=attachments, doubts=(*doubts, Doubt.SENDER_MISSING) if is_nobodys else doubts
    )


def _extra(element: Element) -> dict[str, str]:
    extra = {
        name: value
        for name, value in element.attributes.items()
        if name not in _NOT_EXTRA and value and value != "null"
    }
    if element.mends:
        extra["as_written"] = " ".join(mend.as_written for mend in element.mends[:100])
    return extra


def _given(value: str | None) -> str | None:
    """The app writes the word null where there is nothing."""
    return None if value in (None, "null") else value


def _true_text(element: Element) -> Element:
    """The element with what was covered put back, in the order the attributes stand."""
    mends = iter(element.mends)
    inner = element.inner
    # The opening tag stands before everything inside it, so its attributes take their mends first.
    attributes = _uncovered(element.attributes, mends)
    return element._replace(
        attributes=attributes, inner=[(name, _uncovered(values, mends)) for name, values in inner]
    )


def _uncovered(values: Mapping[str, str], mends: Iterator[Mend]) -> dict[str, str]:
    return {name: put_back(value, mends) if COVER in value else value for name, value in values.items()}
