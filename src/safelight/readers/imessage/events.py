"""Numbers for tapbacks and for what happened in a group (as imessage-exporter and Apple's headers name them)."""

from collections.abc import Mapping
from typing import NamedTuple

from safelight.records.record import Kind, State

_ADDED, _TAKEN_BACK, _END = 2000, 3000, 4000
_TAPBACKS: Mapping[int, str] = {
    0: "Loved",
    1: "Liked",
    2: "Disliked",
    3: "Laughed at",
    4: "Emphasised",
    5: "Questioned",
    6: "Emoji",
    7: "Sticker",
}
_MEMBERSHIP, _NAME, _LEFT_OR_PICTURE, _LOCATION = 1, 2, 3, 4
_JOINED: Mapping[int, str] = {0: "was added", 1: "was removed"}
_LEFT: Mapping[int, str] = {0: "left", 1: "picture of the group changed", 2: "picture of the group removed"}
_OTHERS: Mapping[int, str] = {2: "group renamed", 5: "sound message kept", 6: "call or shared activity"}


class Event(NamedTuple):
    """What a row tells that is no message."""

    kind: Kind
    action: str


def tapback(number: int | None) -> tuple[str, State] | None:
    """The words of a tapback, and whether it was taken back; ``None`` for a message."""
    if not number or not _ADDED <= number < _END:
        return None
    words = _TAPBACKS.get(number % 1000, f"tapback {number}")
    return words, State.DELETED if number >= _TAKEN_BACK else State.SENT


def event_of(item: int | None, action: int | None, share_status: int | None) -> Event | None:
    """What happened in the conversation; ``None`` for a message."""
    if not item:
        return None
    if item == _MEMBERSHIP:
        return Event(Kind.MEMBERSHIP, _JOINED.get(action or 0, f"number {item}/{action}"))
    if item == _LEFT_OR_PICTURE:
        return Event(Kind.NOTICE if action else Kind.MEMBERSHIP, _LEFT.get(action or 0, f"number {item}/{action}"))
    if item == _LOCATION:
        return Event(Kind.NOTICE, "stopped sharing location" if share_status else "began sharing location")
    return Event(Kind.NOTICE, _OTHERS.get(item, f"number {item}/{action}"))
