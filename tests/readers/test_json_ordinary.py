import json
from zoneinfo import ZoneInfo

import pytest
from tests.readers import test_discord_json as discord
from tests.readers import test_meta_json as meta
from tests.readers import test_telegram_json as telegram
from tests.readers.metamorphic import read_all

from safelight.readers import discord_json, discord_ordinary, meta_json, meta_ordinary, telegram_json
from safelight.readers.json_ordinary import Ordinary
from safelight.readers.json_value import decode
from safelight.readers.reader import Reader, ReadingHints

HINTS = (
    ReadingHints(),
    ReadingHints(zone=ZoneInfo("Europe/London"), owner_accounts=frozenset({"Sam", "user2", "sam", "jo#0420"})),
)
PIECE = {"type": "plain", "text": "I am: outside"}
AUTHOR = {"id": "1", "name": "jo", "discriminator": "0420"}
TELEGRAM = (
    {},
    {"date": "2024-03-13T15:06:07", "date_unixtime": "1710338767"},
    {"date": "2024-03-13T15:06:07", "date_unixtime": "1710338768"},
    {"date": "2024-03-13T20:50:00"},
    {"date": "tomorrow"},
    {"date": "", "date_unixtime": ""},
    {"date_unixtime": "12:30"},
    {"date_unixtime": "9" * 15},
    {"date_unixtime": "٣"},
    {"id": 10**30, "text": "", "from_id": 0},
    {"text": "at 10:15: é😀", "from_id": 4},
    {"text_entities": [PIECE, PIECE]},
    {"text_entities": [PIECE, {"type": "bold", "text": ""}, {**PIECE, "new": 1}]},
    {"text": ["see ", {"type": "link", "text": "example.com"}]},
    {"from": None},
    {"from": ""},
    {"type": "service", "action": "phone_call"},
    {"reply_to_message_id": 1},
    {"photo": "a.jpg", "reply_to_message_id": 1},
)
META = (
    {},
    {"content": ""},
    {"content": "Reacted 👍 to your message "},
    {"content": "Reacted ð\x9f\x91\x8d to your message "},
    {"content": "Liked a message", "sender_name": "Jo"},
    {"content": "Cafe\u0301: é", "sender_name": "J\u00c3\u00b6"},
    {"content": None},
    {"timestamp_ms": 0},
    {"timestamp_ms": 10**30},
    {"timestamp_ms": 1.5},
    {"timestamp_ms": "1710338700123"},
    {"is_geoblocked_for_viewer": False},
    {"is_geoblocked_for_viewer": True},
    {"sender_name": ""},
    {"photos": [{"uri": "a.jpg"}]},
    {"reactions": [{"actor": "Sam", "reaction": "ð\x9f\x91\x8d"}]},
)
DISCORD = (
    {},
    {"id": "1"},
    {"id": "a:b", "timestamp": "2024-10-27T01:30:00"},
    {"id": "2", "timestamp": "2024-03-31T01:30:00.5", "isPinned": True},
    {"id": "3", "timestamp": "tomorrow", "embeds": [], "mentions": []},
    {"id": discord.SNOWFLAKE, "timestamp": "2034-03-13T15:05:00+05:45"},
    {"id": "", "author": AUTHOR},
    {"id": "4", "author": {**AUTHOR, "isBot": True, "roles": [], "avatarUrl": "https://a:b"}},
    {"id": "5", "author": {**AUTHOR, "roles": [{"id": "1", "name": "r:", "color": None, "position": 1}]}},
    {"id": "6", "author": {**AUTHOR, "discriminator": "", "nickname": ""}},
    {"id": "7", "author": {**AUTHOR, "name": ""}},
    {"id": "8", "author": None, "content": ""},
    {"id": "9", "timestampEdited": "2024-03-13T14:05:00.123+00:00"},
    {"id": "10", "type": "Reply", "reference": {"messageId": "1"}},
    {"id": "11", "attachments": [{"fileName": "a.jpg"}]},
)
TOLD: tuple[tuple[Reader, bytes], ...] = (
    (telegram_json, telegram.chat(*(telegram.message(**said) for said in TELEGRAM))),
    (telegram_json, telegram.chat(*(telegram.message(**said) for said in TELEGRAM), type="private_group")),
    (
        telegram_json,
        telegram.chat(telegram.message(), telegram.message()).replace(b'"id": 2', b'"id": 2, "id": 3'),
    ),
    (meta_json, meta.thread(*(meta.message(**said) for said in META))),
    (meta_json, meta.thread(meta.message()).replace(b'"title"', b'"title": "", "title"')),
    (discord_json, discord.export(*(discord.message(**said) for said in DISCORD))),
    (discord_json, discord.export(discord.message()).replace(b'"guild"', b'"guild": 1, "guild"')),
)


@pytest.mark.parametrize("hints", HINTS)
@pytest.mark.parametrize("told", TOLD)
def test_being_ordinary_only_saves_time(
    monkeypatch: pytest.MonkeyPatch, told: tuple[Reader, bytes], hints: ReadingHints
) -> None:
    found = read_all(*told, hints)
    monkeypatch.setattr(Ordinary, "decoded", lambda _ordinary, _raw: [])
    assert found == read_all(*told, hints)


@pytest.mark.parametrize("ordinary", [telegram_json.ORDINARY, meta_ordinary.ORDINARY, discord_ordinary.ORDINARY])
def test_messages_as_programs_write_them_are_ordinary(ordinary: Ordinary[object]) -> None:
    written = (telegram.message(text_entities=[PIECE]), meta.message(), discord.message())
    found = [bool(ordinary.decoded(json.dumps(message).encode())) for message in written]
    assert sum(found) == 1


@pytest.mark.parametrize(
    "said",
    [
        '"new": 1',
        '"content": "again"',
        '"content": "again", "timestamp_ms": 2',
        '"is_geoblocked_for_viewer": false, "is_geoblocked_for_viewer": true',
        '"is_geoblocked_for_viewer": null',
        '"content": "half \\ud83d"',
        '"": ""',
    ],
)
def test_a_message_that_says_anything_else_is_not_ordinary(said: str) -> None:
    plain = json.dumps(meta.message())
    odd = f"{plain[:-1]}, {said}}}"
    assert decode(odd.encode()) is not None
    for several in (odd, f"{odd},{plain}", f"{plain} ,\n{odd}"):
        assert meta_ordinary.ORDINARY.decoded(several.encode()) == []


def test_messages_keep_their_places_whatever_stands_among_them() -> None:
    odd = [7, "no message", None, [], {}, meta.message(photos=[]), meta.message(sender_name=None)]
    messages = [meta.message(content=str(n)) if n % 9 else odd[n // 9 % len(odd)] for n in range(700)]
    data = meta.thread(*messages)
    records, _ = read_all(meta_json, data)
    assert len(records) == sum(isinstance(message, dict) for message in messages)
    for record in records:
        said = json.loads(data[record.offset : record.offset + record.length])
        assert said == messages[int(record.pointer.rpartition("/")[2])]
        assert record.text == said.get("content")
