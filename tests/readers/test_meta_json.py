import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, doubled, read_all, read_whatever_it_is, without_place

from safelight.readers import meta_json
from safelight.readers.meta_thread import repaired
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.record import Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

REAL = {
    "facebook_messenger_json/chat-analytics_2A_7M.json": {Kind.MESSAGE: 7},
    "facebook_messenger_json/langchain_facebook_chat.json": {Kind.MESSAGE: 11},
    "instagram_json/ddp2020_messages.json": {Kind.MESSAGE: 559, Kind.CALL: 2, Kind.REACTION: 11},
}


def mangled(text: str) -> str:
    """As Meta's JSON downloads write it."""
    return text.encode().decode("latin-1")


def message(**fields: object) -> dict[str, object]:
    return {"sender_name": "Sam", "timestamp_ms": 1710338700123, "content": "I am outside", **fields}


def thread(*messages: object, **fields: object) -> bytes:
    whole = {"participants": [{"name": "Sam"}, {"name": "Jo"}], "messages": list(messages), "title": "Sam"}
    return json.dumps({**whole, "thread_path": "inbox/sam_1", **fields}, indent=2).encode()


def records_of(*messages: object, hints: ReadingHints | None = None, **fields: object) -> list[Record]:
    return read_all(meta_json, thread(*messages, **fields), hints or ReadingHints())[0]


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_every_message_of_a_real_download_is_a_record(shared: Path, name: str) -> None:
    data = (shared / "fixtures" / name).read_bytes()
    assert meta_json.recognise(MemoryMember(name, data)).score >= 90
    records, stretches = read_all(meta_json, data)
    assert Counter(record.kind for record in records) == REAL[name]
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert all(record.at is not None and record.sender for record in records)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["chat-miner_target.json", "ddp2020_searches.json"])
def test_other_files_are_not_taken_for_conversations(shared: Path, name: str) -> None:
    data = (shared / "fixtures" / "instagram_json" / name).read_bytes()
    assert meta_json.recognise(MemoryMember(name, data)).score == 0
    with pytest.raises(UnknownLayout):
        read_all(meta_json, data)


def test_a_message_keeps_what_the_source_says() -> None:
    data = thread(message())
    record = read_all(meta_json, data)[0][0]
    assert (record.at, record.at_text) == (1710338700_123000, "1710338700123")
    assert (record.sender, record.recipients, record.thread) == ("Sam", ("Jo",), "Sam")
    assert record.extra == {"thread_path": "inbox/sam_1"}
    assert record.direction is Direction.UNKNOWN
    assert bytes_of(data, record) == message()


def test_garbled_text_is_repaired_and_says_so() -> None:
    (record,) = records_of(message(content=mangled("Café 😀"), sender_name=mangled("Zoë")), title=mangled("Zoë"))
    assert (record.text, record.sender, record.thread) == ("Café 😀", "Zoë", "Zoë")
    assert record.doubts == (Doubt.MOJIBAKE_REPAIRED,)


@pytest.mark.parametrize("text", ["Café", mangled("😀")[:-1], "日本"])
def test_text_that_cannot_be_repaired_stays_as_it_is(text: str) -> None:
    (record,) = records_of(message(content=text))
    assert (record.text, record.doubts) == (text, (Doubt.MOJIBAKE_NOT_REPAIRED,))


@given(st.text())
def test_the_repair_can_be_undone(text: str) -> None:
    assert repaired(mangled(text)).text == text
    assert mangled(repaired(mangled(text)).text) == mangled(text)


@pytest.mark.parametrize(
    ("fields", "kind", "state"),
    [
        ({"is_unsent": True}, Kind.MESSAGE, State.UNSENT),
        ({"call_duration": 0, "missed": True}, Kind.CALL, State.MISSED),
        ({"call_duration": 61}, Kind.CALL, State.BY_PLATFORM),
        ({"type": "Subscribe", "users": [{"name": "Kit"}]}, Kind.MEMBERSHIP, State.BY_PLATFORM),
        ({"content": "You missed a call from Sam. Sam left the group."}, Kind.MESSAGE, State.SENT),
    ],
)
def test_kinds_follow_the_sources_own_marks(fields: dict[str, object], kind: Kind, state: State) -> None:
    (record,) = records_of(message(**fields))
    assert (record.kind, record.state) == (kind, state)


def test_everything_attached_is_named() -> None:
    (record,) = records_of(
        message(
            photos=[{"uri": "photos/1.jpg", "creation_timestamp": 1710338000}],
            videos=[{"uri": "videos/2.mp4"}],
            audio_files=[{"uri": "audio/3.mp4"}],
            files=[{"uri": "files/4.pdf"}],
            gifs=[{"uri": "gifs/5.gif"}],
            sticker={"uri": "stickers/6.png"},
            share={"link": "http://127.0.0.1:9/"},
        )
    )
    assert record.attachments == (
        "photos/1.jpg",
        "videos/2.mp4",
        "audio/3.mp4",
        "files/4.pdf",
        "gifs/5.gif",
        "stickers/6.png",
        "http://127.0.0.1:9/",
    )
    assert "1710338000" in record.extra["photos"]


def test_a_reaction_with_a_time_is_a_record_and_one_without_stays_with_its_message() -> None:
    timed = {"reaction": mangled("❤"), "actor": "Jo", "timestamp": 1710338760}
    data = thread(message(reactions=[{"reaction": mangled("👍"), "actor": "Jo"}, timed]))
    records, _ = read_all(meta_json, data)
    assert [record.kind for record in records] == [Kind.MESSAGE, Kind.REACTION]
    reaction = records[1]
    assert (reaction.sender, reaction.text, reaction.at) == ("Jo", "❤", 1710338760_000000)
    assert reaction.reply_to == records[0].pointer
    assert bytes_of(data, reaction) == timed
    assert "👍" in records[0].extra["reactions"]


