import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made_file import quoted
from tests.readers.made_returns import SNAPCHAT_COLUMNS, ruled_csv, snapchat_return, snapchat_row
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all, read_whatever_it_is, without_place

from safelight.readers import snapchat_return_csv
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

MAYA = ReadingHints(owner_accounts=frozenset({"maya-1"}))
RULE = quoted("=" * 27)
UNDER = quoted("-" * 27)


def read(data: bytes, hints: ReadingHints = ReadingHints()) -> list[Record]:
    return read_all(snapchat_return_csv, data, hints, path="conversations.csv")[0]


def table(names: str, *rows: str) -> bytes:
    return "".join(f"{line}\n" for line in (quoted("Legend\nof two lines"), RULE, names, *rows)).encode()


def test_a_message_says_both_sides_and_everything_else_it_holds() -> None:
    (record,) = read(snapchat_return(["I found you"]), MAYA)
    assert (record.sender, record.recipients, record.thread) == ("fern-1", ("maya-1",), "c-1")
    assert (record.text, record.direction) == ("I found you", Direction.TOWARDS_OWNER)
    assert (record.at_quality, record.at_text) == (AtQuality.EXACT, "Wed Aug 19 12:00:00 UTC 2021")
    assert record.extra["is_saved"] == "true"
    assert read(snapchat_return(["a"]))[0].direction is Direction.UNKNOWN


@settings(max_examples=25)
@given(columns=st.permutations(SNAPCHAT_COLUMNS))
def test_the_order_of_columns_does_not_matter(columns: list[str]) -> None:
    rows = [snapchat_row("one"), snapchat_row("two")]
    assert without_place(read(ruled_csv(tuple(columns), rows))) == without_place(
        read(ruled_csv(SNAPCHAT_COLUMNS, rows))
    )


def test_a_column_nobody_knows_stays_by_its_name() -> None:
    columns = ("is_topic_chat", *SNAPCHAT_COLUMNS)
    (record,) = read(ruled_csv(columns, [{"is_topic_chat": "yes", **snapchat_row("a")}]))
    assert (record.extra["is_topic_chat"], record.text) == ("yes", "a")


def test_a_table_without_the_columns_it_needs_is_named() -> None:
    with pytest.raises(UnknownLayout, match=r"zodiac.*mood"):
        read(table("zodiac,mood", "a,b"))


def test_a_known_table_is_read_beside_an_unknown_one_and_the_unknown_one_is_named() -> None:
    data = table("zodiac,mood", "a,b") + snapchat_return(["kept"])
    records, stretches = read_all(snapchat_return_csv, data)
    assert [record.text for record in records] == ["kept"]
    (failed,) = (stretch for stretch in stretches if stretch.outcome is Outcome.FAILED)
    assert "zodiac" in failed.reason


@pytest.mark.parametrize(
    "written",
    ["Sun Apr 12 03:48:31 UTC 2026", "2026-04-12 03:48:31 UTC", "Apr 12 2026 03:48:31 UTC", "1775965711"],
)
def test_every_way_of_writing_a_time_gives_the_same_instant(written: str) -> None:
    (record,) = read(table("ip,timestamp", f"192.0.2.7,{written}"))
    assert record.at == 1_775_965_711_000_000
    assert (record.kind, record.at_quality, record.at_text) == (Kind.SIGN_IN, AtQuality.EXACT, written)
    assert record.extra["ip"] == "192.0.2.7"


def test_a_time_in_the_zone_of_an_office_is_no_instant() -> None:
    (record,) = read(table("ip,timestamp", "192.0.2.7,Apr 06 2026 03:48:31 PST"))
    assert (record.at, record.at_quality, record.at_text) == (None, AtQuality.MISSING, "Apr 06 2026 03:48:31 PST")


def test_older_names_with_blanks_are_the_same_names() -> None:
    (record,) = read(table("ip,first seen time,last seen time", "192.0.2.7,,Wed Aug 19 12:00:00 UTC 2021"))
    assert (record.kind, record.at_quality) == (Kind.SIGN_IN, AtQuality.EXACT)


def test_a_call_and_those_in_it_are_two_tables() -> None:
    data = (
        table("call_id,creator,call_start,call_end", "k1,fern-1,Apr 06 2026 03:48:31 UTC,Apr 06 2026 03:50:00 UTC")
        + f"{UNDER}\nParticipants\nusername,joined,left\nmaya-1,a,b\nfern-1,c,d\n".encode()
        + table("call_id,creator,call_start,call_end", "k2,maya-1,Apr 07 2026 03:48:31 UTC,")
    )
    call, one, other, later = read(data, MAYA)
    assert (call.kind, call.sender, call.thread) == (Kind.CALL, "fern-1", "k1")
    assert call.extra["call_end"] == "Apr 06 2026 03:50:00 UTC"
    assert [(each.kind, each.recipients) for each in (one, other)] == [
        (Kind.MEMBERSHIP, ("maya-1",)),
        (Kind.MEMBERSHIP, ("fern-1",)),
    ]
    assert (later.kind, later.direction) == (Kind.CALL, Direction.FROM_OWNER)


