"""Reading one exhibit: every member is offered to every reader, and every byte ends in the tally."""

import logging
import traceback
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO
from zoneinfo import ZoneInfo

import msgspec

from safelight.readers.choices import NOTHING_CHOSEN, MemberChoice, ReadingChoices
from safelight.readers.containers import Part, Unreadable
from safelight.readers.member import Member, MemberTooLarge
from safelight.readers.members import Named, members_in
from safelight.readers.pictures.known import HELD_BACK, Digesting, Digests, KnownFiles
from safelight.readers.pictures.waiting import PICTURE_READERS, RETURN_READERS, pictures_last
from safelight.readers.pieces import attachments_of, pieces_of, rows_of
from safelight.readers.reader import NOT_MINE, NotDescribed, Reader, ReadingHints, Recognition, UnknownLayout
from safelight.readers.registry import READERS, READERS_BY_NAME
from safelight.readers.reported_media import MANIFEST as REPORTED_MEDIA
from safelight.readers.said import said_of
from safelight.readers.set_aside import with_set_aside
from safelight.records.batch import Piece, records_in
from safelight.records.record import Record
from safelight.records.tally import Candidate, MemberTally, Outcome, Stretch, Tally, TallyBook

log = logging.getLogger(__name__)

_HASH_BYTES = 1024 * 1024
SURE_ENOUGH = 50
"""A reader surer than this, out of 100, reads a member without anybody's word."""
REPORTED = REPORTED_MEDIA.name

TOO_MUCH_MEMORY = (
    "Reading stopped here because it would have taken more memory than one exhibit may. What had been read is "
    "kept, and so is the file; ask for it in smaller parts, or have a specialist look at it."
)


class Reading:
    """The reading of one exhibit: iterate ``records()`` to its end, then ask for the ``tally``."""

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        hints: ReadingHints,
        *,
        choices: ReadingChoices = NOTHING_CHOSEN,
        beside: Sequence[Named] = (),
    ) -> None:
        """``choices`` is what an officer said about this exhibit.

        ``beside`` are other exhibits of the case that may belong to this one: the changes of a database, the key
        of a backup. They are looked into where a reader asks for them and are not read here.
        """
        self._file = file
        self._name = name
        self._hints = hints
        self._choices = choices
        self._beside = tuple(beside)
        self.attached: set[str] = set()
        """Names of files that messages attached, as far as was read."""
        self.is_return = False
        """Whether what was read so far is what a platform returned under legal process."""
        self._places: list[int] = []
        self.finished: list[MemberTally] = []
        """The account of each member that was read to its end, in the order they were read."""

    def members(self) -> list[Part | Unreadable]:
        """Everything that stands in the exhibit, in order; nothing of it is read yet."""
        return list(
            members_in(self._file, self._name, choices=self._choices, key=self._hints.key, beside=self._beside)
        )

    def records(self) -> Iterator[Record]:
        """Every record of every member, in the order they stand in the exhibit, pictures after all others."""
        members = self.members()
        places = {id(member): place for place, member in enumerate(members)}
        for member in pictures_last(members):
            yield from self.read(member)
            self._places.append(places[id(member)])

    @property
    def tally(self) -> Tally:
        """The account of every byte of every member."""
        in_place = sorted(zip(self._places, self.finished, strict=True), key=lambda pair: pair[0])
        return tally_of((member for _, member in in_place), self.attached)

    def read(self, member: Part | Unreadable) -> Iterator[Record]:
        """The records of one member; its account is in ``finished`` when they come to their end."""
        for piece in self.pieces(member):
            yield from records_in(piece)

    def pieces(self, member: Part | Unreadable) -> Iterator[Piece]:
        """The same records, a few at a time."""
        if isinstance(member, Unreadable):
            self.finished.append(_unreadable(member))
        else:
            yield from self._read(member)

    def _read(self, member: Part) -> Iterator[Piece]:
        size, digests = _measure(member, self._hints.known_files)
        sha256 = digests.sha256
        if self._hints.known_files.holds(digests):
            self.finished.append(_held_back(member, size, sha256))
            return
        choice = self._choices.of(member.path)
        candidates = candidates_for(member)
        reader, reasons = _reader_of(candidates, choice)
        if reader is None or self._is_left_unopened(reader, member, choice):
            self.finished.append(_not_recognised(member, size, sha256, candidates))
            return
        self.is_return = self.is_return or reader.MANIFEST.name in RETURN_READERS
        book, count, failure = TallyBook(), 0, ""
        try:
            for piece in pieces_of(reader, member, _in_the_light_of(self._hints, choice), book):
                count += rows_of(piece)
                if reader.MANIFEST.name not in PICTURE_READERS:
                    self.attached.update(name.rpartition("/")[2] for name in attachments_of(piece))
                yield piece
        except NotDescribed as problem:
            self.finished.append(_not_described(member, size, sha256, candidates, str(problem)))
            return
        except (UnknownLayout, MemberTooLarge) as problem:
            failure = str(problem)
        except MemoryError:
            failure = TOO_MUCH_MEMORY
        except Exception as fault:
            # A reader's own fault must not lose what it had read, nor keep the next member from being read.
            failure = _wrongly_chosen(reader) if choice.reader and not _knows(candidates, reader) else ""
            failure = failure or _own_fault(reader, fault)
        if failure:
            book.fail(book.end, size - book.end, failure)
        self.finished.append(
            MemberTally(
                member=member.path,
                size=size,
                sha256=sha256,
                reader=reader.MANIFEST.name,
                reasons=(*reasons, *said_of(choice), *member.notes),
                records=count,
                stretches=book.close(size),
                candidates=candidates,
            )
        )

    def _is_left_unopened(self, reader: Reader, member: Member, choice: MemberChoice) -> bool:
        """A picture of a return, or one that a message attached, unless an officer said to read it."""
        if reader.MANIFEST.name not in PICTURE_READERS or choice.reader:
            return False
        return self.is_return or member.path.rpartition("/")[2] in self.attached


