"""Databases made to do harm: nothing in them is run, no loop goes on, and little never unfolds into much."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import made
from tests.readers.sqlite.test_database import NUMBERS, account, database

from safelight.readers.sqlite.columns import columns_of
from safelight.readers.sqlite.rows import LONGEST_LIST_OF_TYPES
from safelight.readers.sqlite.varint import Damaged
from safelight.records.tally import Outcome

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


def rewritten(data: bytes, before: str, after: str) -> bytes:
    """The list of tables with one statement for another of the same length."""
    assert len(after) <= len(before)
    assert data.count(before.encode()) == 1
    return data.replace(before.encode(), after.ljust(len(before)).encode())


def test_a_view_named_like_a_table_gives_nothing_and_is_never_run() -> None:
    found = database(made(f"CREATE VIEW notes AS {ENDLESS}; CREATE TABLE others(a)"))
    assert not found.has("notes")
    assert list(found.rows("notes")) == []


def test_virtual_tables_and_triggers_are_never_run() -> None:
    script = f"""
        {NUMBERS};
        CREATE TABLE copies(a);
        CREATE TRIGGER again AFTER INSERT ON copies BEGIN INSERT INTO copies {ENDLESS}; END;
        CREATE VIRTUAL TABLE message USING fts5(a);
    """
    found = database(made(script, [("notes", (1, 2, 3))]))
    assert not found.has("message")
    assert [row.rowid for row in found.rows("notes")] == [1]
    assert all(stretch.outcome is not Outcome.FAILED for stretch in account(found))


@pytest.mark.parametrize(
    "statement",
    [
        f"CREATE TABLE notes AS {ENDLESS}",
        "CREATE TABLE notes AS SELECT 1",
        "CREATE TABLE notes(a); DROP TABLE notes",
        "CREATE VIEW notes AS SELECT 1",
        "CREATE VIRTUAL TABLE notes USING fts5(a)",
        "CREATE TEMP TABLE notes(a)",
        "ATTACH DATABASE 'other.db' AS other",
        "PRAGMA writable_schema = ON",
        "CREATE TABLE notes(",
        "CREATE TABLE notes(a)\0",
        "",
    ],
)
def test_only_the_making_of_a_plain_table_is_asked_of_sqlite(statement: str) -> None:
    with pytest.raises(Damaged):
        columns_of(statement)


def test_defaults_and_checks_that_name_functions_are_no_hindrance() -> None:
    found = columns_of(
        "CREATE TABLE t(a INTEGER PRIMARY KEY, b DEFAULT (random()), c TEXT GENERATED ALWAYS AS (b || a) VIRTUAL, "
        "d, CHECK (length(d) > 2), UNIQUE (b, d))"
    )
    assert found.place == {"a": 0, "b": 1, "d": 2}
    assert (found.rowid, found.defaults) == ("a", {})


def test_a_statement_that_makes_no_table_loses_the_table_and_says_so() -> None:
    data = made("CREATE TABLE notes(aaaaaaaaaaaaaaaaaaaaaaa)", [("notes", (1,))])
    found = database(
        rewritten(data, "CREATE TABLE notes(aaaaaaaaaaaaaaaaaaaaaaa)", "CREATE TABLE notes AS SELECT 1")
    )
    assert list(found.rows("notes")) == []
    assert any(stretch.outcome is Outcome.FAILED for stretch in account(found))


def test_cells_that_lie_over_one_another_do_not_unfold() -> None:
    data = bytearray(made(NUMBERS, [("notes", (1, "x" * 40_000, None))], page_bytes=65_536))
    page = 65_536
    (cell,) = struct.unpack_from(">H", data, page + 8)
    count = 10_000
    struct.pack_into(">H", data, page + 3, count)
    struct.pack_into(f">{count}H", data, page + 8, *[cell] * count)
    found = database(bytes(data))
    assert len(list(found.rows("notes"))) <= 2
    assert any(stretch.outcome is Outcome.FAILED for stretch in account(found))


def test_a_row_that_claims_more_values_than_any_table_has_is_damage() -> None:
    empty = bytes(LONGEST_LIST_OF_TYPES)
    data = bytearray(
        made(NUMBERS, [("notes", (1, empty, None)), ("notes", (2, "whole", None))], page_bytes=65_536)
    )
    (cell,) = struct.unpack_from(">H", data, 65_536 + 8)
    values = 65_536 + cell + 4
    assert data[values] == 6, "the list of types is six bytes long"
    size = LONGEST_LIST_OF_TYPES + 5
    data[values : values + 6] = bytes([size >> 14 | 0x80, size >> 7 & 0x7F | 0x80, size & 0x7F, 0, 0, 0])
    found = database(bytes(data))
    assert [row.rowid for row in found.rows("notes")] == [2]
    assert any(stretch.outcome is Outcome.FAILED for stretch in account(found))


def test_a_tree_that_leads_back_to_itself_ends() -> None:
    data = bytearray(made(NUMBERS, (("notes", (n, "x" * 500, n)) for n in range(40))))
    inner = next(place for place in range(1024, len(data), 1024) if data[place] == 5)
    struct.pack_into(">L", data, inner + 8, inner // 1024 + 1)
    found = database(bytes(data))
    assert len(list(found.rows("notes"))) < 40
    assert any(stretch.outcome is Outcome.FAILED for stretch in account(found))


TROUBLED = made(
    f"PRAGMA auto_vacuum = FULL; {NUMBERS}; CREATE INDEX by_a ON notes(a); CREATE TABLE others(a)",
    [*(("notes", (n, f"text {n}" * 40, n / 3)) for n in range(60)), ("others", ("y" * 3000,))],
    page_bytes=512,
)


@given(st.lists(st.tuples(st.integers(0, len(TROUBLED) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_whatever_bytes_are_changed_the_account_adds_up(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    data[20] = 0
    for place, value in changes:
        if place >= 100:
            data[place] = value
    found = database(bytes(data))
    for name in list(found.tables):
        for row in found.rows(name):
            for column in ("n", "a", "b"):
                row.text(column), row.whole(column), row.real(column)
    account(found)
