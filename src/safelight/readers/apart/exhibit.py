"""Reading one exhibit apart: a process reads it, and another goes on where that one breaks down."""

import logging
import time
from collections.abc import Generator, Iterator, Sequence

import msgspec

from safelight.readers.apart.account import Account, Untrue
from safelight.readers.apart.allowance import limits_for, patience_seconds, what_is_left
from safelight.readers.apart.ending import why_it_ended
from safelight.readers.apart.frames import (
    LONGEST_FRAME_BYTES,
    Begun,
    Done,
    Finished,
    Frame,
    Guarded,
    Limits,
    Listed,
    Rows,
    Stumbled,
    Task,
)
from safelight.readers.apart.hints import packed
from safelight.readers.apart.lent import Lent
from safelight.readers.apart.process import reading_process
from safelight.readers.apart.sentences import MEMBER_BROKE, TIME, UNTRUE
from safelight.readers.apart.serving import Garbled, Serving, TooSlow
from safelight.readers.apart.spawner import Ending, Templates, idle
from safelight.readers.choices import NOTHING_CHOSEN, ReadingChoices
from safelight.readers.members import Named
from safelight.readers.reader import ReadingHints
from safelight.records.columns import Columns
from safelight.records.packed import unpacked
from safelight.records.tally import Tally
from safelight.records.visible import visible

log = logging.getLogger(__name__)

_MOST_BREAKDOWNS = 5
_EXHIBIT = "one exhibit"
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Frame)


class ReadApart:
    """The reading of one exhibit in other processes: take ``batches()`` to their end, then the ``tally``."""

    def __init__(
        self,
        files: Sequence[Named],
        hints: ReadingHints,
        *,
        choices: ReadingChoices = NOTHING_CHOSEN,
        limits: Limits | None = None,
        templates: Templates = idle,
    ) -> None:
        """``files`` are the exhibit and, after it, those that may belong to it; they are read from here only."""
        self._lent = Lent(files)
        self._hints = packed(hints)
        self._choices = choices
        self._limits = limits or limits_for(self._lent.sizes)
        self._templates = templates
        self._account = Account(dict(self._lent.listed[1:]))
        self._wrapped_in: tuple[str, ...] = ()
        self.guards: tuple[str, ...] = ()
        """What kept the reading process in."""
        self.endings: list[Ending] = []
        """How each reading process ended."""

    @property
    def tally(self) -> Tally:
        """The account of every byte of every member."""
        return self._account.tally

    @property
    def members(self) -> frozenset[str]:
        """Paths of the exhibit's own members; known before the first records come."""
        return self._account.members

    def batches(self) -> Iterator[Columns]:
        """All records, in order. Raises what reading the files raises, and ``TemplateGone``."""
        for _ in range(_MOST_BREAKDOWNS):
            self._account.start_again()
            why = yield from self._attempt()
            if not why:
                return
            log.info("A reading process ended before its work was done: %s", why)
            gets_further = self._account.broke(MEMBER_BROKE.format(why=why)) or self._account.settled
            if why == UNTRUE or not gets_further:
                break
        self._account.give_up(*self._lent.listed[0], why)

    def _attempt(self) -> Generator[Columns, None, str]:
        """One process; returns why it ended early, or nothing."""
        limits = what_is_left(self._limits, sum(each.processor_seconds for each in self.endings))
        why = ""
        with reading_process(self._lent, _decoder, LONGEST_FRAME_BYTES, self._templates) as process:
            self._wrapped_in = process.guards
            try:
                process.wire.send(self._task(limits))
                process.is_done = yield from self._taken(process.serving, patience_seconds(limits))
            except ConnectionError:
                pass  # it ended before it took its task
            except TooSlow:
                why = TIME.format(whole=_EXHIBIT, seconds=limits.processor_seconds)
            except (Garbled, Untrue):
                why = UNTRUE
        self.endings.append(process.ending)
        return "" if process.is_done else why or why_it_ended(process.ending, limits, _EXHIBIT)

    def _taken(self, serving: Serving[Frame], patience: float) -> Generator[Columns, None, bool]:
        """Takes frames until the end; whether that was a good one."""
        while True:
            began = time.monotonic()
            frame = serving.next(patience)
            patience -= time.monotonic() - began
            if isinstance(frame, Rows):
                columns = _as_columns(frame)
                self._account.rows(columns)
                yield columns
            elif isinstance(frame, Done):
                self._account.done()
                return True
            elif frame is None:
                return False
            else:
                self._take(frame)

    def _take(self, frame: Frame) -> None:
        if isinstance(frame, Begun):
            self._account.begun(frame)
        elif isinstance(frame, Finished):
            self._account.finished(frame)
        elif isinstance(frame, Listed):
            self._account.listed(frame)
        elif isinstance(frame, Guarded):
            self.guards = (*self._wrapped_in, *frame.guards)
        elif isinstance(frame, Stumbled):
            log.error("From a reading process: %s", visible(frame.place))

    def _task(self, limits: Limits) -> bytes:
        return _encoder.encode(
            Task(
                files=self._lent.listed,
                hints=self._hints,
                choices=self._choices,
                limits=limits,
                passed_over=self._account.settled,
                attached=tuple(sorted(self._account.attached)),
                is_return=self._account.is_return,
                goes_on=bool(self.endings),
            )
        )


def _as_columns(frame: Rows) -> Columns:
    try:
        return unpacked(frame.columns)
    except ValueError as problem:
        raise Untrue from problem
