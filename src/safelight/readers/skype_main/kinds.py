"""The numbers Skype wrote for kinds of message (as its forensic readers worked them out)."""

from collections.abc import Mapping
from typing import NamedTuple

from safelight.records.record import Kind, State

FORMS: Mapping[int, str] = {
    50: "asked to be a contact",
    51: "contact accepted",
    53: "contact blocked",
    60: "text about oneself (/me)",
    61: "text",
    63: "contacts sent",
    64: "SMS",
    67: "voice message",
    68: "file",
    70: "video message",
    201: "picture",
}
_EVENTS: Mapping[int, tuple[Kind, str]] = {
    2: (Kind.NOTICE, "topic changed"),
    4: (Kind.MEMBERSHIP, "group begun"),
    8: (Kind.NOTICE, "settings changed"),
    10: (Kind.MEMBERSHIP, "was added"),
    12: (Kind.MEMBERSHIP, "was removed"),
    13: (Kind.MEMBERSHIP, "left"),
    51: (Kind.NOTICE, "contact accepted"),
    53: (Kind.NOTICE, "contact blocked"),
    100: (Kind.MEMBERSHIP, "was added"),
    110: (Kind.NOTICE, "birthday"),
}
_CALLS: Mapping[int, str] = {30: "began", 39: "ended"}


class Meaning(NamedTuple):
    """What the number makes a row, and what it tells."""

    kind: Kind = Kind.MESSAGE
    state: State = State.SENT
    action: str = ""


def meaning_of(form: int | None) -> Meaning:
    """A number that is not known is a message, so that what somebody wrote is never taken for a notice."""
    form = form or 0
    if form in _CALLS:
        return Meaning(Kind.CALL, State.SENT, _CALLS[form])
    if form in _EVENTS:
        kind, action = _EVENTS[form]
        return Meaning(kind, State.BY_PLATFORM, action)
    return Meaning()
