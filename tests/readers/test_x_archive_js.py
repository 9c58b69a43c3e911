import json
from pathlib import Path

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, read_all

from safelight.readers import x_archive_js
from safelight.readers.reader import ReadingHints
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import Outcome


def archive(name: str, *events: object, identity: str = "11-22") -> bytes:
    conversation = {"dmConversation": {"conversationId": identity, "messages": list(events)}}
    return f"window.YTD.{name}.part0 = {json.dumps([conversation])}".encode()


def message(**fields: object) -> dict[str, object]:
    return {
        "messageCreate": {"id": "1", "senderId": "11", "recipientId": "22", "createdAt": "2020-01-02T03:04:05Z"}
        | fields
    }


def records_of(data: bytes, owner: str = "") -> list[Record]:
    hints = ReadingHints(owner_accounts=frozenset({owner} if owner else ()))
    assert x_archive_js.recognise(MemoryMember("a.js", data)).score > 90
    return read_all(x_archive_js, data, hints)[0]


@pytest.mark.shared
def test_the_account_of_a_real_archive_is_a_contact(shared: Path) -> None:
    data = (shared / "fixtures/twitter_archive_js/account.js").read_bytes()
    records, stretches = read_all(x_archive_js, data)
    assert [record.kind for record in records] == [Kind.CONTACT]
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert records[0].recipients == ("12497",)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["app.js", "account-suspension.js"])
def test_other_files_of_the_archive_are_left_to_no_reader(shared: Path, name: str) -> None:
    data = (shared / "fixtures/twitter_archive_js" / name).read_bytes()
    assert x_archive_js.recognise(MemoryMember(name, data)).score < 50


def test_direction_follows_the_owners_number() -> None:
    data = archive("direct_messages", message(text="a"), message(senderId="22", recipientId="11", text="b"))
    assert [r.direction for r in records_of(data, "11")] == [Direction.FROM_OWNER, Direction.TOWARDS_OWNER]
    assert {r.direction for r in records_of(data, "33")} == {Direction.UNKNOWN}
    assert {r.direction for r in records_of(data)} == {Direction.UNKNOWN}


def test_headers_have_no_words_and_say_so() -> None:
    (record,) = records_of(archive("direct_message_headers", message()))
    assert record.text is None
    assert record.thread == "11-22"


def test_a_reaction_has_its_own_bytes_and_its_message() -> None:
    reaction = {"senderId": "22", "reactionKey": "heart", "eventId": "9", "createdAt": "2020-01-02T04:00:00Z"}
    data = archive("direct_messages", message(text="a", reactions=[reaction]))
    said, reacted = records_of(data)
    assert (reacted.kind, reacted.sender, reacted.text, reacted.reply_to) == (Kind.REACTION, "22", "heart", "1")
    assert bytes_of(data, reacted) == reaction
    assert "reactions" not in said.extra


def test_joining_leaving_and_renaming_are_not_messages() -> None:
    data = archive(
        "direct_messages_group",
        {"participantsLeave": {"userIds": ["33"], "createdAt": "2020-01-02T04:00:00Z"}},
        {"joinConversation": {"initiatingUserId": "11", "participantsSnapshot": ["22"]}},
        {"conversationNameUpdate": {"initiatingUserId": "11", "name": "ha"}},
        identity="99",
    )
    left, joined, renamed = records_of(data)
    assert [left.kind, joined.kind, renamed.kind] == [Kind.MEMBERSHIP, Kind.MEMBERSHIP, Kind.NOTICE]
    assert (left.sender, joined.sender, renamed.extra["name"]) == (None, "11", "ha")


def test_sign_ins_keep_their_address() -> None:
    audit = {"accountId": "11", "createdAt": "2020-01-02T04:00:00.000Z", "loginIp": "192.0.2.7"}
    data = b"window.YTD.ip_audit.part0 = " + json.dumps([{"ipAudit": audit}]).encode()
    (record,) = records_of(data)
    assert (record.kind, record.extra["loginIp"], record.extra["accountId"]) == (Kind.SIGN_IN, "192.0.2.7", "11")
    assert record.at is not None


@pytest.mark.shared
def test_people_followed_and_searches_of_a_real_archive(shared: Path) -> None:
    folder = shared / "fixtures/twitter_archive_js"
    followed = read_all(x_archive_js, (folder / "following.js").read_bytes())[0]
    assert [(record.recipients, record.extra["relation"]) for record in followed] == [
        (("547842573",), "following"),
        (("12158",), "following"),
    ]
    searches = read_all(x_archive_js, (folder / "saved-search.js").read_bytes())[0]
    assert [(record.kind, record.text) for record in searches] == [
        (Kind.SEARCH, "simonw"),
        (Kind.SEARCH, "django"),
    ]


def entries(name: str, *inner: dict[str, object]) -> list[Record]:
    return records_of(f"window.YTD.{name}.part0 = {json.dumps(list(inner))}".encode())


def test_blocked_and_muted_accounts() -> None:
    (blocked,) = entries("block", {"blocking": {"accountId": "33", "userLink": "https://example.com/33"}})
    assert (blocked.kind, blocked.thread, blocked.recipients) == (Kind.CONTACT, "Blocked accounts", ("33",))
    assert (blocked.extra["relation"], blocked.extra["userLink"]) == ("blocked", "https://example.com/33")
    (muted,) = entries("mute", {"muting": {"accountId": "33"}})
    assert muted.extra["relation"] == "muted"


def test_sign_ins_devices_and_changes() -> None:
    (sign_in,) = entries(
        "ip_audit", {"ipAudit": {"createdAt": "2020-01-02T03:04:05.000Z", "loginIp": "203.0.113.7"}}
    )
    assert (sign_in.kind, sign_in.thread, sign_in.extra["loginIp"]) == (Kind.SIGN_IN, "Sign-ins", "203.0.113.7")
    (device,) = entries(
        "device_token",
        {"deviceToken": {"clientApplicationName": "X for iPhone", "lastSeenAt": "2020-01-02T03:04:05Z"}},
    )
    assert (device.thread, device.at is not None) == ("Devices", True)
    change = {"changedAt": "2020-01-02T03:04:05Z", "changedFrom": "maya", "changedTo": "maya-1"}
    (renamed,) = entries(
        "screen_name_change", {"screenNameChange": {"accountId": "1", "screenNameChange": change}}
    )
    assert (renamed.extra["changedTo"], renamed.at_text) == ("maya-1", "2020-01-02T03:04:05Z")


def test_posts_keep_their_words_and_their_time() -> None:
    post = {"created_at": "Wed Oct 10 20:19:24 +0000 2018", "id_str": "5", "full_text": "you &amp; me &lt;3"}
    (record,) = entries("tweets", {"tweet": post})
    assert (record.kind, record.text, record.extra["full_text"]) == (
        Kind.POST,
        "you & me <3",
        "you &amp; me &lt;3",
    )
    assert (record.at, record.direction) == (1539202764000000, Direction.FROM_OWNER)
    (gone,) = entries("deleted_tweets", {"tweet": {**post, "deleted_at": "Thu Oct 11 20:19:24 +0000 2018"}})
    assert gone.state is State.DELETED
    (broken,) = entries("tweets", {"tweet": {"created_at": "Wed Foo 10 20:19:24 +0000 2018", "full_text": "a"}})
    assert (broken.at, broken.extra["created_at"]) == (None, "Wed Foo 10 20:19:24 +0000 2018")
