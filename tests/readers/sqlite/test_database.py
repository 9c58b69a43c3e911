"""Tables read page by page, held against SQLite itself."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, check_every_byte_is_accounted_for

from safelight.readers.reader import UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.value import Mended
from safelight.records.tally import Outcome, Stretch, TallyBook

REAL = {
    "android_mmssms/plaso_mmssms.db": 24,
    "imessage_chatdb/langchain_imessage_chat.db": 47,
    "imessage_chatdb/langchain_imessage_chat_osx11.db": 49,
    "imessage_chatdb/plaso_imessage_chat.db": 502,
    "kik_ios_db/plaso_kik.sqlite": 200,
}
NUMBERS = "CREATE TABLE notes(n INTEGER PRIMARY KEY, a, b)"


def database(data: bytes) -> Database:
    return Database(MemoryMember("made.db", data))


def sqlite_on(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    # In memory there can be no log beside it, so the mark that there may be one is taken off.
    connection.deserialize(data[:18] + b"\1\1" + data[20:])
    return connection


def by_sqlite(data: bytes, table: str) -> dict[int, tuple[object, ...]]:
    connection = sqlite_on(data)
    try:
        return {row[0]: row[1:] for row in connection.execute(f'SELECT rowid, * FROM "{table}"')}
    finally:
        connection.close()


def columns(data: bytes, table: str) -> list[str]:
    connection = sqlite_on(data)
    try:
        return [row[1].lower() for row in connection.execute(f'PRAGMA table_info("{table}")')]
    finally:
        connection.close()


def by_pages(found: Database, table: str, names: list[str]) -> dict[int, tuple[object, ...]]:
    return {row.rowid: tuple(row.value(name) for name in names) for row in found.rows(table)}


def account(found: Database) -> tuple[Stretch, ...]:
    book = TallyBook()
    write_account(found, book)
    stretches = book.close(found.image.size)
    check_every_byte_is_accounted_for(stretches, found.image.size)
    return stretches


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_every_value_of_real_databases_is_what_sqlite_reads(shared: Path, name: str) -> None:
    data = (shared / "fixtures" / name).read_bytes()
    found, rows = database(data), 0
    for table in found.tables:
        if not table.startswith("sqlite_"):
            read = by_pages(found, table, columns(data, table))
            assert read == by_sqlite(data, table)
            rows += len(read)
    assert rows == REAL[name]
    assert bytes_by(account(found), Outcome.FAILED) == 0


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=3000),
    st.binary(max_size=3000),
)


@given(
    st.lists(
        st.tuples(st.integers(-(2**63), 2**63 - 1), VALUES, VALUES), max_size=40, unique_by=lambda row: row[0]
    ),
    st.sampled_from([512, 1024, 65_536]),
    st.sampled_from(["UTF-8", "UTF-16le", "UTF-16be"]),
)
def test_any_rows_are_what_sqlite_reads(rows: list[tuple[object, ...]], page_bytes: int, encoding: str) -> None:
    script = f"PRAGMA encoding = '{encoding}'; {NUMBERS}; CREATE INDEX by_a ON notes(a)"
    data = made(script, (("notes", row) for row in rows), page_bytes=page_bytes)
    found = database(data)
    assert by_pages(found, "notes", ["n", "a", "b"]) == by_sqlite(data, "notes")
    assert bytes_by(account(found), Outcome.FAILED) == 0


def test_a_row_stands_where_its_locator_says() -> None:
    data = made(NUMBERS, [("notes", (7, "first words", None)), ("notes", (9, "second words", None))])
    for row in database(data).rows("notes"):
        assert str(row.value("a")).encode() in data[row.offset : row.offset + row.length]
        assert row.pointer == f"notes/{row.rowid}"


def test_a_column_added_later_reads_as_its_default_in_older_rows() -> None:
    data = changed(
        made(NUMBERS, [("notes", (1, "x", 2))]),
        "ALTER TABLE notes ADD COLUMN kind TEXT DEFAULT 'it''s plain';"
        "ALTER TABLE notes ADD COLUMN n2 INT DEFAULT -5;"
        "ALTER TABLE notes ADD COLUMN r REAL DEFAULT 1.5; ALTER TABLE notes ADD COLUMN none_yet",
    )
    (row,) = database(data).rows("notes")
    assert (row.value("kind"), row.value("n2"), row.value("r"), row.value("none_yet")) == (
        "it's plain",
        -5,
        1.5,
        None,
    )
    assert row.value("no such column") is None


def test_values_of_the_wrong_kind_are_read_as_far_as_they_go() -> None:
    data = made(
        NUMBERS, [("notes", (1, "12", b"words")), ("notes", (2, "soon", 3.9)), ("notes", (3, "1e999", None))]
    )
    first, second, third = database(data).rows("notes")
    assert (first.whole("a"), first.text("b"), first.text("n")) == (12, "words", "1")
    assert (second.whole("a"), second.whole("b"), second.text("b")) == (None, 3, "3.9")
    assert (third.real("a"), third.blob("b")) == (None, b"")


def test_text_that_does_not_fit_its_encoding_is_marked() -> None:
    data = made(NUMBERS, [("notes", (1, "plain", "mended"))]).replace(b"mended", b"m\xffnded")
    (row,) = database(data).rows("notes")
    assert isinstance(row.text("b"), Mended)
    assert row.text("b") == "m\ufffdnded"
    assert not isinstance(row.text("a"), Mended)


def test_every_page_is_accounted_for_by_who_holds_it() -> None:
    rows = [("notes", (n, "x" * 900, n)) for n in range(40)]
    script = f"{NUMBERS}; CREATE TABLE others(a); CREATE INDEX by_b ON notes(b)"
    data = changed(made(script, rows), "DELETE FROM notes WHERE n > 5")
    found = database(data)
    list(found.rows("notes"))
    reasons = {stretch.reason for stretch in account(found)}
    assert reasons == {
        "",
        "An index: the same content as its table, sorted for searching.",
        "The table others: nothing this reader makes records of.",
        "Deleted or unused pages: not recovered.",
    }


def test_pages_of_an_auto_vacuum_database_are_accounted_for() -> None:
    rows = [("notes", (n, "x" * 700, n)) for n in range(400)]
    found = database(made(f"PRAGMA auto_vacuum = FULL; {NUMBERS}", rows, page_bytes=512))
    assert len(list(found.rows("notes"))) == 400
    stretches = account(found)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert any("map" in stretch.reason for stretch in stretches)


def test_a_database_cut_short_gives_what_is_left() -> None:
    data = made(NUMBERS, (("notes", (n, "x" * 500, n)) for n in range(40)))
    found = database(data[: len(data) // 2 + 100])
    assert 0 < len(list(found.rows("notes"))) < 40
    stretches = account(found)
    assert "cut short" in stretches[-1].reason
    assert bytes_by(stretches, Outcome.FAILED) > 100


@pytest.mark.parametrize("place", [16, 56])
def test_a_damaged_header_is_said_in_a_sentence(place: int) -> None:
    data = bytearray(made(NUMBERS))
    data[place : place + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(UnknownLayout, match=r"damaged.*\.$"):
        database(bytes(data))