def tally_of(finished: Iterable[MemberTally], attached: Iterable[str]) -> Tally:
    """The account of an exhibit. ``attached`` are the files that its records name as attachments."""
    names = {path.rpartition("/")[2] for path in attached}
    return Tally(with_set_aside(finished, names))


def candidates_for(member: Member) -> tuple[Candidate, ...]:
    """The readers that take a member for their own, surest first; of equally sure ones, in their own order."""
    scored = [(reader.MANIFEST.name, _recognition(reader, member)) for reader in READERS]
    met = [Candidate(name, found.score, found.reasons) for name, found in scored if found.score]
    return tuple(sorted(met, key=lambda candidate: -candidate.score))


def _reader_of(candidates: tuple[Candidate, ...], choice: MemberChoice) -> tuple[Reader | None, tuple[str, ...]]:
    """Who reads a member, and why: an officer's word goes first, except where nobody may open the member."""
    may_be_opened = not candidates or candidates[0].reader != REPORTED
    if choice.reader in READERS_BY_NAME and may_be_opened:
        return READERS_BY_NAME[choice.reader], ()
    if candidates and candidates[0].score >= SURE_ENOUGH:
        return READERS_BY_NAME[candidates[0].reader], candidates[0].reasons
    return None, ()


def _knows(candidates: tuple[Candidate, ...], reader: Reader) -> bool:
    return any(candidate.reader == reader.MANIFEST.name for candidate in candidates)


def _in_the_light_of(hints: ReadingHints, choice: MemberChoice) -> ReadingHints:
    """What officers know of the case, and closer to it what they said of this member."""
    return msgspec.structs.replace(
        hints,
        zone=ZoneInfo(choice.zone) if choice.zone else hints.zone,
        date_order=choice.date_order or hints.date_order,
        key=choice.key or hints.key,
        mapping=choice.mapping or hints.mapping,
    )


def recognise(member: Member) -> tuple[Reader | None, Recognition]:
    """The reader surest that a member is its own, and why; no reader if none is at least half sure."""
    candidates = candidates_for(member)
    if not candidates:
        return None, NOT_MINE
    best = candidates[0]
    reader = READERS_BY_NAME[best.reader] if best.score >= SURE_ENOUGH else None
    return reader, Recognition(best.score, best.reasons)


def _wrongly_chosen(reader: Reader) -> str:
    return (
        f"An officer said that this is “{reader.MANIFEST.title}”, and the reader of that kind could make nothing "
        "of it from here on. The file is kept as it came. Choose another kind, or take the choice back."
    )


def _recognition(reader: Reader, member: Member) -> Recognition:
    """A reader that stumbles over a file that is not its own must not keep the others from it."""
    try:
        return reader.recognise(member)
    except Exception as fault:
        _own_fault(reader, fault)
        return NOT_MINE


def _own_fault(reader: Reader, fault: Exception) -> str:
    """The log gets the place but not the message: an exception's message may quote evidence."""
    place = "".join(traceback.format_tb(fault.__traceback__))
    log.error("Reader %s stopped: %s\n%s", reader.MANIFEST.name, type(fault).__name__, place)
    return (
        f"The reader stopped here because of a fault of its own ({type(fault).__name__}). What it had read is "
        "kept, and so is the file. Please report this to whoever looks after Safelight."
    )


def _measure(member: Member, known: KnownFiles) -> tuple[int, Digests]:
    digesting, size = Digesting(known), 0
    with member.open() as stream:
        while chunk := stream.read(_HASH_BYTES):
            digesting.update(chunk)
            size += len(chunk)
    return size, digesting.digests()


def _held_back(member: Member, size: int, sha256: str) -> MemberTally:
    stretches = (Stretch(0, size, Outcome.SKIPPED, HELD_BACK),) if size else ()
    return msgspec.structs.replace(_unread(member.path, size, sha256, HELD_BACK), stretches=stretches)


def _unreadable(member: Unreadable) -> MemberTally:
    return _unread(member.path, member.size, "", member.sentence)


def _not_recognised(member: Member, size: int, sha256: str, candidates: tuple[Candidate, ...]) -> MemberTally:
    if size == 0:
        sentence = "The file is empty: it is kept, and there is nothing in it to read."
        return _unread(member.path, size, sha256, sentence, *member.notes)
    sentence = "No reader knows this kind of file yet. It is kept sealed, exactly as it came, and was not read."
    nearest = candidates[0].reasons if candidates else ()
    unread = _unread(member.path, size, sha256, sentence, *nearest, *member.notes)
    return msgspec.structs.replace(unread, candidates=candidates)


def _not_described(
    member: Member, size: int, sha256: str, candidates: tuple[Candidate, ...], sentence: str
) -> MemberTally:
    return msgspec.structs.replace(
        _unread(member.path, size, sha256, sentence, *member.notes), candidates=candidates
    )


def _unread(path: str, size: int, sha256: str, *reasons: str) -> MemberTally:
    stretches = (Stretch(0, size, Outcome.FAILED, reasons[0]),) if size else ()
    return MemberTally(
        member=path, size=size, sha256=sha256, reader="", reasons=reasons, records=0, stretches=stretches
    )
