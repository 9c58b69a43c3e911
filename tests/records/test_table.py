"""A table keeps every record, in reading order, the same whatever order they came in."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from make import EXHIBIT, message

from safelight.records.conversation import conversations_of, page_of
from safelight.records.schema import SCHEMA
from safelight.records.table import parquet_of, table_of, together

times = st.lists(st.none() | st.integers(0, 10**15), max_size=40)


@given(times, st.randoms(use_true_random=False))
def test_shuffled_records_keep_their_ids_and_none_is_lost(moments, chance):
    records = [message(offset * 10, at=at, text=str(offset)) for offset, at in enumerate(moments)]
    shuffled = records[:]
    chance.shuffle(shuffled)
    first, second = table_of(records, exhibit=EXHIBIT), table_of(shuffled, exhibit=EXHIBIT)
    assert first.height == len(records)
    assert set(first["record_id"]) == set(second["record_id"])
    assert first["row"].to_list() == list(range(len(records)))


def test_reading_order_is_by_conversation_then_time_and_an_undated_record_stays_where_it_stood():
    records = [
        message(0, thread="Zoe", at=5, text="last"),
        message(10, at=30, text="second"),
        message(20, at=None, text="after second"),
        message(30, at=20, text="first"),
    ]
    assert table_of(records, exhibit=EXHIBIT)["text"].to_list() == ["first", "second", "after second", "last"]


def test_a_table_survives_parquet_unchanged():
    records = [
        message(0, text="½ ﬁ ① \u202e", attachments=("a.jpg",), extra={"edited": "yes"}),
        message(10, text=None),
    ]
    table = table_of(records, exhibit=EXHIBIT)
    again = pl.read_parquet(parquet_of(table))
    assert again.columns == SCHEMA.names
    assert again.equals(table)


def test_the_same_exhibit_handed_in_twice_is_counted_once():
    table = table_of([message(0, text="a"), message(10, text="b")], exhibit=EXHIBIT)
    assert together([table, table]).height == 2
    other = table_of([message(0, text="a")], exhibit="cd" * 32)
    assert together([table, other]).height == 3


def test_an_empty_case_has_an_empty_table_with_every_column():
    assert together([]).columns == SCHEMA.names


def test_conversations_are_runs_of_rows_and_a_page_is_a_slice_of_one():
    records = [message(n * 10, thread=f"t{n % 3}", at=n, sender=f"s{n % 2}", text=str(n)) for n in range(30)]
    table = table_of(records, exhibit=EXHIBIT)
    conversations = conversations_of(table)
    assert [(each.thread, each.rows) for each in conversations] == [("t0", 10), ("t1", 10), ("t2", 10)]
    page = page_of(table, conversations[1], start=8, rows=50)
    assert page["text"].to_list() == ["25", "28"]
    assert page_of(table, conversations[1], start=99, rows=50).is_empty()
