import json
from typing import Any

import pytest
from tests.readers.made_accounts import as_meta_writes
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, read_all

from safelight.readers import meta_account_json
from safelight.readers.reader import UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

AT = 1702744686


def read(value: Any, path: str = "a.json") -> list[Record]:
    data = json.dumps(value).encode()
    assert recognise(MemoryMember(path, data))[0] is meta_account_json
    return read_all(meta_account_json, data, path=path)[0]


def labelled(**values: Any) -> dict[str, Any]:
    return {
        name.replace("_", " "): {"href": "", "value": value, "timestamp": 0}
        if isinstance(value, str)
        else {"href": "", "value": "", "timestamp": value}
        for name, value in values.items()
    }


def test_a_facebook_sign_in_keeps_address_device_and_place_by_its_own_names() -> None:
    entry = {
        "action": "Login",
        "timestamp": AT,
        "ip_address": "203.0.113.7",
        "user_agent": "Mozilla/5.0 (Linux; Android 14)",
        "datr_cookie": "ab**",
        "city": as_meta_writes("Münster"),
    }
    (record,) = read({"account_activity_v2": [entry]})
    assert (record.kind, record.platform, record.thread) == (Kind.SIGN_IN, "Facebook", "Sign-ins")
    assert (record.at, record.at_quality, record.at_text) == (AT * 1_000_000, AtQuality.EXACT, str(AT))
    assert (record.extra["ip_address"], record.extra["action"]) == ("203.0.113.7", "Login")
    assert (record.extra["datr_cookie"], record.extra["city"]) == ("ab**", "Münster")
    assert record.doubts == (Doubt.MOJIBAKE_REPAIRED,)
    assert (record.sender, record.text) == (None, None)


def test_sessions_recognised_devices_and_changes() -> None:
    session = {"created_timestamp": AT, "ip_address": "203.0.113.7"}
    (protected,) = read({"login_protection_data_v2": [{"name": "Cookie: a***", "session": session}]})
    assert (protected.kind, protected.extra["ip_address"], protected.at) == (
        Kind.SIGN_IN,
        "203.0.113.7",
        AT * 1_000_000,
    )
    (device,) = read({"recognized_devices_v2": [{"name": "Phone 5", **session, "updated_timestamp": AT + 9}]})
    assert (device.thread, device.extra["updated_timestamp"]) == ("Devices", str(AT + 9))
    change = {"event": "Email changed", "session": session, "extra_info": {"old_email": "old@example.com"}}
    (changed,) = read({"admin_records_v2": [change]})
    assert (changed.kind, changed.state, changed.thread) == (
        Kind.NOTICE,
        State.BY_PLATFORM,
        "Changes to the account",
    )
    assert "old@example.com" in changed.extra["extra_info"]


def test_instagram_labels_in_any_language_are_kept_and_the_only_time_is_found() -> None:
    history = {"title": "2023-12-16T16:38:06+00:00", "string_map_data": labelled(Zeit=AT)}
    history["string_map_data"]["IP-Adresse"] = {"value": "203.0.113.7", "timestamp": 0}
    (record,) = read({"account_history_login_history": [history]})
    assert (record.at, record.extra["IP-Adresse"]) == (AT * 1_000_000, "203.0.113.7")
    (by_title,) = read(
        {"account_history_login_history": [{"title": "2023-12-16T16:38:06+00:00", "string_map_data": {}}]}
    )
    assert (by_title.at, by_title.at_text) == (AT * 1_000_000, "2023-12-16T16:38:06+00:00")


@pytest.mark.parametrize(
    ("list_name", "relation", "thread"),
    [
        ("relationships_blocked_users", "blocked", "Blocked accounts"),
        ("relationships_restricted_users", "restricted", "Restricted accounts"),
        ("relationships_unfollowed_users", "removed", "Accounts removed or no longer followed"),
        ("relationships_following", "following", "Accounts followed"),
        ("relationships_follow_requests_received", "request received", "Requests received"),
    ],
)
def test_people_say_what_they_were_to_the_account(list_name: str, relation: str, thread: str) -> None:
    named = {"title": "fern-1", "string_list_data": [{"href": "https://example.com/fern-1", "timestamp": AT}]}
    older = {"title": "", "string_list_data": [{"href": "", "value": "ash-1", "timestamp": AT}]}
    records = read({list_name: [named, older]})
    assert [record.recipients for record in records] == [("fern-1",), ("ash-1",)]
    assert {record.kind for record in records} == {Kind.CONTACT}
    assert {(record.extra["relation"], record.thread) for record in records} == {(relation, thread)}
    assert records[0].at == AT * 1_000_000


def test_followers_have_no_name_but_their_file() -> None:
    entry = {"title": "", "media_list_data": [], "string_list_data": [{"value": "fern-1", "timestamp": AT}]}
    (record,) = read([entry], "connections/followers_and_following/followers_1.json")
    assert (record.extra["relation"], record.recipients) == ("follower", ("fern-1",))


