"""A locked backup is not read, and says what to do about it."""

from pathlib import Path

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import whatsapp_locked_backup
from safelight.readers.reading import recognise
from safelight.records.tally import Outcome


@pytest.mark.shared
def test_a_real_locked_backup_says_what_to_ask_for(shared: Path) -> None:
    path = shared / "fixtures/whatsapp_db/msgstore.db.crypt15"
    data = path.read_bytes()
    reader, recognition = recognise(MemoryMember(path.name, data))
    assert reader is whatsapp_locked_backup
    assert "crypt15" in recognition.reasons[0]
    records, (stretch,) = read_all(whatsapp_locked_backup, data, path=path.name)
    assert (records, stretch.outcome, stretch.length) == ([], Outcome.FAILED, len(data))
    assert "exported from the phone" in stretch.reason


@pytest.mark.parametrize(
    "name", ["msgstore.db.crypt12", "Backups/msgstore-2026-01-01.1.db.crypt14", "wa.db.CRYPT15"]
)
def test_locked_by_name(name: str) -> None:
    assert whatsapp_locked_backup.recognise(MemoryMember(name, b"chance")).score >= 50


@pytest.mark.parametrize("name", ["msgstore.db", "crypt14", "notes.crypt", "photo.crypt14.jpg"])
def test_other_names_are_left_alone(name: str) -> None:
    assert whatsapp_locked_backup.recognise(MemoryMember(name, b"chance")).score == 0


def test_an_empty_file_is_not_called_locked() -> None:
    assert whatsapp_locked_backup.recognise(MemoryMember("msgstore.db.crypt14", b"")).score == 0
