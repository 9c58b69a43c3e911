"""A table made while records come is, cell by cell, the table made of all of them at once."""

import io
from array import array

import msgspec
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import EXHIBIT, message

from safelight.records import table_file, table_order
from safelight.records.batch import columns_of
from safelight.records.columns import Columns
from safelight.records.record import Kind, Record
from safelight.records.runs import Shared
from safelight.records.table import table_of
from safelight.records.table_file import TableFile

GROUP_ROWS = 4

records_of_several_chats = st.lists(
    st.tuples(
        st.none() | st.integers(-5, 5),
        st.sampled_from(("chat.txt", "zip/other.txt")),
        st.sampled_from(("", "WhatsApp", "Signal")),
        st.sampled_from(("Jo", "Ada", "é", "\U0001f431", "")),
    ),
    max_size=40,
)


@pytest.fixture(autouse=True, params=(0, 10_000, table_order.ROOM_BYTES), ids=("no room", "some", "enough"))
def small_groups(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (table_file, table_order):
        monkeypatch.setattr(module, "ROW_GROUP_ROWS", GROUP_ROWS)
        monkeypatch.setattr(module, "ROOM_BYTES", request.param)


def as_databases_give_them(columns: Columns) -> Columns:
    """Conversations once, with a number for each row; and moments as a run where all are known."""
    threads = list(dict.fromkeys(columns.thread))
    numbers = array("I", map(threads.index, columns.each(columns.thread)))
    at = columns.at if None in columns.at else array("q", columns.each(columns.at))
    return msgspec.structs.replace(columns, thread=Shared([*threads, "nobody's"], numbers), at=at)


def made_of(records: list[Record], batch: int) -> bytes:
    table = TableFile(EXHIBIT)
    for first in range(0, len(records), batch):
        table.add(as_databases_give_them(columns_of(records[first : first + batch])))
    assert table.rows == len(records)
    return table.finish()


@given(records_of_several_chats, st.integers(1, 9))
def test_it_is_the_same_table_whatever_order_records_come_in(rows, batch):
    records = [
        message(number * 10, at=at, member=member, platform=platform, thread=thread, text=str(number))
        for number, (at, member, platform, thread) in enumerate(rows)
    ]
    parquet = made_of(records, batch)
    assert pl.read_parquet(parquet).equals(table_of(records, exhibit=EXHIBIT))
    sizes = [len(group) for group in groups_of(parquet)]
    assert all(size == GROUP_ROWS for size in sizes[:-1])


def groups_of(parquet: bytes) -> list[pl.DataFrame]:
    file = pq.ParquetFile(io.BytesIO(parquet))
    return [pl.DataFrame(file.read_row_group(number)) for number in range(file.num_row_groups)]


@pytest.mark.parametrize("batch", [1, 7, 100])
def test_every_column_comes_through(batch):
    records = [
        message(
            number * 10, at=number % 3, thread=f"t{number % 2}", text="½ ﬁ ① \u202e" if number % 2 else None,
            kind=Kind.CALL if number % 5 else Kind.MESSAGE, attachments=("a.jpg",) * (number % 3), at_other=number,
            sender=None if number % 4 else "Jo", extra={"edited": "yes"} if number % 6 == 0 else {},
            pointer=f"/{number}",
        )
        for number in range(50)
    ]  # fmt: skip
    assert pl.read_parquet(made_of(records, batch)).equals(table_of(records, exhibit=EXHIBIT))


def test_kinds_are_counted_as_they_come():
    table = TableFile(EXHIBIT)
    table.add(columns_of([message(0), message(10), message(20, kind=Kind.CALL)]))
    assert table.kinds == {"message": 2, "call": 1}


def test_no_records_give_an_empty_table():
    assert pl.read_parquet(TableFile(EXHIBIT).finish()).equals(table_of([], exhibit=EXHIBIT))
