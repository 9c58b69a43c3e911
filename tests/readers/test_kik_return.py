import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made_returns import KIK_COLUMNS, kik, kik_row, named_csv
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all, read_whatever_it_is, without_place

from safelight.readers import kik_return
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record
from safelight.records.tally import Outcome

AT = "1764622464103"


def log(name: str, *rows: str) -> list[Record]:
    data = "".join(f"{row}\n" for row in rows).encode()
    assert recognise(MemoryMember(f"fern-1/logs/{name}", data))[0] is kik_return
    return read_all(kik_return, data, path=f"fern-1/logs/{name}")[0]


def table(names: str, *rows: str, path: str = "logs/a.csv") -> list[Record]:
    return read_all(kik_return, "".join(f"{line}\n" for line in (names, *rows)).encode(), path=path)[0]


def test_a_message_keeps_both_sides_its_address_and_its_instant() -> None:
    hints = ReadingHints(owner_accounts=frozenset({"maya_2@talk.kik.com"}))
    (record,) = read_all(kik_return, kik(["I found you"]), hints)[0]
    assert (record.sender, record.recipients) == ("fern_1@talk.kik.com", ("maya_2@talk.kik.com",))
    assert (record.text, record.direction, record.thread) == ("I found you", Direction.TOWARDS_OWNER, "g-1")
    assert (record.at, record.at_quality) == (1_764_622_464_103_000, AtQuality.EXACT)
    assert (record.extra["ip"], record.extra["port"]) == ("192.0.2.7", "443")


@settings(max_examples=25)
@given(columns=st.permutations(KIK_COLUMNS))
def test_the_order_of_columns_does_not_matter(columns: list[str]) -> None:
    one, other = (
        read_all(kik_return, named_csv(tuple(order), [kik_row("hello")]))[0] for order in (columns, KIK_COLUMNS)
    )
    assert without_place(one) == without_place(other)


def test_text_that_was_encoded_twice_is_mended_and_the_returned_form_kept() -> None:
    twice = "caf\u00e9 \U0001f600".encode().decode("latin-1")
    (record,) = read_all(kik_return, kik([twice]))[0]
    assert (record.text, record.extra["as returned"]) == ("caf\u00e9 \U0001f600", twice)
    assert (record.text or "").encode().decode("latin-1") == twice
    assert Doubt.MOJIBAKE_REPAIRED in record.doubts
    (plain,) = read_all(kik_return, kik(["caf\u00e9"]))[0]
    assert (plain.text, plain.doubts) == ("caf\u00e9", ())


def test_the_older_table_of_messages_is_read_too() -> None:
    names = "msg_id,sender_jid,receiver_jid,chat_type,msg,ip,port,sent_at"
    (record,) = table(names, f"1,fern,maya,1on1,hi,192.0.2.7,1,{AT}")
    assert (record.sender, record.text, record.at_quality) == ("fern", "hi", AtQuality.EXACT)


def test_a_log_without_names_is_known_by_its_file() -> None:
    (used,) = log("bind.txt", f"{AT}\tfern-1\t192.0.2.7\t443\t2025/12/01 20:54:24\tGB")
    assert (used.kind, used.extra["ip"], used.extra["port"]) == (Kind.SIGN_IN, "192.0.2.7", "443")
    assert (used.extra["user_jid"], used.at_quality) == ("fern-1", AtQuality.EXACT)
    (sent,) = log("chat_sent.txt", f"{AT}\tfern-1\tmaya-1\t3\t192.0.2.7\t2025/12/01 20:54:24")
    assert (sent.kind, sent.sender, sent.recipients, sent.text) == (Kind.MESSAGE, "fern-1", ("maya-1",), None)
    assert sent.extra["msg_count"] == "3"
    (group,) = log("group_send_msg_platform.txt", f"{AT}\tfern-1\tg-1\tmaya-1\timage\tm-9\t192.0.2.7\tx")
    assert (group.thread, group.attachments) == ("g-1", ("m-9",))
    (blocked,) = log("block_user.txt", f"{AT}\tfern-1\tmaya-1\t2025/12/01 20:54:24")
    assert (blocked.kind, blocked.recipients, blocked.extra["relation"]) == (Kind.CONTACT, ("maya-1",), "blocked")


def test_a_log_of_another_shape_says_how_many_columns_it_should_have() -> None:
    with pytest.raises(UnknownLayout, match=r"2 columns where Kik's legend gives 6"):
        read_all(kik_return, f"{AT}\tfern-1\n".encode(), path="logs/bind.txt")


def test_one_odd_row_of_a_log_fails_by_itself() -> None:
    whole = f"{AT}\tfern-1\tmaya-1\tx\n"
    records, stretches = read_all(
        kik_return, f"{whole}odd\trow\n{whole}".encode(), path="fern/logs/friend_added.txt"
    )
    assert len(records) == 2
    assert bytes_by(stretches, Outcome.FAILED) == len("odd\trow\n")


def test_tables_of_friends_groups_and_addresses() -> None:
    (friend,) = table("user_jid,friend_user_jid,ts", "fern,maya,2025-12-01 20:54:24 UTC")
    assert (friend.kind, friend.recipients, friend.thread) == (Kind.CONTACT, ("maya",), "Friends")
    (used,) = table("user_jid,ip,port,ts,device", "fern,192.0.2.7,1,2025-12-01 20:54:24 UTC,phone")
    assert (used.kind, used.extra["device"]) == (Kind.SIGN_IN, "phone")
    (legend,) = table(
        "gid,name,code,public,deleted,last_join_ts,last_activity", "g-1,Us,c,0,0,2025-12-01 20:54:24,x"
    )
    assert (legend.kind, legend.thread, legend.extra["name"]) == (Kind.MEMBERSHIP, "g-1", "Us")
    assert legend.at_quality is AtQuality.ZONE_ASSUMED


def test_a_table_of_unknown_columns_is_named() -> None:
    with pytest.raises(UnknownLayout, match="zodiac"):
        table("zodiac,mood", "a,b")


@pytest.mark.parametrize("data", [b"", b"\t" * 50_000, b'"' + b"\t" * 50_000, (AT.encode() + b"\t") * 20_000])
def test_hostile_logs_end_in_a_sentence(data: bytes) -> None:
    read_whatever_it_is(kik_return, data)
