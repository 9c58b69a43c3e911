import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made_returns import DISCORD_COLUMNS, discord_return, discord_row, named_csv
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all, without_place

from safelight.readers import discord_return_csv
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Kind


def test_a_message_names_its_author_and_its_channel() -> None:
    hints = ReadingHints(owner_accounts=frozenset({"fern-1"}))
    (record,) = read_all(discord_return_csv, discord_return(["I found you"]), hints)[0]
    assert (record.sender, record.thread, record.text) == ("fern-1", "111", "I found you")
    assert (record.direction, record.at_quality) == (Direction.FROM_OWNER, AtQuality.EXACT)
    assert (record.extra["Author ID"], record.extra["Message ID"]) == ("7001", "900000000000000001")


@settings(max_examples=25)
@given(columns=st.permutations(DISCORD_COLUMNS))
def test_the_order_of_columns_does_not_matter(columns: list[str]) -> None:
    one, other = (
        read_all(discord_return_csv, named_csv(tuple(order), [discord_row("hi")]))[0]
        for order in (columns, DISCORD_COLUMNS)
    )
    assert without_place(one) == without_place(other)


def test_files_are_named_and_their_addresses_kept() -> None:
    address = "https://cdn.example.com/attachments/111/abc123/pic.jpg?ex=1"
    row = {**discord_row("look"), "Attachments": f"{address}\nhttps://cdn.example.com/attachments/111/d/two.png"}
    (record,) = read_all(discord_return_csv, named_csv(DISCORD_COLUMNS, [row]))[0]
    assert record.attachments == ("pic.jpg", "two.png")
    assert address in record.extra["Attachments"]


def test_relationships_and_the_account_are_contacts() -> None:
    (friend,) = read_all(discord_return_csv, b"User ID,Username,Relationship\n7002,maya-1,blocked\n")[0]
    assert (friend.kind, friend.recipients, friend.extra["Relationship"]) == (
        Kind.CONTACT,
        ("maya-1", "7002"),
        "blocked",
    )
    data = b"Username,Email,Phone,Registration Date,ID\nfern-1,a@example.com,,1600000000,7001\n"
    (own,) = read_all(discord_return_csv, data)[0]
    assert (own.kind, own.extra["relation"], own.at_quality) == (Kind.CONTACT, "own account", AtQuality.EXACT)
    assert own.recipients == ("fern-1", "7001", "a@example.com")


def test_a_file_without_names_of_columns_is_not_guessed_at() -> None:
    data = b"111,900000000000000004,7003,1704468731,ghost,orphan message,\n"
    assert recognise(MemoryMember("messages/unknown/333.csv", data))[0] is not discord_return_csv
    with pytest.raises(UnknownLayout):
        read_all(discord_return_csv, data)
