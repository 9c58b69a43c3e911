from pathlib import Path

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import signal_text, whatsapp_text
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Doubt
from safelight.records.tally import Outcome

TWO = b"[2024-03-13, 14:05] Fern: I saw you\n  twice\n[2024-03-13, 14:06] Me: go ![p](./media/a b.jpg)\n"


@pytest.mark.shared
def test_a_real_export_is_read_whole(shared: Path) -> None:
    data = (shared / "fixtures/signal_txt/chat-miner_test_export.txt").read_bytes()
    assert recognise(MemoryMember("export.txt", data))[0] is signal_text
    records, stretches = read_all(signal_text, data)
    assert [record.sender for record in records] == ["Jane Doe", "John Doe"]
    assert records[1].text == "Hello\nJane!"
    assert bytes_by(stretches, Outcome.READ) == len(data)


def test_words_lines_and_files_are_kept_as_written() -> None:
    first, second = read_all(signal_text, TWO, path="export/Fern/chat.md")[0]
    assert (first.text, first.thread, first.at_quality) == ("I saw you\n  twice", "Fern", AtQuality.ZONE_ASSUMED)
    assert second.attachments == ("a b.jpg",)
    assert TWO[second.offset : second.offset + second.length].startswith(b"[2024-03-13, 14:06]")


@pytest.mark.parametrize(
    "whatsapp",
    [
        b"[13/03/2024, 14:05:33] Fern: hi\n[13/03/2024, 14:05:34] Ash: hi\n",
        b"[2024-03-13 14:05] Fern: hi\n[2024-03-13 14:06] Ash: hi\n",
        b"[2024-03-13, 14:05:33] Fern: hi\n[2024-03-13, 14:05:34] Ash: hi\n",
        b"13/03/2024, 14:05 - Fern: look\n[2024-03-13, 14:05] Ash: hi\n13/03/2024, 14:06 - Fern: hi\n",
    ],
)
def test_whatsapp_keeps_what_is_its_own(whatsapp: bytes) -> None:
    assert recognise(MemoryMember("a.txt", whatsapp))[0] is whatsapp_text


def test_newer_versions_write_seconds_and_no_comma() -> None:
    data = b"[2024-03-13 14:05:09] Fern: see: this\n[2024-03-13 14:06:00] Me: go\n"
    assert recognise(MemoryMember("Fern/chat.md", data))[0] is signal_text
    first, second = read_all(signal_text, data, path="Fern/chat.md")[0]
    assert (first.sender, first.text, first.at_text) == ("Fern", "see: this", "2024-03-13 14:05:09")
    assert second.at - first.at == 51_000_000
    assert recognise(MemoryMember("Fern/chat.txt", data))[0] is whatsapp_text


def test_a_file_named_by_whatsapp_stays_with_whatsapp() -> None:
    assert recognise(MemoryMember("WhatsApp Chat with Fern.txt", TWO))[0] is whatsapp_text


def test_a_step_back_in_time_is_doubted() -> None:
    forged = b"[2024-03-13, 14:05] Fern: see\n[2020-01-01, 10:00] Maya: I agreed\n[2024-03-13, 14:07] Fern: ha\n"
    doubts = [record.doubts for record in read_all(signal_text, forged)[0]]
    assert doubts == [(), (Doubt.TIME_RUNS_BACKWARDS,), ()]


def test_directions_need_an_owner_who_wrote_here() -> None:
    def directions(owner: str) -> list[Direction]:
        hints = ReadingHints(owner_accounts=frozenset({owner}))
        return [record.direction for record in read_all(signal_text, TWO, hints)[0]]

    assert directions("Me") == [Direction.TOWARDS_OWNER, Direction.FROM_OWNER]
    assert directions("Maya") == [Direction.UNKNOWN] * 2


def test_words_before_the_first_message_are_failed_not_lost() -> None:
    _, stretches = read_all(signal_text, b"cut off\n" + TWO)
    assert bytes_by(stretches, Outcome.FAILED) == len(b"cut off\n")
