import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made_returns import LEAPP_COLUMNS, leapp_table
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all, read_whatever_it_is, without_place

from safelight.readers import leapp_tsv
from safelight.readers.reader import UnknownLayout
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State


def read(data: bytes, name: str = "WhatsApp - Messages") -> list[Record]:
    return read_all(leapp_tsv, data, path=f"_TSV Exports/{name}.tsv")[0]


def table(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode()


def test_a_message_keeps_what_the_tool_says_beside_it() -> None:
    (record,) = read(leapp_table(["I found you\r\nhere"]))
    assert (record.sender, record.thread, record.direction) == ("fern-1", "t-1", Direction.TOWARDS_OWNER)
    assert (record.text, record.at_quality, record.platform) == (
        "I found you\r\nhere",
        AtQuality.EXACT,
        "WhatsApp",
    )
    assert record.extra["Server Mark"] == "x"
    assert record.extra["artifact"] == "WhatsApp - Messages"


@settings(max_examples=25)
@given(columns=st.permutations(LEAPP_COLUMNS))
def test_the_order_of_columns_does_not_matter(columns: list[str]) -> None:
    said = dict(zip(LEAPP_COLUMNS, ("2024-03-13 14:05:00", "t", "fern-1", "hello", "Incoming", "x"), strict=True))
    one, other = (
        read(table("\t".join(order), "\t".join(said[column] for column in order)))
        for order in (columns, LEAPP_COLUMNS)
    )
    assert without_place(one) == without_place(other)


def test_an_artifact_of_unknown_columns_is_named_and_not_read() -> None:
    with pytest.raises(UnknownLayout, match=r"Wifi.*SSID"):
        read(table("SSID\tBSSID", "a\tb"), "Wifi")


def test_what_only_tells_of_messages_is_none() -> None:
    with pytest.raises(UnknownLayout, match="Reactor JID"):
        read(table("Reaction Timestamp\tReactor JID\tMessage\tMessage Direction", "2024-01-01\ta\tb\tIncoming"))


def test_a_file_written_to_twice_has_its_names_twice_and_they_are_no_row() -> None:
    records = read(leapp_table(["one"]) + leapp_table(["two"]))
    assert [record.text for record in records] == ["one", "two"]
    assert records[1].extra["Server Mark"] == "x"


def test_a_call_says_which_way_it_went_and_that_it_was_missed() -> None:
    names = "Timestamp\tPhone Number\tCall Type\tDuration"
    missed, made = read(
        table(
            names, "2024-01-01 10:00:00\t07700 900101\tMissed\t0", "2024-01-01 11:00:00\t07700 900101\tOutgoing\t5"
        ),
        "Call Logs",
    )
    assert (missed.kind, missed.state, missed.sender) == (Kind.CALL, State.MISSED, "07700 900101")
    assert (made.direction, made.sender, made.recipients) == (Direction.FROM_OWNER, None, ("07700 900101",))
    assert made.at_quality is AtQuality.ZONE_ASSUMED
    assert made.extra["Duration"] == "5"


def test_places_searches_and_sign_ins() -> None:
    (place,) = read(table("Timestamp\tLatitude\tLongitude", "2024-01-01 10:00:00\t51.5\t-0.1"), "Places")
    assert (place.kind, place.extra["latitude"], place.extra["longitude"]) == (Kind.LOCATION, "51.5", "-0.1")
    (search,) = read(table("Timestamp\tSearch Term", "2024-01-01 10:00:00\thow to hide"), "Browser")
    assert (search.kind, search.text) == (Kind.SEARCH, "how to hide")
    (used,) = read(table("Timestamp\tIP Address", "2024-01-01 10:00:00\t192.0.2.7"), "Snapchat - IP Data")
    assert (used.kind, used.extra["IP Address"]) == (Kind.SIGN_IN, "192.0.2.7")


def test_a_direction_nobody_knows_stays_as_written() -> None:
    (record,) = read(leapp_table(["a"]).replace(b"Incoming", b"Sideways"))
    assert (record.direction, record.extra["direction"]) == (Direction.UNKNOWN, "Sideways")


def test_a_row_cut_short_is_kept_and_doubted() -> None:
    *_, record = read(leapp_table(["a"]) + b"2024-03-13 14:05:00\tt-1")
    assert Doubt.CUT_SHORT in record.doubts


@pytest.mark.parametrize(
    "data", [b"\t" * 100_000, b'Timestamp\tMessage\tSender\n"' + b"\t" * 100_000, b"\xff\t\xfe\n"]
)
def test_hostile_tables_end_in_a_sentence(data: bytes) -> None:
    read_whatever_it_is(leapp_tsv, data)
    leapp_tsv.recognise(MemoryMember("_TSV Exports/a.tsv", data))
