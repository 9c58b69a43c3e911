"""Reading one exhibit: every member is offered to every reader, and every byte ends in the tally."""

import hashlib
import logging
import traceback
from collections.abc import Iterator, Sequence
from typing import BinaryIO
from zoneinfo import ZoneInfo

import msgspec

from safelight.readers.choices import NOTHING_CHOSEN, MemberChoice, ReadingChoices
from safelight.readers.containers import Part, Unreadable
from safelight.readers.member import Member, MemberTooLarge
from safelight.readers.members import Named, members_in
from safelight.readers.reader import Reader, ReadingHints, Recognition, UnknownLayout
from safelight.readers.registry import READERS
from safelight.records.record import Record
from safelight.records.tally import MemberTally, Outcome, Stretch, Tally, TallyBook

log = logging.getLogger(__name__)

_HASH_BYTES = 1024 * 1024
_SURE_ENOUGH = 50


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
        self._members: list[MemberTally] = []
        self._attached: set[str] = set()

    def records(self) -> Iterator[Record]:
        """Every record of every member, in the order they stand in the exhibit."""
        for member in members_in(
            self._file, self._name, choices=self._choices, key=self._hints.key, beside=self._beside
        ):
            if isinstance(member, Unreadable):
                self._members.append(_unreadable(member))
            else:
                yield from self._read(member)

    @property
    def tally(self) -> Tally:
        """The account of every byte of every member."""
        return Tally(tuple(_set_aside_if_attached(member, self._attached) for member in self._members))

    def _read(self, member: Part) -> Iterator[Record]:
        choice = self._choices.of(member.path)
        reader, recognition = _reader_of(member, choice)
        size, sha256 = _measure(member)
        if reader is None:
            self._members.append(_not_recognised(member, size, sha256, recognition))
            return
        book, count, failure = TallyBook(), 0, ""
        try:
            for record in reader.read(member, _in_the_light_of(self._hints, choice), book):
                count += 1
                self._attached.update(name.rpartition("/")[2] for name in record.attachments)
                yield record
        except (UnknownLayout, MemberTooLarge) as problem:
            failure = str(problem)
        except Exception as fault:
            # A reader's own fault must not lose what it had read, nor keep the next member from being read.
            failure = _own_fault(reader, fault)
        if failure:
            book.fail(book.end, size - book.end, failure)
        self._members.append(
            MemberTally(
                member=member.path,
                size=size,
                sha256=sha256,
                reader=reader.MANIFEST.name,
                reasons=(*recognition.reasons, *member.notes),
                records=count,
                stretches=book.close(size),
            )
        )


def _reader_of(member: Member, choice: MemberChoice) -> tuple[Reader | None, Recognition]:
    if choice.reader:
        chosen = next(reader for reader in READERS if reader.MANIFEST.name == choice.reader)
        return chosen, Recognition(100, ("An officer said what kind of file this is.",))
    return recognise(member)


def _in_the_light_of(hints: ReadingHints, choice: MemberChoice) -> ReadingHints:
    """What officers know of the case, and closer to it what they said of this member."""
    return msgspec.structs.replace(
        hints,
        zone=ZoneInfo(choice.zone) if choice.zone else hints.zone,
        date_order=choice.date_order or hints.date_order,
        key=choice.key or hints.key,
    )


def recognise(member: Member) -> tuple[Reader | None, Recognition]:
    """The reader surest that a member is its own, and why; no reader if none is at least half sure."""
    scored = [(reader.recognise(member), reader) for reader in READERS]
    best, reader = max(scored, key=lambda pair: pair[0].score)
    if best.score >= _SURE_ENOUGH:
        return reader, best
    return None, Recognition(best.score, best.reasons)


def _own_fault(reader: Reader, fault: Exception) -> str:
    """The log gets the place but not the message: an exception's message may quote evidence."""
    place = "".join(traceback.format_tb(fault.__traceback__))
    log.error("Reader %s stopped: %s\n%s", reader.MANIFEST.name, type(fault).__name__, place)
    return (
        f"The reader stopped here because of a fault of its own ({type(fault).__name__}). What it had read is "
        "kept, and so is the file. Please report this to whoever looks after Safelight."
    )


def _measure(member: Member) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with member.open() as stream:
        while chunk := stream.read(_HASH_BYTES):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _unreadable(member: Unreadable) -> MemberTally:
    return _unread(member.path, member.size, "", member.sentence)


def _not_recognised(member: Member, size: int, sha256: str, nearest: Recognition) -> MemberTally:
    if size == 0:
        sentence = "The file is empty: it is kept, and there is nothing in it to read."
        return _unread(member.path, size, sha256, sentence, *member.notes)
    sentence = "No reader knows this kind of file yet. It is kept sealed, exactly as it came, and was not read."
    return _unread(member.path, size, sha256, sentence, *nearest.reasons, *member.notes)


def _unread(path: str, size: int, sha256: str, *reasons: str) -> MemberTally:
    stretches = (Stretch(0, size, Outcome.FAILED, reasons[0]),) if size else ()
    return MemberTally(
        member=path, size=size, sha256=sha256, reader="", reasons=reasons, records=0, stretches=stretches
    )


def _set_aside_if_attached(member: MemberTally, attached: set[str]) -> MemberTally:
    """A file that a message attached was not failed: it is kept sealed and left unopened on purpose."""
    if member.reader or member.member.rpartition("/")[2] not in attached:
        return member
    sentence = "A file that a message attached. It is kept sealed and was left unopened on purpose."
    stretches = (Stretch(0, member.size, Outcome.SKIPPED, sentence),) if member.size else ()
    return msgspec.structs.replace(member, reasons=(sentence,), stretches=stretches)
