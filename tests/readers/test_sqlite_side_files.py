"""Files beside a database, alone and within an archive, as an officer hands them in."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
from tests.readers.made_databases import with_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all
from tests.readers.test_whatsapp_android_db import SCHEMA

from safelight.readers import sqlite_side_files
from safelight.readers.members import Named
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading
from safelight.records.record import Record
from safelight.records.tally import MemberTally, Outcome

MOVED = SCHEMA + "INSERT INTO message VALUES (1, 1, 0, 'KEY1', 0, 1780000000001, 0, 'moved', 0);"
LATE = "INSERT INTO message VALUES (2, 1, 0, 'KEY2', 0, 1780000000002, 0, 'in the log', 0)"


def read_zip(**members: bytes) -> tuple[list[Record], dict[str, MemberTally]]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", ".", 1).replace("_", "-"), data)
    reading = Reading(file, "phone.zip", ReadingHints())
    records = list(reading.records())
    return records, {tally.member.rpartition("/")[2]: tally for tally in reading.tally.members}


@pytest.mark.parametrize("log_comes_first", [True, False])
def test_a_database_and_its_log_are_read_together_in_any_order(tmp_path: Path, *, log_comes_first: bool) -> None:
    data, log = with_log(tmp_path, MOVED, LATE)
    members = {"msgstore_db": data, "msgstore_db_wal": log, "msgstore_db_shm": bytes(32_768)}
    if log_comes_first:
        members = dict(reversed(members.items()))
    records, tallies = read_zip(**members)
    assert [record.text for record in records] == ["moved", "in the log"]
    assert records[1].member == "phone.zip/msgstore.db-wal"
    assert tallies["msgstore.db-wal"].bytes_by(Outcome.READ) > 1024
    assert tallies["msgstore.db-wal"].bytes_by(Outcome.FAILED) == 0
    assert tallies["msgstore.db-shm"].bytes_by(Outcome.SKIPPED) == 32_768
    for name, given in (("msgstore.db", data), ("msgstore.db-wal", log)):
        assert sum(stretch.length for stretch in tallies[name].stretches) == len(given)


@pytest.mark.parametrize("folder", ["", "phone/"])
def test_a_log_handed_in_as_an_exhibit_of_its_own_is_read_with_its_database(tmp_path: Path, folder: str) -> None:
    data, log = with_log(tmp_path, MOVED, LATE)
    pair = Named(f"{folder}msgstore.db", io.BytesIO(data)), Named("msgstore.db-wal", io.BytesIO(log))
    of_database = Reading(pair[0].file, pair[0].name, ReadingHints(), beside=[pair[1]])
    records = list(of_database.records())
    assert [record.text for record in records] == ["moved", "in the log"]
    assert {record.member for record in records} == {"msgstore.db-wal"}
    assert [tally.member for tally in of_database.tally.members] == [pair[0].name]
    of_log = Reading(pair[1].file, pair[1].name, ReadingHints(), beside=[pair[0]])
    assert list(of_log.records()) == []
    (tally,) = of_log.tally.members
    assert tally.bytes_by(Outcome.READ) > 1024
    assert tally.bytes_by(Outcome.FAILED) == 0


def test_a_log_whose_database_is_there_twice_is_read_with_neither(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, MOVED, LATE)
    others = [Named("b/msgstore.db", io.BytesIO(data)), Named("msgstore.db-wal", io.BytesIO(log))]
    reading = Reading(io.BytesIO(data), "a/msgstore.db", ReadingHints(), beside=others)
    assert [record.text for record in reading.records()] == ["moved"]


def test_each_frame_of_a_log_is_accounted_for_by_what_it_is_worth(tmp_path: Path) -> None:
    def begin(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE message SET text_data = 'again' WHERE _id = 2")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        for number in range(100, 160):
            connection.execute("INSERT INTO message(_id, text_data) VALUES (?, ?)", (number, "never " * 100))

    data, log = with_log(tmp_path, MOVED, LATE, begin)
    _, tallies = read_zip(msgstore_db=data, msgstore_db_wal=log)
    reasons = {
        stretch.reason.split(",")[0].split("(")[0].strip() for stretch in tallies["msgstore.db-wal"].stretches
    }
    assert reasons == {
        "",
        "An older version of a page",
        "Changes that were begun and never finished",
    }


def test_an_empty_log_is_nothing_to_worry_about(tmp_path: Path) -> None:
    data, _ = with_log(tmp_path, MOVED, LATE)
    _, tallies = read_zip(msgstore_db=data, msgstore_db_wal=b"")
    assert tallies["msgstore.db-wal"].reader == "sqlite-side-files"
    assert tallies["msgstore.db-wal"].stretches == ()


def test_a_log_without_its_database_says_what_to_ask_for(tmp_path: Path) -> None:
    _, log = with_log(tmp_path, MOVED, LATE)
    assert sqlite_side_files.recognise(MemoryMember("msgstore.db-wal", log)).score >= 50
    records, (stretch,) = read_all(sqlite_side_files, log, path="msgstore.db-wal")
    assert (records, stretch.outcome) == ([], Outcome.FAILED)
    assert "ask for the database" in stretch.reason


def test_a_log_beside_a_database_that_no_reader_knows_is_not_called_read(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, "CREATE TABLE other(a)", "INSERT INTO other VALUES (1)")
    _, tallies = read_zip(other_db=data, other_db_wal=log)
    assert tallies["other.db-wal"].bytes_by(Outcome.FAILED) == len(log)


def test_a_rollback_journal_is_set_aside_with_a_reason(tmp_path: Path) -> None:
    data, _ = with_log(tmp_path, MOVED, LATE)
    _, tallies = read_zip(msgstore_db=data, msgstore_db_journal=b"\xd9\xd5\x05\xf9" + bytes(508))
    (stretch,) = tallies["msgstore.db-journal"].stretches
    assert stretch.outcome is Outcome.SKIPPED
    assert "middle of a change" in stretch.reason


def test_files_of_such_names_that_are_something_else_are_left_alone() -> None:
    assert sqlite_side_files.recognise(MemoryMember("chinese-wal", b"words")).score == 0
    assert sqlite_side_files.recognise(MemoryMember("diary-journal", b"words")).score == 0
    neighbour = MemoryMember("diary", b"words")
    assert sqlite_side_files.recognise(MemoryMember("diary-journal", b"words", neighbour)).score == 0