def test_erased_messages_and_states_are_told_apart() -> None:
    erased, removed, noted = read(
        ruled_csv(
            SNAPCHAT_COLUMNS,
            [
                {**snapchat_row(""), "message_type": kind}
                for kind in ("STATUSERASEDMESSAGE", "STATUSPARTICIPANTREMOVED", "STATUSSAVETOCAMERAROLL")
            ],
        )
    )
    assert (erased.kind, erased.state) == (Kind.MESSAGE, State.DELETED)
    assert (removed.kind, noted.kind) == (Kind.MEMBERSHIP, Kind.NOTICE)


def test_media_are_named_by_their_ids() -> None:
    (record,) = read(ruled_csv(SNAPCHAT_COLUMNS, [{**snapchat_row(""), "media_id": "b~AAA; EXTERNAL:b~BBB"}]))
    assert record.attachments == ("b~AAA", "b~BBB")
    assert record.extra["media_id"] == "b~AAA; EXTERNAL:b~BBB"


def test_a_place_keeps_how_far_off_it_may_be() -> None:
    (record,) = read(
        table("latitude,longitude,timestamp", "51.5 ± 39.66 meters,-0.1 ± 39.66 meters,2026-04-12 03:48:31 UTC")
    )
    assert record.kind is Kind.LOCATION
    assert (record.extra["latitude"], record.extra["longitude"]) == ("51.5", "-0.1")
    assert record.extra["accuracy_metres"] == "39.66"


def test_whose_account_it_is_about_is_a_record() -> None:
    legend = 'Target username "fern-1" is associated with User ID "11-22"\nDate range searched: all'
    target, message = read(ruled_csv(SNAPCHAT_COLUMNS, [snapchat_row("a")], legend))
    assert (target.kind, target.recipients) == (Kind.CONTACT, ("fern-1", "11-22"))
    assert message.text == "a"


def test_the_subscriber_is_a_contact_and_a_change_a_notice() -> None:
    data = table("user_id,username,created,email_address", "11-22,fern-1,2020-01-01 00:00:00 UTC,a@example.com")
    data += table("date,action,old_value,new_value,reason", "2021-01-01 00:00:00 UTC,display_name,A,B,user")
    account, change = read(data)
    assert (account.kind, account.recipients) == (Kind.CONTACT, ("fern-1", "11-22"))
    assert account.extra["email_address"] == "a@example.com"
    assert (change.kind, change.extra["new_value"]) == (Kind.NOTICE, "B")


def test_no_data_found_is_said_and_not_an_error() -> None:
    data = f"{quoted('Legend')}\n{RULE}\nip,timestamp\nNO RESPONSIVE DATA FOUND\n".encode()
    records, stretches = read_all(snapchat_return_csv, data)
    assert records == []
    assert any("holds no data" in stretch.reason for stretch in stretches)
    assert bytes_by(stretches, Outcome.FAILED) == 0


def test_names_met_again_in_a_table_are_no_row() -> None:
    data = snapchat_return(["a"]) + (",".join(SNAPCHAT_COLUMNS) + "\r\n").encode() + snapchat_return(["b"])
    assert [record.text for record in read(data)] == ["a", "b"]


def test_names_without_explanations_are_read_too() -> None:
    data = snapchat_return(["a", "b"])
    data = data[data.index(b"content_type") :]
    reader, _ = recognise(MemoryMember("chat.csv", data))
    assert reader is snapchat_return_csv
    assert [record.text for record in read(data)] == ["a", "b"]


def test_a_row_cut_to_one_field_is_kept_and_doubted() -> None:
    *_, record = read(snapchat_return(["a"]) + b"CHAT")
    assert Doubt.CUT_SHORT in record.doubts
    assert record.extra["content_type"] == "CHAT"


@pytest.mark.parametrize(
    "hostile",
    [
        b'"' + b"=" * 200_000,
        (b'"legend ""quoted"" \n' + b"," * 50 + b'"\n') * 2_000,
        b"=" * 27 + b"\n" + b"," * 100_000 + b"\n" + b"a\n" * 1_000,
        (b'"' + b"=" * 27 + b'"\n') * 50_000,
        b"\x00,\x00\n" * 10,
    ],
    ids=["never closed", "explanations only", "names of commas", "rules only", "nulls"],
)
def test_hostile_explanations_end_in_a_sentence(hostile: bytes) -> None:
    read_whatever_it_is(snapchat_return_csv, hostile)
