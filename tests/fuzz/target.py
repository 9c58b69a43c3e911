"""What is fed, and what must hold of it whatever it is fed with."""

import io
import random
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from tests.fuzz.handed_in import HandedIn
from tests.fuzz.mutation import mutated
from tests.fuzz.seeds import archives, seeds_of
from tests.readers.metamorphic import NO_HINTS, check_every_byte_is_accounted_for

from safelight.readers.choices import DateOrder
from safelight.readers.containers import Limits, Unreadable, members_of, together
from safelight.readers.member import MemberTooLarge
from safelight.readers.reader import Reader, ReadingHints, UnknownLayout
from safelight.readers.registry import READERS
from safelight.readers.tables.mapping import TableMapping
from safelight.records.record import Record
from safelight.records.tally import TallyBook

CONTAINERS = "containers"
MOST_RECORDS = 400_000
_MUCH_HINTED = ReadingHints(
    zone=ZoneInfo("Europe/London"),
    owner_accounts=frozenset({"Ben", "Sam", "Fern", "fern-1", "sam", "user2", "+447700900001"}),
    date_order=DateOrder.DAY_FIRST,
    key="0" * 64,
    mapping=TableMapping(
        time="when",
        text="said",
        sender="who",
        duration="long",
        latitude="lat",
        longitude="lon",
        leave_out_without_time=True,
    ),
)
_SMALL_ARCHIVES = Limits(depth=3, members=2_000, total_bytes=1 << 24)
_READING_UNIT = 1 << 16


class Target(NamedTuple):
    """A reader, or the walk through archives."""

    name: str
    seeds: Callable[[], tuple[HandedIn, ...]]
    check: Callable[[HandedIn, ReadingHints], None]

    def case(self, seed: int, number: int) -> tuple[HandedIn, ReadingHints]:
        """The input of this number, and what is known while it is read."""
        rolls = random.Random(f"{seed} {self.name} {number}")
        hints = rolls.choice((NO_HINTS, _MUCH_HINTED))
        return mutated(rolls, self.seeds()), hints


@cache
def targets() -> Mapping[str, Target]:
    """Every reader of the registry by its name, and the walk through archives."""
    readers = (
        Target(reader.MANIFEST.name, partial(seeds_of, reader), partial(check_reader, reader))
        for reader in READERS
    )
    return {target.name: target for target in (*readers, Target(CONTAINERS, archives, check_walk))}


def check_reader(reader: Reader, given: HandedIn, hints: ReadingHints) -> None:
    """Records that can be written down or a sentence, and an account that adds up; anything else raises."""
    member, book, size = given.member(), TallyBook(), len(given.data)
    recognition = reader.recognise(member)
    assert 0 <= recognition.score <= 100
    msgspec.json.encode(recognition)
    try:
        for number, record in enumerate(reader.read(member, hints, book)):
            assert record.offset >= 0
            assert record.length > 0
            _check_place(record.member, record.offset + record.length, given)
            _check_can_be_written_down(record)
            assert number < MOST_RECORDS
    except (UnknownLayout, MemberTooLarge) as said:
        if not str(said).endswith("."):
            raise AssertionError("What is unknown must be said in a sentence.") from said
        msgspec.json.encode(str(said))
        book.fail(book.end, size - book.end, str(said))
    stretches = book.close(size)
    check_every_byte_is_accounted_for(stretches, size)
    msgspec.json.encode(stretches)


def _check_can_be_written_down(record: Record) -> None:
    try:
        msgspec.json.encode(record)
    except (TypeError, UnicodeEncodeError):
        for name in record.__struct_fields__:
            _check_field(name, getattr(record, name))
        raise


def _check_field(name: str, value: object) -> None:
    try:
        msgspec.json.encode(value)
    except (TypeError, UnicodeEncodeError) as problem:
        raise AssertionError(f"{name} cannot be written down: {type(problem).__name__}") from problem


def _check_place(member: str, end: int, given: HandedIn) -> None:
    sizes = {given.path: len(given.data), **{name: len(data) for name, data in given.beside}}
    assert end <= sizes[member]


def check_walk(given: HandedIn, _hints: ReadingHints) -> None:
    """Each member gives as many bytes as it says; what cannot be opened is said in a sentence."""
    for found in together(members_of(io.BytesIO(given.data), given.path, _SMALL_ARCHIVES)):
        if isinstance(found, Unreadable):
            assert found.sentence.endswith(".")
            assert found.size >= 0
            continue
        size = 0
        with found.open() as stream:
            while chunk := stream.read(_READING_UNIT):
                size += len(chunk)
        assert size == found.size
        assert found.head == found.whole()[: len(found.head)]
