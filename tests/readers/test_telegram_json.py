import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, doubled, read_all, read_whatever_it_is, without_place

from safelight.readers import telegram_json
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

COUNTS = {
    "chat-analytics_BIG_20A_5475M.json": 5475,
    "chat-miner_test_batch_export.json": 2,
    "chm_telegram_2020-01.json": 50,
    "chm_telegram_2021-07.json": 2,
    "chm_telegram_2023-01.json": 6,
    "chm_telegram_2023-11.json": 1,
    "chm_telegram_2024-01_inline-bot-buttons.json": 5,
    "chm_telegram_2024-02_create-channel_saved-from.json": 2,
    "langchain_telegram.json": 3,
}


def message(**fields: object) -> dict[str, object]:
    return {
        "id": 1,
        "type": "message",
        "date": "2024-03-13T15:05:00",
        "date_unixtime": "1710338700",
        "from": "Sam",
        "from_id": "user2",
        "text": "I am outside",
        **fields,
    }


def chat(*messages: object, **fields: object) -> bytes:
    whole = {"name": "Sam", "type": "personal_chat", "id": 2, "messages": list(messages), **fields}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def only(data: bytes, hints: ReadingHints | None = None) -> Record:
    records, _ = read_all(telegram_json, data, hints or ReadingHints())
    assert len(records) == 1
    return records[0]


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTS)
def test_every_message_of_a_real_export_is_a_record(shared: Path, name: str) -> None:
    data = (shared / "fixtures" / "telegram_json" / name).read_bytes()
    assert telegram_json.recognise(MemoryMember("result.json", data)).score >= 90
    records, stretches = read_all(telegram_json, data)
    assert len(records) == COUNTS[name]
    assert bytes_by(stretches, Outcome.FAILED) == 0
    for record in records:
        assert bytes_of(data, record)["text"] is not None
        assert record.at is not None


def test_a_message_keeps_what_the_source_says() -> None:
    data = chat(message(reply_to_message_id=7, forwarded_from="Alex", photo="photos/p1.jpg"))
    record = only(data)
    assert record.kind is Kind.MESSAGE
    assert (record.at, record.at_quality) == (1710338700_000000, AtQuality.EXACT)
    assert record.at_text == "2024-03-13T15:05:00"
    assert (record.sender, record.text, record.thread) == ("Sam", "I am outside", "Sam")
    assert (record.reply_to, record.attachments) == ("7", ("photos/p1.jpg",))
    assert record.extra == {"id": "1", "from_id": "user2", "chat_id": "2", "forwarded_from": "Alex"}
    assert bytes_of(data, record)["id"] == 1
    assert record.pointer == "/messages/0"


def test_without_a_count_of_seconds_the_zone_is_assumed() -> None:
    source = message()
    del source["date_unixtime"]
    assumed = only(chat(source))
    assert (assumed.at, assumed.at_quality) == (1710342300_000000, AtQuality.ZONE_ASSUMED)
    told = only(chat(source), ReadingHints(zone=ZoneInfo("Asia/Tokyo")))
    assert (told.at, told.at_quality) == (1710342300_000000 - 9 * 3600_000000, AtQuality.ZONE_ASSUMED)


def test_the_hour_a_clock_goes_back_keeps_both_readings() -> None:
    source = message(date="2026-10-25T01:30:00")
    del source["date_unixtime"]
    record = only(chat(source), ReadingHints(zone=ZoneInfo("Europe/London")))
    assert record.at_quality is AtQuality.AMBIGUOUS
    assert record.at is not None
    assert record.at_other == record.at + 3600_000000


def test_clocks_that_differ_by_no_time_zone_are_noted() -> None:
    assert "clocks disagree" not in only(chat(message())).extra
    assert "clocks disagree" in only(chat(message(date="2024-03-13T15:07:00"))).extra


def test_text_in_pieces_is_joined_and_hidden_links_are_kept() -> None:
    pieces = ["see ", {"type": "text_link", "text": "this", "href": "http://127.0.0.1:9/"}, "!"]
    record = only(chat(message(text=pieces)))
    assert record.text == "see this!"
    assert "http://127.0.0.1:9/" in record.extra["text"]


@pytest.mark.parametrize(
    ("fields", "kind", "state"),
    [
        ({"action": "phone_call", "discard_reason": "missed"}, Kind.CALL, State.MISSED),
        ({"action": "phone_call", "discard_reason": "hangup"}, Kind.CALL, State.BY_PLATFORM),
        ({"action": "invite_members", "members": ["Kit", None]}, Kind.MEMBERSHIP, State.BY_PLATFORM),
        ({"action": "clear_history"}, Kind.NOTICE, State.BY_PLATFORM),
        ({"action": "set_messages_ttl", "period": 86400}, Kind.NOTICE, State.BY_PLATFORM),
        ({"action": "an action of next year"}, Kind.NOTICE, State.BY_PLATFORM),
    ],
)
def test_service_messages_are_kept_as_what_they_are(fields: dict[str, object], kind: Kind, state: State) -> None:
    record = only(chat(message(type="service", actor="Sam", actor_id="user2", text="", **fields)))
    assert (record.kind, record.state) == (kind, state)
    assert record.sender == "Sam"
    assert record.extra["action"] == fields["action"]


def test_words_in_a_message_never_make_it_a_service_message() -> None:
    record = only(chat(message(text="Sam cleared the history; missed call; Sam left the group")))
    assert (record.kind, record.state) == (Kind.MESSAGE, State.SENT)


