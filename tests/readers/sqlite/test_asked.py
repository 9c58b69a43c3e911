"""What a class asks of rows is answered as the rows themselves answer, whatever they hold."""

from typing import Annotated, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made
from tests.readers.sqlite.test_database import NUMBERS, VALUES, database

from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.value import Mended

_NAMES = {"b": "second", "n": "number", "a": "first", "nowhere": "nothing"}

Row: TypeAlias = tuple[object, ...]


class _Asked(Found):
    n: int | None
    a: str | None
    a_whole: Annotated[int | None, "a"]
    b: float | None
    b_stored: Annotated[bytes, "b"]
    b_text: Annotated[str | None, "b"]
    nowhere: str | None
    extra: Annotated[dict[str, str], _NAMES]


class OnlyText(Found):
    a: str | None


_ODD = st.sampled_from([0, 1, -0.0, 0.0, "", "0", "0.0", "12", " 7 ", "nan", 2**40, -(2**23), 2**31, b"\xff", b""])


_ONE_SORT = st.integers(-9, 300) | st.none(), st.floats(0, 2e9) | st.integers(0, 2**40), st.text(max_size=70), _ODD
_COLUMNS = st.sampled_from((VALUES | _ODD, *_ONE_SORT))


def _rows(columns: tuple[st.SearchStrategy[object], st.SearchStrategy[object]]) -> st.SearchStrategy[list[Row]]:
    """Of numbers that nearly all databases have, or of any; columns of one sort, or of any."""
    numbered = (
        st.tuples(numbers, *columns) for numbers in (st.integers(1, 2**40), st.integers(-(2**63), 2**63 - 1))
    )
    return st.one_of(*(st.lists(rows, max_size=20, unique_by=lambda row: row[0]) for rows in numbered))


@given(
    st.tuples(_COLUMNS, _COLUMNS).flatmap(_rows),
    st.sampled_from(["UTF-8", "UTF-16le", "UTF-16be"]),
)
def test_answers_are_what_the_rows_say(rows: list[Row], encoding: str) -> None:
    data = made(f"PRAGMA encoding = '{encoding}'; {NUMBERS}", (("notes", row) for row in rows))
    answers = list(database(data).rows_as("notes", _Asked))
    for row, answer in zip(database(data).rows("notes"), answers, strict=True):
        assert (answer.rowid, answer.offset, answer.length) == (row.rowid, row.offset, row.length)
        assert (answer.n, answer.a, answer.a_whole) == (row.whole("n"), row.text("a"), row.whole("a"))
        assert (answer.b, answer.b_stored, answer.b_text) == (row.real("b"), row.blob("b"), row.text("b"))
        assert answer.nowhere is None
        assert list(answer.extra.items()) == list(row.said(_NAMES).items())
    assert len(answers) == len(rows)


def test_text_that_is_none_is_mended_and_marked_only_in_what_the_record_says_itself() -> None:
    data = made(NUMBERS, [("notes", (1, "plain", "mended"))]).replace(b"mended", b"m\xffnded")
    (row,) = database(data).rows_as("notes", _Asked)
    assert isinstance(row.b_text, Mended)
    assert not isinstance(row.a, Mended)
    assert row.extra == {"second": "m\ufffdnded", "number": "1", "first": "plain"}
    assert type(row.extra["second"]) is str


def test_a_column_added_later_answers_with_its_default() -> None:
    data = changed(made("CREATE TABLE notes(b)", [("notes", (1,))]), "ALTER TABLE notes ADD COLUMN a DEFAULT 5")
    (row,) = database(data).rows_as("notes", OnlyText)
    assert row.a == "5"


def test_a_table_is_read_once_whichever_way_it_is_asked() -> None:
    found = database(made(NUMBERS, [("notes", (1, "x", None))]))
    assert [row.a for row in found.rows_as("notes", OnlyText)] == ["x"]
    assert list(found.rows("notes")) == []
    assert list(found.rows_as("notes", OnlyText)) == []


def test_a_type_that_nothing_is_taken_for_is_a_fault_of_the_reader() -> None:
    class Wrong(Found):
        a: complex

    with pytest.raises(KeyError):
        list(database(made(NUMBERS)).rows_as("notes", Wrong))
