"""One entry of an account download (a JSON object or a CSV row) as a record; nothing it says is left behind."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.json_outline import Items
from safelight.readers.json_text import Element, JsonText
from safelight.readers.json_value import leftovers
from safelight.readers.reader import ReadingHints
from safelight.records.record import Direction, Doubt, Kind, Record, State

_NAMES_SHOWN = 8
_NAME_SHOWN_CHARACTERS = 40


def record_of(
    element: Element,
    *,
    member: str,
    platform: str,
    known: Collection[str],
    kind: Kind = Kind.MESSAGE,
    at: At = NO_TIME,
    at_text: str = "",
    thread: str = "",
    sender: str | None = None,
    recipients: tuple[str, ...] = (),
    direction: Direction = Direction.UNKNOWN,
    text: str | None = None,
    state: State = State.SENT,
    attachments: tuple[str, ...] = (),
    reply_to: str = "",
    extra: Mapping[str, str] | None = None,
) -> Record:
    """What the entry says under other names than ``known`` goes into ``extra`` by the source's own names.

    A message without a sender gets a doubt, unless the source says that the owner of the account sent it.
    """
    doubts = element.doubts
    sender = sender or None  # An empty name names nobody.
    if kind is Kind.MESSAGE and sender is None and direction is not Direction.FROM_OWNER:
        doubts = (*doubts, Doubt.SENDER_MISSING)
    extras = leftovers(element.value, known)
    if extra:
        extras.update(extra)
    if element.notes:
        extras.update(element.notes)
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=kind,
        member=member,
        offset=element.start,
        length=element.end - element.start,
        pointer=element.pointer,
        at=at.at,
        at_quality=at.quality,
        at_text=at_text,
        platform=platform,
        thread=thread,
        sender=sender,
        recipients=recipients,
        direction=direction,
        text=text,
        extra=extras,
    )
    if state is State.SENT and at.other is None and not (attachments or reply_to or doubts):
        return record
    return replace(
        record, at_other=at.other, state=state, attachments=attachments, reply_to=reply_to, doubts=doubts
    )


def direction_by(names: Collection[str | None], hints: ReadingHints, met: Collection[str | None]) -> Direction:
    """Seen from the accounts told to us; unknown unless one of them is among those ``met`` in the source."""
    if hints.owner_accounts.isdisjoint(name for name in met if name):
        return Direction.UNKNOWN
    known = [name for name in names if name]
    if not known:
        return Direction.UNKNOWN
    is_owner = not hints.owner_accounts.isdisjoint(known)
    return Direction.FROM_OWNER if is_owner else Direction.TOWARDS_OWNER


def shown(names: Iterable[str]) -> str:
    """The first few names of an unknown layout, so that whoever reports it can say which it is."""
    listed = [
        name if len(name) <= _NAME_SHOWN_CHARACTERS else f"{name[:_NAME_SHOWN_CHARACTERS]}…" for name in names
    ]
    few = ", ".join(f"“{name}”" for name in listed[:_NAMES_SHOWN])
    return f"{few} and more" if len(listed) > _NAMES_SHOWN else few or "none"


def accounts_met(
    text: JsonText, lists: Iterable[Items], names_of: Callable[[dict[str, Any]], Iterable[str | None]]
) -> frozenset[str]:
    """Every account that the entries of these lists name."""
    found: set[str] = set()
    for items in lists:
        for start, end in zip(items.starts, items.ends, strict=True):
            if end:
                found.update(name for name in names_of(text.object_at(start, end)) if name)
    return frozenset(found)