def test_an_edited_message_says_so_but_the_first_moment_of_1970_does_not() -> None:
    edited = only(chat(message(edited="2024-03-13T15:09:00", edited_unixtime="1710338940")))
    assert edited.state is State.EDITED
    assert edited.extra["edited_unixtime"] == "1710338940"
    assert only(chat(message(edited="1970-01-01T05:00:00"))).state is State.SENT


def test_a_deleted_account_has_no_name_and_none_is_invented() -> None:
    record = only(chat(message(**{"from": None})))
    assert record.sender is None
    assert Doubt.SENDER_MISSING in record.doubts
    assert record.extra["from_id"] == "user2"


def test_direction_comes_from_the_file_or_from_what_we_were_told_and_is_never_guessed() -> None:
    theirs, ours = message(), message(id=2, **{"from": "Jo", "from_id": "user9"})
    inner = json.loads(chat(theirs, ours))
    full = json.dumps({"about": "", "personal_information": {"user_id": 9}, "chats": {"list": [inner]}}).encode()
    both = [Direction.TOWARDS_OWNER, Direction.FROM_OWNER]
    assert [record.direction for record in read_all(telegram_json, full)[0]] == both
    told = ReadingHints(owner_accounts=frozenset({"Jo"}))
    assert [record.direction for record in read_all(telegram_json, chat(theirs, ours), told)[0]] == both
    unknown = [Direction.UNKNOWN] * 2
    assert [record.direction for record in read_all(telegram_json, chat(theirs, ours))[0]] == unknown
    misspelt = ReadingHints(owner_accounts=frozenset({"Joe"}))
    assert [record.direction for record in read_all(telegram_json, chat(theirs, ours), misspelt)[0]] == unknown


def test_a_reaction_with_time_and_actor_is_a_record_with_its_own_bytes() -> None:
    recent = [{"from": "Jo", "from_id": "user9", "date": "2024-03-13T15:06:00"}, {"from": None}]
    data = chat(message(reactions=[{"type": "emoji", "count": 2, "emoji": "👍", "recent": recent}]))
    records, _ = read_all(telegram_json, data)
    assert [record.kind for record in records] == [Kind.MESSAGE, Kind.REACTION]
    reaction = records[1]
    assert (reaction.sender, reaction.text, reaction.reply_to) == ("Jo", "👍", "1")
    assert bytes_of(data, reaction) == recent[0]
    assert reaction.pointer == "/messages/0/reactions/0/recent/0"


def test_two_chats_of_one_name_stay_two_conversations() -> None:
    chats = [json.loads(chat(message(), id=number)) for number in (2, 3)]
    records, _ = read_all(telegram_json, json.dumps({"chats": {"list": chats}}).encode())
    assert [record.thread for record in records] == ["Sam (2)", "Sam (3)"]


def test_what_is_left_out_says_why() -> None:
    data = json.dumps({"contacts": {"list": [1]}, "novelty": 5, "chats": {"list": [json.loads(chat(message()))]}})
    _, stretches = read_all(telegram_json, data.encode())
    skipped = [stretch.reason for stretch in stretches if stretch.outcome is Outcome.SKIPPED]
    assert len(skipped) == 2
    assert "contact list" in skipped[0]
    assert "novelty" in skipped[1]


def test_names_given_twice_keep_both_claims() -> None:
    record = only(
        b'{"messages":[{"type":"message","date":"2024-01-01T00:00:00","from":"suspect","from":"victim"}]}'
    )
    assert record.doubts == (Doubt.DUPLICATE_KEY,)
    assert record.extra["given 2 times: from"] == '["suspect","victim"]'


def test_a_list_with_no_chats_in_it_is_read_and_one_that_is_missing_is_not() -> None:
    assert read_all(telegram_json, b'{"chats":{"list":[]}}')[0] == []
    with pytest.raises(UnknownLayout):
        read_all(telegram_json, b'{"messages":"none"}')


texts = st.text(max_size=8)
messages = st.lists(
    st.builds(
        lambda number, text, sender: message(id=number, text=text, **{"from": sender}), st.integers(), texts, texts
    ),
    max_size=5,
)


@given(messages)
def test_the_messages_twice_give_the_records_twice(sources: list[dict[str, object]]) -> None:
    once, twice = (without_place(read_all(telegram_json, chat(*sources * times))[0]) for times in (1, 2))
    assert twice == doubled(once)


@given(messages, texts)
def test_one_more_message_is_one_more_record(sources: list[dict[str, object]], text: str) -> None:
    before, _ = read_all(telegram_json, chat(*sources))
    after, _ = read_all(telegram_json, chat(*sources, message(text=text)))
    assert len(after) == len(before) + 1
    assert after[-1].text == text


@given(messages, st.randoms())
def test_shuffled_messages_give_the_same_records(sources: list[dict[str, object]], random: object) -> None:
    shuffled = random.sample(sources, len(sources))
    assert without_place(read_all(telegram_json, chat(*shuffled))[0]) == without_place(
        read_all(telegram_json, chat(*sources))[0]
    )


@given(st.integers(min_value=0), st.binary(max_size=3), messages)
def test_a_cut_or_changed_file_never_raises_anything_else(
    at: int, patch: bytes, sources: list[dict[str, object]]
) -> None:
    data = chat(*sources)
    at %= len(data)
    read_whatever_it_is(telegram_json, data[:at])
    read_whatever_it_is(telegram_json, data[:at] + patch + data[at + len(patch) :])
