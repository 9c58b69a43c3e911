"""The parent's own account of a reading: listed, begun, sent, finished, each checked against the rest."""

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import add
from types import MappingProxyType

from safelight.readers.apart.frames import Begun, Finished, Listed
from safelight.readers.apart.sentences import NOT_REACHED, WALK_BROKE
from safelight.readers.pictures.waiting import RETURN_READERS
from safelight.readers.reading import tally_of
from safelight.readers.registry import READERS
from safelight.readers.sqlite.image import LOG_ENDING
from safelight.records.columns import Columns
from safelight.records.runs import values_in
from safelight.records.tally import MemberTally, Outcome, Stretch, Tally, TallyBook

_SHA256 = re.compile("[0-9a-f]{64}|")
_MOST_MEMBERS = 200_000
_NAMES_BYTES = 256 * 1024 * 1024
_READERS = frozenset(reader.MANIFEST.name for reader in READERS) | {""}


class Untrue(ValueError):
    """What the reading process sent cannot be so."""


class Account:
    """Members by their number in the listing."""

    def __init__(self, beside: Mapping[str, int] = MappingProxyType({})) -> None:
        """``beside`` are the files that may belong to the exhibit, by name, and their sizes in bytes."""
        self._beside = beside
        self._listed: list[tuple[str, int]] = []
        self._listing_again = 0
        self._names_length = 0
        self._sizes: dict[str, int] = {}
        self._open: list[int] = []
        self._rows: Counter[str] = Counter()
        self._last_rows: tuple[str, array[int], array[int]] = ("", array("q"), array("q"))
        self._settled: dict[int, MemberTally] = {}
        self.attached: set[str] = set()

    @property
    def settled(self) -> tuple[int, ...]:
        """Numbers of the members whose account is closed."""
        return tuple(self._settled)

    @property
    def members(self) -> frozenset[str]:
        """Paths of everything listed."""
        return frozenset(self._sizes)

    @property
    def is_return(self) -> bool:
        """Whether a platform returned this under legal process, as far as was read."""
        return any(tally.reader in RETURN_READERS for tally in self._settled.values())

    def start_again(self) -> None:
        """A new reading process goes on where another broke down: it lists the members anew."""
        self._listing_again = 0
        self._open = []

    def listed(self, frame: Listed) -> None:
        """Takes the next members. A second listing must be the same as the first."""
        for path, size in frame.members:
            if self._listing_again < len(self._listed):
                _hold(self._listed[self._listing_again] == (path, size))
            else:
                self._listed.append((path, size))
                self._sizes[path] = max(size, self._sizes.get(path, 0))
                self._names_length += len(path)
            self._listing_again += 1
        _hold(len(self._listed) <= _MOST_MEMBERS and self._names_length <= _NAMES_BYTES)

    def begun(self, frame: Begun) -> None:
        """Takes the start of a member."""
        _hold(frame.number < len(self._listed) and frame.number not in self._settled)
        self._open.append(frame.number)

    def rows(self, columns: Columns) -> None:
        """Takes a batch of records: they stand inside members that are open now."""
        members = columns.member
        read = {path: self._read_for(path) for path in set(members)}
        sizes = {path: self._size_of(path) for path in read}
        ends = map(add, columns.each(columns.offset), columns.each(columns.length))
        if len(members) == 1:
            _hold(max(ends) <= sizes[members[0]])
            self._rows[read[members[0]]] += columns.rows
        else:
            _hold(all(end <= sizes[path] for path, end in zip(members, ends, strict=True)))
            self._rows.update(map(read.__getitem__, members))
        self._remember_last(columns)
        for names in values_in(columns.attachments):
            self.attached.update(names)

    def _read_for(self, path: str) -> str:
        """The open member whose reading gave records that stand in ``path``: itself, or the database of a log."""
        paths = {self._listed[number][0] for number in self._open}
        database = path.removesuffix(LOG_ENDING)
        _hold(database in paths or path in paths)
        return database if database in paths else path

    def _size_of(self, path: str) -> int:
        size = self._sizes.get(path, self._beside.get(path))
        _hold(size is not None)
        return size or 0

    def _remember_last(self, columns: Columns) -> None:
        """Where the records of the member being read stand, should it never be finished."""
        path = self._listed[self._open[-1]][0]
        if path != self._last_rows[0]:
            self._last_rows = (path, array("q"), array("q"))
        if len(columns.member) == 1:
            if columns.member[0] == path:
                self._last_rows[1].extend(columns.each(columns.offset))
                self._last_rows[2].extend(columns.each(columns.length))
            return
        places = zip(columns.member, columns.each(columns.offset), columns.each(columns.length), strict=True)
        for member, offset, length in places:
            if member == path:
                self._last_rows[1].append(offset)
                self._last_rows[2].append(length)

    def finished(self, frame: Finished) -> None:
        """Takes the account of a member: its bytes add up and its records are those that came."""
        _hold(frame.number in self._open)
        tally, (path, size) = frame.tally, self._listed[frame.number]
        _hold((tally.member, tally.size) == (path, size))
        _hold(tally.reader in _READERS and _SHA256.fullmatch(tally.sha256) is not None)
        _hold(_adds_up(tally.stretches, size) and 0 <= tally.records <= self._rows[path])
        self._rows[path] -= tally.records
        self._open.remove(frame.number)
        self._settled[frame.number] = tally

    def done(self) -> None:
        """Takes the end: nothing is open, nothing left over."""
        _hold(not self._open and self._listing_again == len(self._listed) == len(self._settled))
        _hold(not any(self._rows.values()))

    def broke(self, sentence: str) -> bool:
        """Closes the member that was being read when the process broke down; false where there was none."""
        if not self._open:
            return False
        number = self._open[-1]
        path, size = self._listed[number]
        records, self._rows[path] = self._rows[path], 0
        self._settled[number] = MemberTally(
            member=path,
            size=size,
            sha256="",
            reader="",
            reasons=(sentence,),
            records=records,
            stretches=tuple(self._covered(path, size, sentence)),
        )
        return True

    def _covered(self, path: str, size: int, sentence: str) -> Sequence[Stretch]:
        """Bytes that records came from were read; of the others nothing is known."""
        book = TallyBook()
        last, offsets, lengths = self._last_rows
        if last == path:
            for offset, length in sorted(zip(offsets, lengths, strict=True)):
                if offset > book.end:
                    book.fail(book.end, offset - book.end, sentence)
                book.read(book.end, offset + length - book.end)
        book.fail(book.end, size - book.end, sentence)
        return book.close(size)

    def give_up(self, exhibit: str, size: int, why: str) -> None:
        """Closes every member that is not settled. Where not even a list came, the exhibit is one member."""
        if not self._listed:
            self._listed, sentence = [(exhibit, size)], WALK_BROKE.format(why=why)
        else:
            sentence = NOT_REACHED.format(why=why)
        for number, (path, length) in enumerate(self._listed):
            if number not in self._settled:
                self._settled[number] = _failed(path, length, sentence)

    @property
    def tally(self) -> Tally:
        """The finished account, members in the order of the exhibit."""
        return tally_of((self._settled[number] for number in sorted(self._settled)), self.attached)


def _failed(path: str, size: int, sentence: str) -> MemberTally:
    stretches = (Stretch(0, size, Outcome.FAILED, sentence),) if size else ()
    return MemberTally(
        member=path, size=size, sha256="", reader="", reasons=(sentence,), records=0, stretches=stretches
    )


def _adds_up(stretches: Sequence[Stretch], size: int) -> bool:
    end = 0
    for stretch in stretches:
        if stretch.offset != end or stretch.length <= 0:
            return False
        end += stretch.length
    return end == size


def _hold(holds: bool) -> None:  # noqa: FBT001
    if not holds:
        raise Untrue
