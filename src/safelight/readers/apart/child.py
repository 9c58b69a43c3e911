"""The reading process from its first moment: it shuts itself in, reads, reports, and ends."""

import gc
import logging
import socket
import sys
import traceback
from functools import partial
from typing import Any

import msgspec

from safelight.readers.apart.asked.answering import answer_to
from safelight.readers.apart.asked.questions import Inquiry
from safelight.readers.apart.borrowed import borrowed
from safelight.readers.apart.frames import (
    LONGEST_LISTING,
    LONGEST_READ_BYTES,
    Done,
    Fetch,
    Guarded,
    Listed,
    Stumbled,
    Task,
)
from safelight.readers.apart.guards import shut_in
from safelight.readers.apart.hints import unpacked
from safelight.readers.apart.report import Report
from safelight.readers.apart.wire import Wire
from safelight.readers.containers import Part, Unreadable
from safelight.readers.members import Named
from safelight.readers.pictures.waiting import pictures_last
from safelight.readers.reading import Reading

ENDED_WELL, OUT_OF_MEMORY, BROKE = 0, 71, 70
_LONGEST_TASK_BYTES = 1024 * 1024 * 1024
_encoder = msgspec.msgpack.Encoder()
_tasks = msgspec.msgpack.Decoder(Task | Inquiry)


def read_apart(connection: socket.socket) -> int:
    """Reads what is asked for over the connection; the exit status."""
    wire = Wire(connection)
    raw = wire.receive(_LONGEST_TASK_BYTES)
    if raw is None:
        return BROKE
    task = _tasks.decode(raw)
    wire.send(_encoder.encode(Guarded(shut_in(task.limits))))
    gc.disable()  # Records hold no cycles, and a process that ends soon needs no tidying.
    logging.getLogger("safelight").addHandler(_Telling(wire))
    try:
        _work(task, wire)
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError:
        return BROKE  # whoever asked is gone
    except Exception as fault:
        _tell(wire, type(fault).__name__ + "\n" + "".join(traceback.format_tb(fault.__traceback__)))
        return BROKE
    return ENDED_WELL


def _work(task: Task | Inquiry, wire: Wire) -> None:
    files = [
        Named(name, borrowed(size, partial(_ask, wire, number))) for number, (name, size) in enumerate(task.files)
    ]
    if isinstance(task, Task):
        _read(task, files, wire)
    else:
        wire.send(_encoder.encode(answer_to(task, files)))


def _read(task: Task, files: list[Named], wire: Wire) -> None:
    hints = unpacked(task.hints)
    reading = Reading(files[0].file, files[0].name, hints, choices=task.choices, beside=files[1:])
    reading.attached.update(name.rpartition("/")[2] for name in task.attached)
    reading.is_return = task.is_return
    members = reading.members()
    _list(members, wire)
    report = Report(wire, holds_back=not task.goes_on)
    passed_over = frozenset(task.passed_over)
    numbers = {id(member): number for number, member in enumerate(members)}
    for member in pictures_last(members):
        if (number := numbers[id(member)]) not in passed_over:
            report.begin(number)
            report.take(reading.pieces(member))
            report.finish(reading.finished.pop())
    report.flush()
    wire.send(_encoder.encode(Done()))


def _list(members: list[Part | Unreadable], wire: Wire) -> None:
    for first in range(0, len(members), LONGEST_LISTING):
        few = members[first : first + LONGEST_LISTING]
        wire.send(_encoder.encode(Listed([(member.path, member.size) for member in few])))


def _ask(wire: Wire, file: int, offset: int, length: int) -> bytearray:
    wire.send(_encoder.encode(Fetch(file, offset, min(length, LONGEST_READ_BYTES))))
    answer = wire.receive(LONGEST_READ_BYTES)
    if not answer:
        sys.exit(BROKE)  # whoever asked is gone
    return answer


def _tell(wire: Wire, place: str) -> None:
    wire.send(_encoder.encode(Stumbled(place[-20_000:])))


class _Telling(logging.Handler):
    """What a reader logs goes to whoever asked: this process has nowhere else to write."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(logging.ERROR)
        self._wire = wire

    def emit(self, record: logging.LogRecord | Any) -> None:
        """Sends one entry."""
        _tell(self._wire, record.getMessage())
