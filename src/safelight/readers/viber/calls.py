"""Calls as Viber's databases keep them."""

from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Kind, State

_FORMS = {1: "audio call", 4: "video call"}
_MEANINGS = {
    1: (Direction.TOWARDS_OWNER, State.SENT),
    2: (Direction.FROM_OWNER, State.SENT),
    3: (Direction.TOWARDS_OWNER, State.MISSED),
}
_OWN = {
    "duration": "duration_seconds",
    "end_reason": "end_reason",
    "start_reason": "start_reason",
    "type": "type",
    "token": "token",
}


def said_of(row: Row, thread: str = "") -> Said:
    """A row of ``calls`` or ``messages_calls`` as a record's fields."""
    number = row.text("canonized_number") or row.text("number") or ""
    direction, state = _MEANINGS.get(row.whole("type") or 0, (Direction.UNKNOWN, State.SENT))
    form = row.whole("viber_call_type") or 0
    return Said(
        kind=Kind.CALL,
        at=since_1970(row.whole("date")),
        at_text=row.text("date") or "",
        thread=thread or number,
        sender=number or None if direction is Direction.TOWARDS_OWNER else None,
        recipients=given(number) if direction is Direction.FROM_OWNER else (),
        direction=direction,
        state=state,
        extra=row.said(_OWN) | {"call": _FORMS.get(form, f"type {form}")},
    )
