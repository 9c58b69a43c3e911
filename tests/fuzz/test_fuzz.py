"""A short pass over every reader, and that what goes wrong is found, made small and written down."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fuzz.child import SECONDS, TookTooLong, main
from tests.fuzz.handed_in import HandedIn
from tests.fuzz.mutation import damaged
from tests.fuzz.seeds import own_seeds_of
from tests.fuzz.target import CONTAINERS, Target, check_reader, targets

from safelight.readers import signal_text
from safelight.readers.member import Member
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.registry import READERS
from safelight.records.record import Record
from safelight.records.tally import TallyBook

SEED, INPUTS = 3, 40
GIVEN = HandedIn("chat.md", b"[2024-03-13, 14:05] Fern: hello\n")


@pytest.mark.parametrize("name", targets())
def test_nothing_comes_out_but_records_and_sentences(name: str) -> None:
    target = targets()[name]
    for number in range(INPUTS):
        target.check(*target.case(SEED, number))


def test_every_reader_is_fed_and_most_with_files_of_their_own() -> None:
    assert targets().keys() == {reader.MANIFEST.name for reader in READERS} | {CONTAINERS}
    assert all(target.seeds() for target in targets().values())
    assert sum(1 for reader in READERS if own_seeds_of(reader)) > len(READERS) * 0.8


def test_the_same_number_makes_the_same_input() -> None:
    target = targets()["telegram-json"]
    assert target.case(1, 7) == target.case(1, 7)
    assert len({target.case(1, number)[0] for number in range(50)}) > 40
    assert damaged(random.Random(1), b"", b"") is not None


class Reading:
    """A reader that does as it is told."""

    MANIFEST = signal_text.MANIFEST
    recognise = staticmethod(signal_text.recognise)

    def __init__(self, problem: Exception | None = None, **changes: object) -> None:
        self.problem, self.changes = problem, changes

    def read(self, member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
        for record in signal_text.read(member, ReadingHints(), book):
            yield Record(**{name: getattr(record, name) for name in record.__struct_fields__} | self.changes)
        if self.problem:
            raise self.problem


def test_what_may_come_out() -> None:
    check_reader(Reading(), GIVEN, ReadingHints())
    check_reader(Reading(UnknownLayout("This is a sentence.")), GIVEN, ReadingHints())


@pytest.mark.parametrize(
    "reader",
    [
        Reading(KeyError("text")),
        Reading(UnknownLayout("no sentence")),
        Reading(offset=30, length=10),
        Reading(length=0),
        Reading(text="\ud800"),
        Reading(member="another"),
    ],
)
def test_what_may_not_come_out(reader: Reading) -> None:
    with pytest.raises((AssertionError, KeyError, UnicodeEncodeError)):
        check_reader(reader, GIVEN, ReadingHints())


def test_a_fault_is_made_small_and_written_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def check(given: HandedIn, _hints: ReadingHints) -> None:
        if b"\xff" in given.data:
            raise RecursionError
        if given.data.startswith(b"late"):
            raise TookTooLong

    monkeypatch.setattr("tests.fuzz.child.targets", lambda: {"made": Target("made", lambda: (GIVEN,), check)})
    monkeypatch.setattr("tests.fuzz.child.resource.setrlimit", lambda *_: None)
    assert main("made", 1, 0, 400, tmp_path) == 1
    (found,) = (tmp_path / "made").iterdir()
    assert found.name.startswith("RecursionError in ")
    assert (found / "input").read_bytes() == b"\xff"
    assert "seed 1, number " in (found / "explanation.txt").read_text()
    assert SECONDS >= 1
