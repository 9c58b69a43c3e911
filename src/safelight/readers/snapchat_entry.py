"""One entry of a Snapchat download as a record."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from safelight.readers.account_list import CHANGES, DEVICES, RELATION, SIGN_INS, THREADS, Relation
from safelight.readers.entry_record import record_of
from safelight.readers.html_escapes import unescaped
from safelight.readers.json_moment import At
from safelight.readers.json_text import Element
from safelight.readers.json_value import text_of, written
from safelight.readers.reader import ReadingHints
from safelight.readers.snapchat_media_type import kind_and_state
from safelight.readers.written_moment import counted_by_magnitude, zoned
from safelight.records.record import Direction, Kind, Record, State

_PLATFORM = "Snapchat"
_COUNT = "Created(microseconds)"
_CLOCK_TOLERANCE_MICROS = 1_000_000
_MESSAGE = frozenset({"From", "To", "Created", _COUNT, "Content", "Text", "Media IDs"})
RELATIONS: Mapping[str, Relation] = {
    "Friends": Relation.FRIEND,
    "Friend Requests Sent": Relation.REQUEST_SENT,
    "Pending Requests": Relation.REQUEST_RECEIVED,
    "Blocked Users": Relation.BLOCKED,
    "Deleted Friends": Relation.REMOVED,
}
"""What the accounts in a list were to the download's own; other lists are named as Snapchat names them."""
_NO, _YES = (False, "false", "False"), (True, "true", "True")


class _Parties(NamedTuple):
    thread: str
    sender: str | None
    recipients: tuple[str, ...]
    direction: Direction


def message_of(element: Element, name: str, member: str, hints: ReadingHints) -> Record:
    """A chat message or snap. ``name`` is the list it stands in: a conversation, or “Received …” and “Sent …”."""
    source = element.value
    at, extra = _moment(source, hints)
    parties = _parties(source, name)
    text, escaped = _text(source)
    if escaped:
        extra["Text"] = escaped
    kind, state = kind_and_state(str(source.get("Media Type")))
    if parties.thread != name:
        extra["list"] = name
    return record_of(
        element,
        member=member,
        platform=_PLATFORM,
        known=_MESSAGE,
        kind=kind,
        at=at,
        at_text=written(source.get("Created") or source.get(_COUNT) or ""),
        thread=parties.thread,
        sender=parties.sender,
        recipients=parties.recipients,
        direction=parties.direction,
        text=text,
        state=state,
        attachments=_attachments(source.get("Media IDs")),
        extra=extra,
    )


def sign_in_of(element: Element, member: str, hints: ReadingHints) -> Record:
    """A sign-in to the account; address, country, device and outcome stay by their own names."""
    return _dated(element, "Created", Kind.SIGN_IN, member, hints, SIGN_INS, {})


def device_of(element: Element, member: str, hints: ReadingHints) -> Record:
    """A device the account was used on, from when on."""
    return _dated(element, "Start Time", Kind.NOTICE, member, hints, DEVICES, {})


def own_account_of(element: Element, member: str) -> Record:
    """The account the download was made from, as it describes itself."""
    name = text_of(element.value.get("Username"))
    return record_of(
        element,
        member=member,
        platform=_PLATFORM,
        known={"Username"},
        kind=Kind.CONTACT,
        thread=THREADS[Relation.OWN],
        recipients=(name,) if name else (),
        extra={RELATION: Relation.OWN.value},
    )


def change_of(element: Element, name: str, member: str, hints: ReadingHints) -> Record:
    """A change to the account, such as a new name, address or password."""
    return _dated(element, "Date", Kind.NOTICE, member, hints, CHANGES, {"change": name})


def friend_of(element: Element, name: str, member: str, hints: ReadingHints) -> Record:
    """An account in one of the lists of friends, blocked or deleted accounts."""
    source = element.value
    at_text = written(source.get("Creation Timestamp") or "")
    relation = RELATIONS.get(name)
    return record_of(
        element,
        member=member,
        platform=_PLATFORM,
        known={"Username", "Creation Timestamp"},
        kind=Kind.CONTACT,
        at=zoned(at_text, hints.zone),
        at_text=at_text,
        thread=THREADS[relation] if relation else name,
        recipients=tuple(name for name in (text_of(source.get("Username")),) if name),
        extra={"list": name, **({RELATION: relation.value} if relation else {})},
    )


def _dated(
    element: Element,
    name: str,
    kind: Kind,
    member: str,
    hints: ReadingHints,
    thread: str,
    extra: Mapping[str, str],
) -> Record:
    at_text = written(element.value.get(name) or "")
    return record_of(
        element,
        member=member,
        platform=_PLATFORM,
        known={name},
        kind=kind,
        at=zoned(at_text, hints.zone),
        at_text=at_text,
        thread=thread,
        state=State.BY_PLATFORM if kind is Kind.NOTICE else State.SENT,
        extra=extra,
    )


def _moment(source: Mapping[str, Any], hints: ReadingHints) -> tuple[At, dict[str, str]]:
    """“Created(microseconds)” holds milliseconds in known downloads: its size decides, and “Created” checks it."""
    stated, count = zoned(source.get("Created"), hints.zone), source.get(_COUNT)
    finer = counted_by_magnitude(count)
    if finer.at is None:
        return stated, {} if count is None else {_COUNT: written(count)}
    if stated.at is None or abs(finer.at - stated.at) <= _CLOCK_TOLERANCE_MICROS:
        return finer, {_COUNT: written(count)}
    apart = (finer.at - stated.at) // 1_000_000
    note = f"“Created” and “{_COUNT}” differ by {apart} s; “Created” was taken."
    return stated, {_COUNT: written(count), "clocks disagree": note}


def _parties(source: Mapping[str, Any], name: str) -> _Parties:
    sender, recipient = text_of(source.get("From")), text_of(source.get("To"))
    recipients = (recipient,) if recipient else ()
    if name.startswith("Received "):
        return _Parties(sender or name, sender, recipients, Direction.TOWARDS_OWNER)
    if name.startswith("Sent "):
        return _Parties(recipient or name, sender, recipients, Direction.FROM_OWNER)
    return _Parties(name, sender, recipients, _direction(source.get("IsSender")))


def _direction(is_sender: object) -> Direction:
    if is_sender in _YES:
        return Direction.FROM_OWNER
    return Direction.TOWARDS_OWNER if is_sender in _NO else Direction.UNKNOWN


def _text(source: Mapping[str, Any]) -> tuple[str | None, str]:
    """The words, and for older downloads the words as they stand there: with HTML's escapes."""
    if "Text" not in source:
        return text_of(source.get("Content")), ""
    escaped = text_of(source["Text"])
    if escaped is None:
        return None, ""
    text = unescaped(escaped)
    return text, escaped if text != escaped else ""


def _attachments(value: object) -> tuple[str, ...]:
    listed = value.split("|") if isinstance(value, str) else ()
    return tuple(name.strip() for name in listed if name.strip())