def test_lines_by_the_platform_need_its_wording_and_its_data() -> None:
    liked = message(sender_name="Jo", reactions=[{"reaction": mangled("👍"), "actor": "Sam"}])
    pseudo = message(content=mangled("Reacted 👍 to your message "))
    assert "generated" in records_of(pseudo, liked)[0].extra
    assert "generated" in records_of(message(content="Liked a message"), liked)[0].extra
    assert (
        "generated" in records_of(message(content="Sam sent an attachment.", photos=[{"uri": "1.jpg"}]))[0].extra
    )
    typed = [pseudo, message(content="Liked a message"), message(content="Sam sent an attachment.")]
    assert all("generated" not in record.extra for record in records_of(*typed))


def test_directions_need_an_owner_who_takes_part() -> None:
    def directions(*owners: str) -> list[Direction]:
        hints = ReadingHints(owner_accounts=frozenset(owners))
        return [record.direction for record in records_of(message(), message(sender_name="Jo"), hints=hints)]

    assert directions("Jo") == [Direction.TOWARDS_OWNER, Direction.FROM_OWNER]
    assert directions("Joanna") == [Direction.UNKNOWN] * 2


@pytest.mark.parametrize(
    ("path", "platform"),
    [
        ("your_instagram_activity/messages/inbox/sam_1/message_1.json", "Instagram"),
        ("your_facebook_activity/messages/inbox/sam_1/message_2.json", "Facebook Messenger"),
        ("message_1.json", "Meta"),
    ],
)
def test_the_platform_is_told_by_the_folder_or_not_at_all(path: str, platform: str) -> None:
    data = thread(message(content="your_instagram_activity/ is only words here"))
    records, _ = read_all(meta_json, data, path=path)
    assert records[0].platform == platform
    assert any(reason.startswith(platform) for reason in meta_json.recognise(MemoryMember(path, data)).reasons)


def test_two_deleted_accounts_stay_two_conversations() -> None:
    def name(folder: str) -> str:
        return records_of(message(), title="Facebook user", thread_path=f"inbox/{folder}")[0].thread

    assert name("facebookuser_1") != name("facebookuser_2")


def test_the_encrypted_download_is_never_repaired() -> None:
    clean = mangled("Zoë")
    whole = {
        "participants": [clean, "Jo"],
        "threadName": f"{clean}_15",
        "messages": [
            {
                "isUnsent": False,
                "media": [{"uri": "media/1.jpg"}],
                "senderName": clean,
                "text": clean,
                "timestamp": 1,
            },
            {"isUnsent": True, "senderName": "Jo", "text": "User unsent a message", "timestamp": 2000},
        ],
    }
    first, second = read_all(meta_json, json.dumps(whole).encode())[0]
    assert (first.sender, first.text, first.thread, first.doubts) == (clean, clean, f"{clean}_15", ())
    assert first.attachments == ("media/1.jpg",)
    assert (second.at, second.state) == (2000_000, State.UNSENT)


def test_a_thread_without_messages_is_read() -> None:
    records, stretches = read_all(meta_json, thread())
    assert records == []
    assert bytes_by(stretches, Outcome.READ) == len(thread())
    assert meta_json.recognise(MemoryMember("message_1.json", thread())).score >= 50


def test_the_deepest_nested_message_fails_alone() -> None:
    data = thread(message(), "DEEP", message()).replace(
        b'"DEEP"', b'{"content":' + b"[" * 5000 + b"]" * 5000 + b"}"
    )
    records, stretches = read_all(meta_json, data)
    assert [record.pointer for record in records] == ["/messages/0", "/messages/2"]
    assert bytes_by(stretches, Outcome.FAILED) == len(b'{"content":}') + 10000


def test_a_file_cut_short_keeps_what_is_whole() -> None:
    data = thread(message(), message(), message())
    cut = data.rindex(b"outside")
    records, stretches = read_all(meta_json, data[:cut])
    assert len(records) == 2
    assert "cut short" in stretches[-1].reason


texts = st.text(max_size=8)
messages = st.lists(
    st.builds(lambda text, at: message(content=text, timestamp_ms=at), texts, st.integers()), max_size=5
)


@given(messages)
def test_the_messages_twice_give_the_records_twice(sources: list[dict[str, object]]) -> None:
    assert without_place(records_of(*sources * 2)) == doubled(without_place(records_of(*sources)))


@given(messages, texts)
def test_one_more_message_is_one_more_record(sources: list[dict[str, object]], text: str) -> None:
    assert len(records_of(message(content=text), *sources)) == len(records_of(*sources)) + 1


@given(messages, st.randoms())
def test_shuffled_messages_give_the_same_records(sources: list[dict[str, object]], random: object) -> None:
    shuffled = random.sample(sources, len(sources))
    assert without_place(records_of(*shuffled)) == without_place(records_of(*sources))


@given(st.integers(min_value=0), st.binary(max_size=3), messages)
def test_a_cut_or_changed_file_never_raises_anything_else(at: int, patch: bytes, sources: list[object]) -> None:
    data = thread(*sources)
    at %= len(data)
    read_whatever_it_is(meta_json, data[:at])
    read_whatever_it_is(meta_json, data[:at] + patch + data[at + len(patch) :])
