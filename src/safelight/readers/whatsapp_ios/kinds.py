"""The numbers WhatsApp on the iPhone writes for kinds of message and of notice (as IPED worked them out)."""

from collections.abc import Mapping
from typing import NamedTuple

from safelight.records.record import Kind, State

LOCATION = 5
_GROUP_EVENT, _NOTICE, _DELETED = 6, 10, 14
FORMS: Mapping[int, str] = {
    1: "picture",
    2: "video",
    3: "voice or sound",
    4: "contact card",
    5: "location",
    6: "event in the group",
    7: "link",
    8: "document",
    10: "system notice",
    11: "moving picture",
    14: "deleted",
    15: "sticker",
}
_MEMBERSHIPS: Mapping[int, str] = {
    2: "joined or was added",
    3: "left",
    7: "was removed",
    10: "administrator",
    12: "group created",
    14: "was removed",
    50: "joined",
}
_GROUP_NOTICES: Mapping[int, str] = {4: "picture of the group changed", 5: "picture of the group removed"}
_CALLS: Mapping[int, str] = {1: "voice", 4: "video", 22: "group", 40: "group", 41: "group"}
_MISSED = frozenset({1, 4, 22})
_NOTICES: Mapping[int, str] = {
    2: "messages are encrypted",
    3: "security code changed",
    34: "contact blocked",
    35: "contact unblocked",
}


class Meaning(NamedTuple):
    """What the two numbers of a message make it, and what a notice says."""

    kind: Kind = Kind.MESSAGE
    state: State = State.SENT
    action: str = ""


_A_MESSAGE = Meaning()


def meaning_of(form: int | None, event: int | None) -> Meaning:
    """``event`` means something only in events of a group and in notices; elsewhere it is ignored."""
    event = event or 0
    if form == _GROUP_EVENT:
        kind = Kind.MEMBERSHIP if event in _MEMBERSHIPS else Kind.NOTICE
        action = _MEMBERSHIPS.get(event) or _GROUP_NOTICES.get(event) or f"number {event}"
        return Meaning(kind, State.BY_PLATFORM, action)
    if form == _NOTICE and event in _CALLS:
        return Meaning(Kind.CALL, State.MISSED if event in _MISSED else State.SENT, _CALLS[event])
    if form == _NOTICE:
        return Meaning(Kind.NOTICE, State.BY_PLATFORM, _NOTICES.get(event, f"number {event}"))
    return Meaning(state=State.DELETED) if form == _DELETED else _A_MESSAGE
