"""The log beside a database: committed changes count, others do not, and each says where it stands."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import with_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import check_every_byte_is_accounted_for
from tests.readers.sqlite.test_database import NUMBERS, account

from safelight.readers.sqlite.account import write_log_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.write_ahead import Standing, read_log
from safelight.records.tally import TallyBook

BEFORE = f"{NUMBERS}; INSERT INTO notes VALUES (1, 'first', 1), (2, 'second', 2)"
AFTER = "UPDATE notes SET a = 'changed' WHERE n = 2; INSERT INTO notes VALUES (3, 'third', 3)"


def opened(data: bytes, log: bytes) -> Database:
    return Database(MemoryMember("made.db", data, MemoryMember("made.db-wal", log)))


def texts(found: Database) -> dict[int, str | None]:
    return {row.rowid: row.text("a") for row in found.rows("notes")}


def test_committed_changes_are_read_and_the_database_alone_has_the_older_state(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, BEFORE, AFTER)
    assert texts(opened(data, log)) == {1: "first", 2: "changed", 3: "third"}
    assert texts(Database(MemoryMember("made.db", data))) == {1: "first", 2: "second"}


def test_a_row_in_the_log_stands_where_its_locator_says(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, BEFORE, AFTER)
    for row in opened(data, log).rows("notes"):
        assert (row.sheet.member, row.sheet.is_in_log) == ("made.db-wal", True)
        assert str(row.text("a")).encode() in log[row.offset : row.offset + row.length]


def test_changes_that_were_never_finished_are_not_read(tmp_path: Path) -> None:
    def begin(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        for number in range(100, 200):
            connection.execute("INSERT INTO notes VALUES (?, ?, ?)", (number, "never finished " * 30, number))

    data, log = with_log(tmp_path, BEFORE, AFTER, begin)
    assert Standing.NOT_COMMITTED in {frame.standing for frame in read_log(log).frames}
    assert texts(opened(data, log)) == {1: "first", 2: "changed", 3: "third"}


def test_what_is_left_of_an_earlier_round_of_the_log_is_not_read(tmp_path: Path) -> None:
    def begin_anew(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        connection.execute("UPDATE notes SET a = 'newest' WHERE n = 1")

    many = "".join(f"INSERT INTO notes VALUES ({n}, 'old', 0);" for n in range(10, 30))
    data, log = with_log(tmp_path, BEFORE, many, begin_anew)
    assert read_log(log).frames[0].standing is Standing.NEWEST
    assert read_log(log).frames[-1].standing is Standing.LEFT_OVER
    assert texts(opened(data, log))[1] == "newest"
    assert len(texts(opened(data, log))) == 22


def test_a_damaged_frame_ends_what_is_believed_as_it_does_for_sqlite(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, BEFORE, "INSERT INTO notes VALUES (3, 'third', 3)")
    more = log + log[32:]
    assert texts(opened(data, more)) == {1: "first", 2: "second", 3: "third"}
    broken = bytearray(log)
    broken[-1] ^= 1
    assert texts(opened(data, bytes(broken))) == {1: "first", 2: "second"}
    assert read_log(bytes(broken)).frames[-1].standing is Standing.DAMAGED


def test_a_database_that_shrank_in_the_log_has_fewer_pages(tmp_path: Path) -> None:
    rows = "".join(f"INSERT INTO notes VALUES ({n}, '{'x' * 500}', 0);" for n in range(10, 60))
    data, log = with_log(tmp_path, BEFORE + ";" + rows, "DELETE FROM notes WHERE n > 2; VACUUM")
    found = opened(data, log)
    assert texts(found) == {1: "first", 2: "second"}
    assert found.image.pages < len(data) // 1024
    assert any("cut off the end" in stretch.reason for stretch in account(found))


@pytest.mark.parametrize("log", [b"", b"x" * 5000, b"\x37\x7f\x06\x82" + b"\0" * 4000])
def test_a_log_that_is_none_leaves_the_database_as_it_is(tmp_path: Path, log: bytes) -> None:
    data, _ = with_log(tmp_path, BEFORE, AFTER)
    assert texts(opened(data, log)) == {1: "first", 2: "second"}


def test_pages_with_a_newer_version_in_the_log_are_accounted_for(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, BEFORE, AFTER)
    found = opened(data, log)
    texts(found)
    assert {stretch.reason[:16] for stretch in account(found)} == {"", "An older version"}


@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=10), st.integers(0, 1 << 20))
def test_whatever_is_damaged_in_a_log_both_accounts_add_up(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], cut: int
) -> None:
    data, whole = with_log(tmp_path_factory.mktemp("log"), BEFORE, AFTER)
    log = bytearray(whole)
    for place, value in changes:
        log[place % len(log)] = value
    del log[len(log) - cut % 2000 :]
    found = opened(data, bytes(log))
    assert texts(found) in ({1: "first", 2: "second"}, {1: "first", 2: "changed"}, texts(opened(data, whole)))
    account(found)
    book = TallyBook()
    write_log_account(found, len(log), book)
    check_every_byte_is_accounted_for(book.close(len(log)), len(log))
