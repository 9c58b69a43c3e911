"""The table ``calls`` of Android's call log."""

from collections.abc import Iterator

from safelight.readers.sms_backup.codes import CALLS, NO_NUMBER
from safelight.readers.sms_backup.record import PLATFORM
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Kind, Record, State

TABLES = ("calls", "voicemail_status")
_OWN = {
    "_id": "id",
    "duration": "duration_seconds",
    "name": "contact_name",
    "geocoded_location": "place_of_number",
    "countryiso": "country",
    "presentation": "presentation",
    "voicemail_uri": "voicemail",
    "transcription": "transcription",
}


def records(database: Database) -> Iterator[Record]:
    """Every call, in the order of their numbers."""
    for row in database.rows("calls"):
        yield record_of(row, PLATFORM, _said(row))


def _said(row: Row) -> Said:
    kind, number = row.text("type") or "", row.text("number") or ""
    direction, state, remark = CALLS.get(kind, (Direction.UNKNOWN, State.SENT, f"unknown type {kind or '(none)'}"))
    known = given("" if number in NO_NUMBER else number)
    return Said(
        kind=Kind.CALL,
        at=since_1970(row.whole("date")),
        at_text=row.text("date") or "",
        thread=number,
        sender=known[0] if known and direction is Direction.TOWARDS_OWNER else None,
        recipients=known if direction is Direction.FROM_OWNER else (),
        direction=direction,
        state=state,
        extra=row.said(_OWN) | {"call": remark},
    )
