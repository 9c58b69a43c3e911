"""What must hold for every reader, whatever the format."""

from collections import Counter
from typing import Any

import msgspec
from tests.readers.memory_member import MemoryMember

from safelight.readers.reader import Reader, ReadingHints, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import Outcome, Stretch, TallyBook

NO_HINTS = ReadingHints()


def read_all(
    reader: Reader, data: bytes, hints: ReadingHints = NO_HINTS, path: str = "export.json"
) -> tuple[list[Record], tuple[Stretch, ...]]:
    """The records of one member and its finished account; checks that the account covers every byte."""
    book = TallyBook()
    records: list[Record] = []
    try:
        records.extend(reader.read(MemoryMember(path, data), hints, book))
    finally:
        stretches = book.close(len(data))
        check_every_byte_is_accounted_for(stretches, len(data))
    for record in records:
        assert 0 <= record.offset < record.offset + record.length <= len(data)
        msgspec.json.encode(record)  # lone surrogates would raise here
    return records, stretches


def read_whatever_it_is(reader: Reader, data: bytes) -> tuple[list[Record], tuple[Stretch, ...]]:
    """Reads bytes that may be anything: the only way out other than records is ``UnknownLayout``."""
    reader.recognise(MemoryMember("export.json", data))
    try:
        return read_all(reader, data)
    except UnknownLayout as unknown:
        if not str(unknown).endswith("."):
            raise AssertionError("What is unknown must be said in a sentence.") from unknown
        return [], ()


def check_every_byte_is_accounted_for(stretches: tuple[Stretch, ...], size: int) -> None:
    end = 0
    for stretch in stretches:
        assert stretch.offset == end
        assert stretch.length > 0
        assert bool(stretch.reason) == (stretch.outcome is not Outcome.READ)
        end += stretch.length
    assert end == size


def bytes_by(stretches: tuple[Stretch, ...], outcome: Outcome) -> int:
    return sum(stretch.length for stretch in stretches if stretch.outcome is outcome)


def without_place(records: list[Record]) -> Counter[str]:
    """The records as a bag, apart from where they stand and the order of what they say beside."""
    return Counter(
        repr(msgspec.structs.replace(each, offset=0, length=0, pointer="", extra=dict(sorted(each.extra.items()))))
        for each in records
    )


def doubled(bag: Counter[str]) -> Counter[str]:
    return Counter({entry: 2 * times for entry, times in bag.items()})


def bytes_of(data: bytes, record: Record) -> Any:
    """What the bytes that a record points at decode to."""
    return msgspec.json.decode(data[record.offset : record.offset + record.length])
