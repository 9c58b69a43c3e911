"""The table of calls, and which messages tell of the same call."""

from collections.abc import Iterator

from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.records.record import State

_ANSWERED = 5
_RESULTS = {2: "not answered", 3: "declined", 4: "not available", _ANSWERED: "answered"}
_OWN = {"duration": "duration_seconds", "call_id": "call_id", "call_result": "call_result"}


class Calls:
    """``call_log`` in memory. A call that a message tells of is told once, with the message."""

    def __init__(self, database: Database) -> None:
        self._calls = database.by_rowid("call_log")
        links = database.by_rowid("message_call_log")
        self._told = {
            message: call
            for message, link in links.items()
            if (call := self._calls.get(link.whole("call_log_row_id") or 0)) is not None
        }

    def told_by(self, message: int) -> Row | None:
        """The call that a message tells of."""
        return self._told.get(message)

    def untold(self) -> Iterator[Row]:
        """Calls that no message tells of."""
        told = {call.rowid for call in self._told.values()}
        return (call for number, call in self._calls.items() if number not in told)

    def state(self, call: Row) -> State:
        """Missed where the owner was called and no talk came of it."""
        was_talk = call.whole("call_result") == _ANSWERED or bool(call.whole("duration"))
        return State.SENT if was_talk or call.whole("from_me") else State.MISSED

    def details(self, call: Row) -> dict[str, str]:
        """What the table says of a call."""
        result = _RESULTS.get(call.whole("call_result") or 0)
        said = {"call": "video" if call.whole("video_call") else "voice", **call.said(_OWN)}
        return said | ({"result": result} if result else {})
