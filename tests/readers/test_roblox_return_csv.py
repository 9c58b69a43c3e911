import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made_returns import ROBLOX_COLUMNS, named_csv, roblox, roblox_row
from tests.readers.metamorphic import bytes_by, read_all, without_place

from safelight.readers import roblox_return_csv
from safelight.readers.reader import UnknownLayout
from safelight.records.record import AtQuality
from safelight.records.tally import Outcome


def test_a_chat_keeps_what_was_filtered_and_for_whom() -> None:
    (record,) = read_all(roblox_return_csv, roblox(["hello"]))[0]
    assert (record.sender, record.thread, record.text) == ("fern-1", "c-1", "hello")
    assert (record.extra["user_id"], record.extra["is_filtered_for_under13"]) == ("77", "false")
    assert record.at_quality is AtQuality.EXACT


@settings(max_examples=25)
@given(columns=st.permutations(ROBLOX_COLUMNS))
def test_the_order_of_columns_does_not_matter(columns: list[str]) -> None:
    one, other = (
        read_all(roblox_return_csv, named_csv(tuple(order), [roblox_row("hi")]))[0]
        for order in (columns, ROBLOX_COLUMNS)
    )
    assert without_place(one) == without_place(other)


def test_empty_rows_set_conversations_apart_and_are_no_chats() -> None:
    data = roblox(["one"]) + b",,,,,,\r\n\r\n" + roblox(["two"]).split(b"\r\n", 1)[1]
    records, stretches = read_all(roblox_return_csv, data)
    assert [record.text for record in records] == ["one", "two"]
    assert bytes_by(stretches, Outcome.FAILED) == 0


def test_unknown_columns_are_named() -> None:
    with pytest.raises(UnknownLayout, match="zodiac"):
        read_all(roblox_return_csv, b"zodiac,mood\na,b\n")