def test_facebook_friends_of_any_year() -> None:
    friends = [{"name": as_meta_writes("Zoë"), "timestamp": AT}]
    for name in ("friends_v2", "friends"):
        (record,) = read({name: friends})
        assert (record.recipients, record.extra["relation"]) == (("Zoë",), "friend")
    (removed,) = read({"deleted_friends_v2": friends})
    assert removed.extra["relation"] == "removed"


def test_a_list_of_friends_of_something_else_is_left_alone() -> None:
    data = json.dumps({"friends": [{"name": "Zoë", "age": 3}]}).encode()
    assert recognise(MemoryMember("a.json", data))[0] is None
    with pytest.raises(UnknownLayout, match="“age”"):
        read_all(meta_account_json, data)


def test_searches_posts_and_comments_are_the_accounts_own_words() -> None:
    (search,) = read({"searches_v2": [{"timestamp": AT, "title": "You searched", "data": [{"text": "fern"}]}]})
    assert (search.kind, search.text, search.at) == (Kind.SEARCH, "fern", AT * 1_000_000)
    comment = {"timestamp": AT, "comment": as_meta_writes("hé"), "author": "Maya"}
    (commented,) = read({"comments_v2": [{"timestamp": AT, "data": [{"comment": comment}]}]})
    assert (commented.kind, commented.text, commented.sender) == (Kind.POST, "hé", "Maya")
    assert commented.direction is Direction.FROM_OWNER
    attached = [{"data": [{"media": {"uri": "posts/a.jpg"}}]}]
    post = {"timestamp": AT, "title": "Maya wrote", "data": [{"post": "hello"}], "attachments": attached}
    (posted,) = read([post], "posts/your_posts_1.json")
    assert (posted.text, posted.attachments) == ("hello", ("posts/a.jpg",))
    said = {"media_list_data": [], "string_map_data": labelled(Comment="nice", Media_Owner="fern-1", Time=AT)}
    (record,) = read([said], "comments/post_comments_1.json")
    assert (record.text, record.recipients) == ("nice", ("fern-1",))
    picture = {
        "media": [{"uri": "media/a.jpg", "creation_timestamp": AT, "title": "me"}],
        "creation_timestamp": AT,
    }
    (shared,) = read([picture], "media/posts_1.json")
    assert (shared.text, shared.attachments, shared.at) == ("me", ("media/a.jpg",), AT * 1_000_000)


def test_the_last_known_place() -> None:
    said = labelled(Imprecise_Latitude="53.80", Imprecise_Longitude="-1.55", GPS_Time_Uploaded=AT)
    (record,) = read({"account_history_imprecise_last_known_location": [{"title": "", "string_map_data": said}]})
    assert (record.kind, record.extra["latitude"], record.extra["longitude"]) == (Kind.LOCATION, "53.80", "-1.55")
    assert record.at == AT * 1_000_000


def test_the_downloads_own_account_is_named_by_the_download() -> None:
    (facebook,) = read(
        {"profile_v2": {"name": {"full_name": as_meta_writes("Zoë M")}, "birthday": {"year": 1990}}}
    )
    assert (facebook.recipients, facebook.extra["relation"]) == (("Zoë M",), "own account")
    (instagram,) = read({"profile_user": [{"string_map_data": labelled(Email="z@example.com", Username="zoe-1")}]})
    assert (instagram.recipients, instagram.extra["Email"]) == (("zoe-1",), "z@example.com")


def test_files_of_labels_are_told_by_their_own_name() -> None:
    labels = [{"label": "IP address", "value": "203.0.113.7"}, {"label": "Port number", "value": "443"}]
    form = {"timestamp": AT, "media": [], "label_values": labels, "fbid": "1"}
    (record,) = read([form], "login_and_profile_creation/profile_activity.json")
    assert (record.kind, record.extra["IP address"], record.at) == (Kind.SIGN_IN, "203.0.113.7", AT * 1_000_000)
    (whole,) = read(form, "security_and_login_information/registration_information.json")
    assert (whole.kind, whole.extra["Port number"]) == (Kind.NOTICE, "443")
    data = json.dumps([form]).encode()
    assert recognise(MemoryMember("liked_posts.json", data))[0] is None


def test_a_label_met_twice_hides_no_value() -> None:
    labels = [{"label": "Device", "value": "Phone 5"}, {"label": "Device", "value": "Tablet"}]
    (record,) = read([{"timestamp": AT, "label_values": labels}], "your_devices.json")
    assert (record.extra["Device"], record.extra["Device (2)"]) == ("Phone 5", "Tablet")


def test_every_entry_points_at_its_own_bytes() -> None:
    data = json.dumps({"friends_v2": [{"name": "A", "timestamp": 1}, {"name": "B", "timestamp": AT}]}).encode()
    _, second = read_all(meta_account_json, data)[0]
    assert bytes_of(data, second) == {"name": "B", "timestamp": AT}


def test_nesting_made_to_be_deep_is_read_or_failed_never_a_fault() -> None:
    for depth in (100, 700, 5000):
        deep = b'{"friends_v2":[{"name":"a","timestamp":1702744686,"x":' + b"[" * depth + b"]" * depth + b"}]}"
        records, stretches = read_all(meta_account_json, deep)
        assert len(records) == 1 or bytes_by(stretches, Outcome.FAILED)
