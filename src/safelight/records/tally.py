"""The account of every byte: each member's bytes are read, skipped on purpose, or failed, and it adds up."""

from enum import StrEnum

import msgspec


class Outcome(StrEnum):
    """What became of a run of bytes."""

    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


class Stretch(msgspec.Struct, frozen=True):
    """A run of bytes of one member with one outcome, and why, in words (empty for bytes that were read)."""

    offset: int
    length: int
    outcome: Outcome
    reason: str = ""


class Candidate(msgspec.Struct, frozen=True):
    """A reader that took a member for its own: how sure it was (1 to 100), and why, in words."""

    reader: str
    score: int
    reasons: tuple[str, ...] = ()


class MemberTally(msgspec.Struct, frozen=True):
    """The account of one member. ``size`` is in bytes; the stretches cover it exactly, in order."""

    member: str
    size: int
    sha256: str
    reader: str
    """Name of the reader that read it; empty where none recognised it."""
    reasons: tuple[str, ...]
    """Why that reader was chosen, or why none was."""
    records: int
    stretches: tuple[Stretch, ...]
    candidates: tuple[Candidate, ...] = ()
    """The readers it was recognised by, surest first; the first one read it, unless an officer said otherwise."""

    def bytes_by(self, outcome: Outcome) -> int:
        """How many bytes ended so."""
        return sum(stretch.length for stretch in self.stretches if stretch.outcome == outcome)


class Tally(msgspec.Struct, frozen=True):
    """The account of one exhibit: of each of its members, in the order they stand in it."""

    members: tuple[MemberTally, ...]

    def bytes_by(self, outcome: Outcome) -> int:
        """How many bytes of all members ended so."""
        return sum(member.bytes_by(outcome) for member in self.members)

    @property
    def size(self) -> int:
        """Bytes of all members together."""
        return sum(member.size for member in self.members)

    @property
    def everything_was_read(self) -> bool:
        """Whether no byte failed and every member had a reader."""
        return all(member.reader and not member.bytes_by(Outcome.FAILED) for member in self.members)


class TallyBook:
    """Where a reader writes down, in order, what it did with each byte of one member.

    Calls must move forward: an entry that starts before the last one ended is a fault of the reader and raises
    ``ValueError``. Bytes that nobody wrote down become *failed* when the book is closed, so silence is never
    taken for reading.
    """

    def __init__(self) -> None:
        self._stretches: list[Stretch] = []
        self._start = 0
        self._end = 0
        self._outcome: Outcome | None = None
        self._reason = ""

    def read(self, offset: int, length: int) -> None:
        """These bytes became a record, or are the frame (brackets, separators) that holds records."""
        self._note(offset, length, Outcome.READ, "")

    def skip(self, offset: int, length: int, reason: str) -> None:
        """These bytes were understood and left out on purpose; the reason is a sentence for people."""
        self._note(offset, length, Outcome.SKIPPED, reason)

    def fail(self, offset: int, length: int, reason: str) -> None:
        """These bytes could not be read; the reason is a sentence for people."""
        self._note(offset, length, Outcome.FAILED, reason)

    @property
    def end(self) -> int:
        """The first byte not yet written down."""
        return self._end

    def close(self, size: int) -> tuple[Stretch, ...]:
        """The finished account of a member of ``size`` bytes."""
        if self._end > size:
            message = f"The tally runs to byte {self._end} of a member of {size} bytes."
            raise ValueError(message)
        if self._end < size:
            self.fail(self._end, size - self._end, "The reader did not account for these bytes.")
        self._flush()
        return tuple(self._stretches)

    def _note(self, offset: int, length: int, outcome: Outcome, reason: str) -> None:
        if offset < self._end:
            message = f"Byte {offset} was already accounted for (up to {self._end})."
            raise ValueError(message)
        if length <= 0:
            return
        if offset > self._end:
            self._note(self._end, offset - self._end, Outcome.FAILED, "The reader passed over these bytes.")
        if outcome is not self._outcome or reason != self._reason:
            self._flush()
            self._start, self._outcome, self._reason = offset, outcome, reason
        self._end = offset + length

    def _flush(self) -> None:
        if self._outcome is not None and self._end > self._start:
            self._stretches.append(Stretch(self._start, self._end - self._start, self._outcome, self._reason))
        self._start, self._outcome, self._reason = self._end, None, ""
