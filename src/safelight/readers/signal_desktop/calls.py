"""Calls: the table ``callsHistory``, told by the messages that point into it, or on their own."""

from collections.abc import Iterator

from safelight.readers.signal_desktop.people import People
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Kind, State

_DIRECTIONS = {"Incoming": Direction.TOWARDS_OWNER, "Outgoing": Direction.FROM_OWNER}
_COLUMNS = {
    "callid": "callId",
    "mode": "mode",
    "type": "call_type",
    "status": "status",
    "direction": "call_direction",
    "ringerid": "ringerId",
    "endedtimestamp": "endedTimestamp",
}


class Calls:
    """Calls by their id; a call that a message tells of is told once."""

    def __init__(self, database: Database, people: People) -> None:
        self._people = people
        rows = (row.at_rest() for row in database.rows("callsHistory"))
        self._rows = {row.text("callid") or str(row.rowid): row for row in rows}

    def tell(self, said: Said, call_id: str) -> None:
        """What is known of the call that a message tells of."""
        said.kind = Kind.CALL
        row = self._rows.pop(call_id, None)
        if row is not None:
            self._tell(said, row)

    def left(self) -> Iterator[tuple[Row, Said]]:
        """Calls that no message told of."""
        for row in self._rows.values():
            peer = row.text("peerid")
            someone = self._people.someone(peer)
            said = Said(
                kind=Kind.CALL,
                at=since_1970(row.whole("timestamp")),
                at_text=row.text("timestamp") or "",
                thread=someone.thread if someone else peer or "",
            )
            self._tell(said, row)
            yield row, said

    def _tell(self, said: Said, row: Row) -> None:
        said.extra |= row.said(_COLUMNS)
        said.direction = _DIRECTIONS.get(row.text("direction") or "", Direction.UNKNOWN)
        someone = self._people.someone(row.text("peerid"))
        account = someone.account if someone and not someone.is_group else ""
        if said.direction is Direction.FROM_OWNER:
            said.sender, said.recipients = self._people.owner or None, given(account)
        elif said.direction is Direction.TOWARDS_OWNER:
            said.sender = self._people.account(row.text("ringerid")) or account or None
        if row.text("status") == "Missed":
            said.state = State.MISSED
