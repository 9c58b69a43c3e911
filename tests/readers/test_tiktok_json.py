import json

from tests.readers.made_exports import tiktok
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import tiktok_json
from safelight.readers.reader import ReadingHints
from safelight.records.record import AtQuality, Direction, Kind
from safelight.records.tally import Outcome


def test_a_chat_is_named_after_its_other_side() -> None:
    (record,) = read_all(tiktok_json, tiktok(["hi"]))[0]
    assert (record.thread, record.sender, record.text) == ("fern/1", "fern-1", "hi")
    assert record.at_quality is AtQuality.ZONE_ASSUMED


def test_names_in_small_letters_and_a_stated_zone() -> None:
    chat = {"Chat History with ivy:": [{"date": "2022-05-06 07:08:09 UTC", "from": "ivy", "content": "hi"}]}
    data = json.dumps({"Direct Message": {"Direct Messages": {"ChatHistory": chat}}}).encode()
    (record,) = read_all(tiktok_json, data)[0]
    assert (record.sender, record.text, record.at_quality) == ("ivy", "hi", AtQuality.EXACT)


def test_sign_ins_keep_address_and_device() -> None:
    sign_in = {"Date": "2022-05-06 07:08:09", "IP": "192.0.2.7", "DeviceModel": "Phone 5", "NetworkType": "4G"}
    data = json.dumps(
        {"Your Activity": {"Login History": {"LoginHistoryList": [sign_in]}, "Likes": {"a": 1}}}
    ).encode()
    assert tiktok_json.recognise(MemoryMember("user_data.json", data)).score > 80
    (record,), stretches = read_all(tiktok_json, data)
    assert (record.kind, record.extra["IP"], record.extra["DeviceModel"]) == (Kind.SIGN_IN, "192.0.2.7", "Phone 5")
    assert bytes_by(stretches, Outcome.SKIPPED) == len('{"a": 1}')


def test_directions_need_an_owner_who_wrote_here() -> None:
    def direction(owner: str) -> Direction:
        return read_all(tiktok_json, tiktok(["a"]), ReadingHints(owner_accounts=frozenset({owner})))[0][
            0
        ].direction

    assert direction("fern-1") is Direction.FROM_OWNER
    assert direction("maya-1") is Direction.UNKNOWN


def test_people_searches_and_comments_beside_the_chats() -> None:
    person = {"Date": "2022-05-06 07:08:09", "UserName": "fern-1"}
    download = {
        "Your Activity": {
            "Follower": {"FansList": [person]},
            "Following": {"Following": [person]},
            "Searches": {"SearchList": [{"Date": "2022-05-06 07:08:09", "SearchTerm": "fern"}]},
            "Watch History": {"VideoList": [{"Date": "x", "Link": "y"}]},
        },
        "App Settings": {"Block List": {"BlockList": [person]}, "Settings": {"SettingsMap": {}}},
        "Comment": {
            "Comments": {"CommentsList": [{"date": "2022-05-06 07:08:09", "comment": "nice", "url": "u"}]}
        },
    }
    data = json.dumps(download).encode()
    assert tiktok_json.recognise(MemoryMember("user_data_tiktok.json", data)).score > 80
    follower, following, search, blocked, comment = read_all(tiktok_json, data)[0]
    assert [record.extra["relation"] for record in (follower, following, blocked)] == [
        "follower",
        "following",
        "blocked",
    ]
    assert (blocked.kind, blocked.thread, blocked.recipients) == (Kind.CONTACT, "Blocked accounts", ("fern-1",))
    assert (search.kind, search.text, search.thread) == (Kind.SEARCH, "fern", "Searches")
    assert (comment.kind, comment.text, comment.extra["url"]) == (Kind.POST, "nice", "u")
    assert comment.direction is Direction.FROM_OWNER


def test_a_chat_with_somebody_called_like_a_list_is_still_a_chat() -> None:
    chat = {"Chat History with Follower/x:": [{"Date": "2022-05-06 07:08:09", "From": "a", "Content": "hi"}]}
    data = json.dumps({"Direct Messages": {"Chat History": {"ChatHistory": chat}}}).encode()
    assert read_all(tiktok_json, data)[0][0].kind is Kind.MESSAGE
