"""A file that breaks its reader costs itself, not its neighbours: each byte of it is accounted for in words."""

import pytest
from tests.readers.apart.hostile import CONTENT_BYTES, Hostile, boot

from safelight.readers.apart.frames import Limits
from safelight.readers.apart.spawner import Templates
from safelight.records.tally import MemberTally, Outcome


def sentence_of(member: MemberTally) -> str:
    return next(stretch.reason for stretch in member.stretches if stretch.outcome is Outcome.FAILED)


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("loop", "it took longer than one exhibit may (1 seconds of work)"),
        ("crash", "broke down (signal SIGSEGV)"),
        ("leave", "the process that read it broke down"),
        ("hoard", "it would have taken more memory than one exhibit may"),
        ("stumble", "a fault of its own (RuntimeError)"),
        ("lie_in_bytes", "answered as no reader does"),
        ("lie_in_types", "answered as no reader does"),
        ("lie_in_tags", "answered as no reader does"),
        ("ask_too_far", "answered as no reader does"),
        ("ask_for_another", "answered as no reader does"),
        ("shout", "answered as no reader does"),
    ],
)
def test_it_ends_as_a_sentence_and_the_next_exhibit_is_read(hostile: Hostile, deed: str, said: str) -> None:
    texts, (member,), _ = hostile.read(deed)
    assert not texts or texts == ["first half"]
    assert said in sentence_of(member)
    assert sentence_of(member).endswith(".")
    assert "milk" not in sentence_of(member)
    assert hostile.read("nothing").texts == ["first half", "done"]


def test_a_member_that_breaks_its_reader_costs_no_other(hostile: Hostile) -> None:
    deeds = ("nothing", "leave", "nothing", "loop", "nothing")
    texts, members, reading = hostile.read(*deeds)
    assert texts == ["first half", "done"] * 3
    assert [bool(member.reader) for member in members] == [True, False, True, False, True]
    assert "broke down" in sentence_of(members[1])
    assert "it took longer" in sentence_of(members[3])
    assert len(reading.endings) == 3


def test_after_many_breakdowns_the_rest_is_said_not_to_have_been_read(hostile: Hostile) -> None:
    texts, members, reading = hostile.read("nothing", *["leave"] * 6, "nothing")
    assert texts == ["first half", "done"]
    assert len(reading.endings) == 5
    assert ["broke down" in sentence_of(member) for member in members[1:]] == [True] * 7
    assert "before it was reached" in sentence_of(members[-1]).lower()


def test_what_was_sent_before_stays_and_its_bytes_count_as_read(hostile: Hostile) -> None:
    texts, (member,), _ = hostile.read("flood_and_leave")
    assert len(texts) == member.records > 10_000
    assert [stretch.outcome for stretch in member.stretches] == [Outcome.READ, Outcome.FAILED]
    assert member.bytes_by(Outcome.READ) == CONTENT_BYTES // 2


def test_a_process_that_waits_for_ever_is_ended(hostile: Hostile) -> None:
    limits = Limits(memory_bytes=256 * 1024**2, processor_seconds=1)
    _, (member,), reading = hostile.read("sleep", limits=limits)
    assert "it took longer" in sentence_of(member)
    assert reading.endings[0].processor_seconds < 1


def test_half_a_character_becomes_a_mark_and_is_said(hostile: Hostile) -> None:
    texts, _, _ = hostile.read("half_character")
    assert texts[1] == "\ufffd and so on"


def test_what_a_reader_read_before_a_fault_of_its_own_is_kept(hostile: Hostile) -> None:
    texts, (member,), _ = hostile.read("stumble")
    assert texts == ["first half"]
    assert member.bytes_by(Outcome.READ) == CONTENT_BYTES // 2


def test_on_a_system_without_handles_of_processes_endings_are_seen_all_the_same() -> None:
    templates = Templates("import os; del os.pidfd_open\n" + boot())
    hostile = Hostile(templates)
    try:
        assert hostile.read("nothing").texts == ["first half", "done"]
        assert "broke down" in sentence_of(hostile.read("leave").members[0])
        assert "it took longer" in sentence_of(hostile.read("sleep").members[0])
    finally:
        templates.close()
