import json

from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import discord_package
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record

MADE_MS = 1603903800000
SNOWFLAKE = (MADE_MS - 1420070400000) << 22
PATH = "package/Messages/c771060000000000001/messages.json"


def message_of(**fields: object) -> Record:
    source = {"ID": SNOWFLAKE, "Timestamp": "2020-10-28 16:50:00", "Contents": "hi", "Attachments": "", **fields}
    (record,) = read_all(discord_package, json.dumps([source]).encode(), path=PATH)[0]
    return record


def test_all_messages_are_the_owners_and_nobody_is_named() -> None:
    record = message_of()
    assert (record.direction, record.sender, record.thread) == (Direction.FROM_OWNER, None, "771060000000000001")
    assert Doubt.SENDER_MISSING not in record.doubts


def test_the_clock_in_the_id_says_which_zone_the_timestamp_is_in() -> None:
    agreed = message_of()
    assert (agreed.at, agreed.at_quality) == (MADE_MS * 1000, AtQuality.EXACT)
    moved = message_of(Timestamp="2020-10-28 17:50:00")
    assert moved.at_quality is AtQuality.ZONE_ASSUMED
    assert "3600 s" in moved.extra["clocks disagree"]
    assert message_of(Timestamp=None).at == MADE_MS * 1000


def test_attached_files_keep_name_and_address() -> None:
    record = message_of(Attachments="https://cdn.example.com/1/a.png?x=1 https://cdn.example.com/2/b.png")
    assert record.attachments == ("a.png", "b.png")
    assert "?x=1" in record.extra["Attachments"]


def test_a_channel_names_who_was_in_it() -> None:
    channel = {"id": "771060000000000001", "type": "DM", "recipients": ["11", "22"]}
    data = json.dumps(channel).encode()
    assert discord_package.recognise(MemoryMember("channel.json", data)).score > 80
    (record,) = read_all(discord_package, data)[0]
    assert (record.kind, record.recipients) == (Kind.MEMBERSHIP, ("11", "22"))
    assert record.length == len(data)


def test_the_index_gives_names_to_channels() -> None:
    index = {"771060000000000001": "Direct Message with fern-1", "771060000000000002": None}
    data = json.dumps(index, indent=1).encode()
    assert discord_package.recognise(MemoryMember("index.json", data)).score > 80
    (record,) = read_all(discord_package, data)[0]
    assert (record.kind, record.extra) == (Kind.NOTICE, {"771060000000000001": "Direct Message with fern-1"})


def test_a_column_too_many_is_kept() -> None:
    data = b"ID,Timestamp,Contents,Attachments\n1,2020-10-28 16:50:00,a,,extra\n2,2020-10-28 16:50:00\n"
    wide, short = read_all(discord_package, data)[0]
    assert wide.extra["column 5"] == "extra"
    assert Doubt.CUT_SHORT in short.doubts
    assert short.text is None
