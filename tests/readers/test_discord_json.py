import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, doubled, read_all, read_whatever_it_is, without_place

from safelight.readers import discord_json
from safelight.readers.reader import ReadingHints
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

REAL = {"chat-analytics_GC_3A_5M.json": 6, "dcef_example_guild.json": 1}
MADE_MS = 1710338700123
SNOWFLAKE = str((MADE_MS - 1420070400000) << 22)


def message(**fields: object) -> dict[str, object]:
    return {
        "id": SNOWFLAKE,
        "type": "Default",
        "timestamp": "2024-03-13T14:05:00.123+00:00",
        "timestampEdited": None,
        "content": "I am outside",
        "author": {"id": "5", "name": "sam", "discriminator": "0000", "nickname": "Sam"},
        "attachments": [],
        "reactions": [],
        **fields,
    }


def export(*messages: object) -> bytes:
    whole = {
        "guild": {"id": "0", "name": "Direct Messages"},
        "channel": {"id": "7", "type": "DirectTextChat", "name": "Sam"},
        "dateRange": {"after": None, "before": None},
        "messages": list(messages),
        "messageCount": len(messages),
    }
    return json.dumps(whole, indent=2).encode()


def records_of(*messages: object, hints: ReadingHints | None = None) -> list[Record]:
    return read_all(discord_json, export(*messages), hints or ReadingHints())[0]


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_every_message_of_a_real_export_is_a_record(shared: Path, name: str) -> None:
    data = (shared / "fixtures" / "discord_dce_json" / name).read_bytes()
    assert discord_json.recognise(MemoryMember(name, data)).score >= 90
    records, stretches = read_all(discord_json, data)
    assert len(records) == REAL[name]
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert all(record.at_quality is AtQuality.EXACT and record.sender for record in records)


def test_a_message_keeps_what_the_source_says() -> None:
    data = export(message(reference={"messageId": "9"}, attachments=[{"url": "u", "fileName": "a.png"}]))
    (record,) = read_all(discord_json, data)[0]
    assert record.at == MADE_MS * 1000
    assert (record.sender, record.thread, record.text) == ("sam", "Sam", "I am outside")
    assert (record.reply_to, record.attachments) == ("9", ("a.png",))
    assert record.extra["author_nickname"] == "Sam"
    assert record.extra["channel_id"] == "7"
    assert bytes_of(data, record)["id"] == SNOWFLAKE


def test_the_clock_in_the_id_is_checked() -> None:
    assert "clocks disagree" not in records_of(message())[0].extra
    moved = message(timestamp="2024-03-13T14:07:00.123+00:00")
    assert "120 s" in records_of(moved)[0].extra["clocks disagree"]


def test_an_id_met_again_is_kept_with_a_doubt() -> None:
    first, second = records_of(message(), message(content="again"))
    assert first.doubts == ()
    assert second.doubts == (Doubt.DUPLICATE_ID,)


@pytest.mark.parametrize(
    ("fields", "kind", "state"),
    [
        ({"timestampEdited": "2024-03-13T14:06:00+00:00"}, Kind.MESSAGE, State.EDITED),
        ({"type": "Reply"}, Kind.MESSAGE, State.SENT),
        ({"type": "Call", "callEndedTimestamp": "2024-03-13T14:06:00+00:00"}, Kind.CALL, State.BY_PLATFORM),
        ({"type": "RecipientAdd"}, Kind.MEMBERSHIP, State.BY_PLATFORM),
        ({"type": "ChannelPinnedMessage"}, Kind.NOTICE, State.BY_PLATFORM),
        ({"type": "99"}, Kind.MESSAGE, State.SENT),
        ({"content": "Started a call that lasted 3 minutes."}, Kind.MESSAGE, State.SENT),
    ],
)
def test_kinds_follow_the_sources_own_marks(fields: dict[str, object], kind: Kind, state: State) -> None:
    (record,) = records_of(message(**fields))
    assert (record.kind, record.state) == (kind, state)


def test_directions_need_an_owner_who_wrote_here() -> None:
    ours = message(id="1", author={"id": "6", "name": "jo", "nickname": "Jo"})

    def directions(owner: str) -> list[Direction]:
        hints = ReadingHints(owner_accounts=frozenset({owner}))
        return [record.direction for record in records_of(message(), ours, hints=hints)]

    assert directions("jo") == directions("6") == [Direction.TOWARDS_OWNER, Direction.FROM_OWNER]
    assert directions("joe") == [Direction.UNKNOWN] * 2


def test_reactions_and_forwarded_messages_stay_with_their_message() -> None:
    (record,) = records_of(
        message(reactions=[{"emoji": {"name": "👍"}, "count": 2}], forwardedMessage={"content": "x"})
    )
    assert json.loads(record.extra["reactions"])[0]["count"] == 2
    assert json.loads(record.extra["forwardedMessage"]) == {"content": "x"}


texts = st.text(max_size=8)
messages = st.lists(st.builds(lambda text: message(content=text), texts), max_size=5).map(
    lambda sources: [{**source, "id": str(number)} for number, source in enumerate(sources)]
)


@given(messages)
def test_the_messages_twice_give_the_records_twice(sources: list[dict[str, object]]) -> None:
    doubted = f"doubts={(Doubt.DUPLICATE_ID,)!r}"
    twice = without_place(records_of(*sources * 2))
    assert sum(times for entry, times in twice.items() if doubted in entry) == len(sources)
    plain = sum(
        (type(twice)({entry.replace(doubted, "doubts=()"): times}) for entry, times in twice.items()),
        type(twice)(),
    )
    assert plain == doubled(without_place(records_of(*sources)))


@given(messages, texts)
def test_one_more_message_is_one_more_record(sources: list[dict[str, object]], text: str) -> None:
    assert len(records_of(*sources, message(content=text))) == len(records_of(*sources)) + 1


@given(messages, st.randoms())
def test_shuffled_messages_give_the_same_records(sources: list[dict[str, object]], random: object) -> None:
    shuffled = random.sample(sources, len(sources))
    assert without_place(records_of(*shuffled)) == without_place(records_of(*sources))


@given(st.integers(min_value=0), st.binary(max_size=3), messages)
def test_a_cut_or_changed_file_never_raises_anything_else(at: int, patch: bytes, sources: list[object]) -> None:
    data = export(*sources)
    at %= len(data)
    read_whatever_it_is(discord_json, data[:at])
    read_whatever_it_is(discord_json, data[:at] + patch + data[at + len(patch) :])
