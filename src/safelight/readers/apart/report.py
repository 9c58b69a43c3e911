"""What the reading process hands over: batches of records, and the account of each member it finished."""

import time
from collections.abc import Iterable
from typing import Any

import msgspec

from safelight.readers.apart.frames import LONGEST_FRAME_BYTES, Begun, Finished, Rows
from safelight.readers.apart.wire import Wire
from safelight.records.batch import Batch, Piece, columns_of
from safelight.records.columns import Columns, mended, records_of, whole
from safelight.records.packed import packed
from safelight.records.tally import MemberTally

_MEMBERS_HELD = 500
_SECONDS_HELD = 0.25
_encoder = msgspec.msgpack.Encoder()


class Report:
    """Holds records back until there are enough of them, but never part of a finished member.

    So a member that is begun and not finished, and is not the last one begun, has sent nothing yet: if this
    process dies, it can be read again and nothing comes twice.
    """

    def __init__(self, wire: Wire, *, holds_back: bool) -> None:
        self._wire = wire
        self._members_held = _MEMBERS_HELD if holds_back else 1
        self._batch = Batch()
        self._finished: list[bytes] = []
        self._number = 0
        self._is_partly_sent = False
        self._flushed_at = time.monotonic()

    def begin(self, number: int) -> None:
        """Said at once: if reading it ends badly, it is known which member it was."""
        self._number, self._is_partly_sent = number, False
        self._wire.send(_encoder.encode(Begun(number)))

    def take(self, pieces: Iterable[Piece]) -> None:
        """Takes the records of the member."""
        for piece in pieces:
            if not self._batch.has_room_for(piece):
                self.flush()
                self._is_partly_sent = True
            self._batch.add(piece)
            if self._batch.is_full:
                self._send_records()
                self._is_partly_sent = True

    def finish(self, tally: MemberTally) -> None:
        """Takes the account of the member."""
        self._finished.append(_encoded_tally(self._number, tally))
        waited = time.monotonic() - self._flushed_at
        if self._is_partly_sent or len(self._finished) >= self._members_held or waited > _SECONDS_HELD:
            self.flush()

    def flush(self) -> None:
        """Sends all that is held."""
        self._send_records()
        for frame in self._finished:
            self._wire.send(frame)
        self._finished = []
        self._flushed_at = time.monotonic()

    def _send_records(self) -> None:
        if self._batch.rows:
            frame = _encoded_rows(self._batch.taken())
            if len(frame) > LONGEST_FRAME_BYTES:
                raise MemoryError
            self._wire.send(frame)


def _encoded_rows(columns: Columns) -> bytes:
    try:
        return _encoder.encode(Rows(packed(columns)))
    except (UnicodeEncodeError, OverflowError):
        return _encoder.encode(Rows(packed(columns_of(list(map(mended, records_of(columns)))))))


def _encoded_tally(number: int, tally: MemberTally) -> bytes:
    finished = Finished(number, tally)
    try:
        return _encoder.encode(finished)
    except UnicodeEncodeError:
        return _encoder.encode(_mended(msgspec.to_builtins(finished)))


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {name: _mended(inner) for name, inner in value.items()}
    return list(map(_mended, value)) if isinstance(value, list | tuple) else value
