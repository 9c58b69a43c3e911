import json
from typing import Any

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import snapchat_json
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State

MADE = 1713576562686


def entry(**fields: object) -> dict[str, object]:
    return {
        "From": "fern-1",
        "Media Type": "TEXT",
        "Created": "2024-04-20 01:29:22 UTC",
        "Content": "I saw you",
        "IsSender": False,
        "Created(microseconds)": MADE,
        **fields,
    }


def records_of(download: dict[str, Any]) -> list[Record]:
    data = json.dumps(download).encode()
    assert snapchat_json.recognise(MemoryMember("a.json", data)).score > 80
    return read_all(snapchat_json, data)[0]


@pytest.mark.parametrize(
    ("count", "at"),
    [(MADE, MADE * 1000), (MADE * 1000 + 7, MADE * 1000 + 7), (MADE // 1000, MADE // 1000 * 1_000_000)],
)
def test_the_count_is_read_by_its_size_whatever_its_name_says(count: int, at: int) -> None:
    (record,) = records_of({"fern-1": [entry(**{"Created(microseconds)": count})]})
    assert (record.at, record.at_quality) == (at, AtQuality.EXACT)
    assert "clocks disagree" not in record.extra


def test_a_count_that_contradicts_the_date_is_not_believed() -> None:
    (record,) = records_of({"fern-1": [entry(**{"Created(microseconds)": MADE + 60_000})]})
    assert record.at == MADE // 1000 * 1_000_000
    assert "60 s" in record.extra["clocks disagree"]


def test_direction_is_what_the_source_says() -> None:
    ours, theirs, unsaid = (entry(IsSender=said) for said in (True, False, None))
    records = records_of({"group-7": [ours, theirs, unsaid]})
    assert [record.direction for record in records] == [
        Direction.FROM_OWNER,
        Direction.TOWARDS_OWNER,
        Direction.UNKNOWN,
    ]
    assert {record.thread for record in records} == {"group-7"}


def test_the_older_kind_names_only_the_other_side() -> None:
    received = {"From": "fern-1", "Media Type": "TEXT", "Created": "2019-04-20 01:29:22 UTC", "Text": "don&#39;t"}
    sent = {"To": "fern-1", "Media Type": "IMAGE", "Created": "2019-04-20 01:30:22 UTC"}
    first, second = records_of({"Received Saved Chat History": [received], "Sent Snap History": [sent]})
    assert (first.sender, first.direction, first.thread) == ("fern-1", Direction.TOWARDS_OWNER, "fern-1")
    assert (first.text, first.extra["Text"]) == ("don't", "don&#39;t")
    assert (second.sender, second.recipients, second.direction) == (None, ("fern-1",), Direction.FROM_OWNER)
    assert second.text is None
    assert Doubt.SENDER_MISSING not in second.doubts


@pytest.mark.parametrize(
    ("media", "kind", "state"),
    [
        ("STATUSSAVETOCAMERAROLL", Kind.NOTICE, State.BY_PLATFORM),
        ("STATUSERASEDMESSAGE", Kind.MESSAGE, State.DELETED),
        ("STATUSPARTICIPANTREMOVED", Kind.MEMBERSHIP, State.BY_PLATFORM),
        ("MEDIA", Kind.MESSAGE, State.SENT),
    ],
)
def test_what_the_platform_wrote_is_told_apart(media: str, kind: Kind, state: State) -> None:
    (record,) = records_of({"a": [entry(**{"Media Type": media, "Media IDs": "b~x | b~y"})]})
    assert (record.kind, record.state) == (kind, state)
    assert record.attachments == ("b~x", "b~y")
    assert record.extra["Media Type"] == media


def test_friends_changes_and_sign_ins_are_records_of_their_own() -> None:
    (friend,) = records_of(
        {"Blocked Users": [{"Username": "fern-1", "Creation Timestamp": "2020-01-01 00:00:00 UTC"}]}
    )
    assert (friend.kind, friend.recipients, friend.extra["list"]) == (Kind.CONTACT, ("fern-1",), "Blocked Users")
    (change,) = records_of(
        {"Email Change": [{"Date": "2020-01-01 00:00:00 UTC", "Email Address": "a@example.com"}]}
    )
    assert (change.kind, change.extra["Email Address"]) == (Kind.NOTICE, "a@example.com")
    account = {
        "Basic Information": {"Username": "maya-1"},
        "Login History": [{"IP": "192.0.2.7", "Created": "2020-01-01 00:00:00 UTC", "Status": "success"}],
    }
    own, sign_in = records_of(account)
    assert own.extra["relation"] == "own account"
    assert (sign_in.kind, sign_in.extra["IP"], sign_in.at_quality) == (Kind.SIGN_IN, "192.0.2.7", AtQuality.EXACT)


def test_the_account_names_itself_and_its_devices() -> None:
    account = {
        "Basic Information": {"Username": "maya-1", "Name": "Maya", "Creation Date": "2019-04-02 10:00:00 UTC"},
        "Device Information": {"Make": "x"},
        "Device History": [{"Make": "Phone", "Model": "5", "Start Time": "2022-05-06 07:08:09 UTC"}],
        "Login History": [{"IP": "203.0.113.7", "Created": "2022-05-06 07:08:09 UTC", "Status": "success"}],
    }
    own, device, sign_in = records_of(account)
    assert (own.recipients, own.extra["relation"], own.extra["Name"]) == (("maya-1",), "own account", "Maya")
    assert (device.thread, device.extra["Model"], device.at) == ("Devices", "5", sign_in.at)
    assert (sign_in.kind, sign_in.thread) == (Kind.SIGN_IN, "Sign-ins")
