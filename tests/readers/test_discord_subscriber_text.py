import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all, read_whatever_it_is

from safelight.readers import discord_subscriber_text
from safelight.readers.reader import UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Kind
from safelight.records.tally import Outcome

ACCOUNT = (
    "User ID:                     900000000000000001\n"
    "Username:                    fern-1#0\n"
    "Email:                       fern@example.com\n"
    "Phone number:                Not found\n"
    "Registration Time (UTC):     2025-04-29 18:00:50\n\n"
)
SESSIONS = "Session Start (UTC)    IP Address\n"


def text(*sessions: str) -> bytes:
    return (ACCOUNT + SESSIONS + "".join(f"{session}\n" for session in sessions)).encode()


def test_the_account_and_every_session_are_records() -> None:
    data = text("2025-05-14 00:47:29    192.0.2.7", "2025-05-13 23:55:51    2001:db8::7")
    reader, _ = recognise(MemoryMember("subscriber.txt", data))
    assert reader is discord_subscriber_text
    account, one, other = read_all(discord_subscriber_text, data)[0]
    assert (account.kind, account.recipients) == (
        Kind.CONTACT,
        ("fern-1#0", "900000000000000001", "fern@example.com"),
    )
    assert account.extra["Registration Time (UTC)"] == "2025-04-29 18:00:50"
    assert (one.kind, one.at_quality, one.extra["IP Address"]) == (Kind.SIGN_IN, AtQuality.EXACT, "192.0.2.7")
    assert other.extra["IP Address"] == "2001:db8::7"
    assert data[one.offset : one.offset + one.length] == b"2025-05-14 00:47:29    192.0.2.7\n"


def test_one_more_session_is_one_more_record_and_order_does_not_matter() -> None:
    one, other = "2025-05-14 00:47:29    192.0.2.7", "2025-05-13 23:55:51    192.0.2.8"
    found = [
        sorted(record.extra.get("IP Address", "") for record in read_all(discord_subscriber_text, data)[0])
        for data in (text(one, other), text(other, one))
    ]
    assert found[0] == found[1] == ["", "192.0.2.7", "192.0.2.8"]
    assert len(read_all(discord_subscriber_text, text(one, one))[0]) == 3


def test_a_line_of_another_shape_fails_by_itself() -> None:
    records, stretches = read_all(discord_subscriber_text, text("2025-05-14 00:47:29    192.0.2.7", "odd line"))
    assert len(records) == 2
    assert bytes_by(stretches, Outcome.FAILED) == len("odd line\n")


def test_a_text_of_other_facts_is_named() -> None:
    with pytest.raises(UnknownLayout, match="Zodiac"):
        read_all(discord_subscriber_text, b"Zodiac: a\nMood: b\n")


@pytest.mark.parametrize("data", [b"User ID:\n" * 50_000, b"User ID: " + b" " * 200_000, b"\xff" * 1000])
def test_hostile_texts_end_in_a_sentence(data: bytes) -> None:
    read_whatever_it_is(discord_subscriber_text, data)
