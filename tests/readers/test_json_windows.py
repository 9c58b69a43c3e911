"""However little of a long file is held at a time, records and account are those of the file held at once."""

import json
import random
from typing import Any, BinaryIO

import pytest
from tests.readers import test_discord_json, test_meta_json, test_telegram_json
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import check_every_byte_is_accounted_for

from safelight.readers import discord_json, google_location_json, json_bytes, meta_json, telegram_json
from safelight.readers.containers.unpacking import as_stream
from safelight.readers.json_bytes import Streamed
from safelight.readers.member import MemberTooLarge
from safelight.readers.reader import Reader, ReadingHints, UnknownLayout
from safelight.records.record import Direction, Record
from safelight.records.tally import Stretch, TallyBook

HERE = {"latitudeE7": 538008000, "longitudeE7": -15491000}
WHOLE = 1 << 24
HINTS = ReadingHints(owner_accounts=frozenset({"Jo", "sam"}))


class LongMember(MemoryMember):
    """A member that lies packed in an archive: its streams, which are counted, cannot be moved in."""

    opened = 0

    def open(self) -> BinaryIO:
        self.opened += 1
        return as_stream(lambda: iter([self.data]), len(self.data))


def read(
    reader: Reader, data: bytes, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Record], tuple[Stretch, ...], str]:
    monkeypatch.setattr(json_bytes, "STRETCH_BYTES", at_once)
    monkeypatch.setattr(json_bytes, "HELD_BYTES", 0 if at_once < WHOLE else WHOLE)
    book, records, said = TallyBook(), list[Record](), ""
    try:
        records.extend(reader.read(LongMember("a.json", data), HINTS, book))
    except UnknownLayout as unknown:
        said = str(unknown)
    stretches = book.close(len(data))
    check_every_byte_is_accounted_for(stretches, len(data))
    return records, stretches, said


def positions(count: int) -> list[dict[str, Any]]:
    return [
        {"timestampMs": str(1_512_947_698_030 + n), **HERE, "accuracy": n, "activity": [{"type": "a}],\\"}, [n]]}
        for n in range(count)
    ]


def path(count: int) -> list[dict[str, Any]]:
    points = [{"point": "geo:53.8,-1.5", "durationMinutesOffsetFromStartTime": str(n)} for n in range(3)]
    start = {"startTime": "2024-03-01T10:00:00.000Z", "endTime": "2024-03-01T11:00:00.000Z"}
    return [{**start, "timelinePath": points} if n % 3 else {**start, "visit": {"n": n}} for n in range(count)]


def talk(count: int) -> list[dict[str, object]]:
    """Some of it by the owner, some with reactions, a text that looks like the end of a message."""
    recent = [{"from": "Jo", "from_id": "user3", "date": "2024-03-13T15:05:09"}] * 2
    reacted = {"reactions": [{"type": "emoji", "count": 2, "emoji": "👍", "recent": recent}]}
    told = [{"from": "Sam"}, {"from": "Jo", "text": '},\n  {"id": 1'}, {"text_entities": recent}, reacted]
    return [test_telegram_json.message(id=n, **told[n % 4]) for n in range(count)]


def chats(count: int) -> bytes:
    """A full export whose second half has the names of its chats behind their messages."""
    before = [
        {"name": f"Sam {n % 3}", "type": "personal_chat", "id": n, "messages": talk(n)} for n in range(count)
    ]
    behind = [{"messages": talk(n), "id": n, "name": f"Sam {n % 4}"} for n in range(count)]
    said = {
        "about": "x",
        "contacts": {"list": [HERE] * 20},
        "chats": {"list": [*before, *behind]},
        "other": talk(9),
    }
    return json.dumps(said).encode()


def discord(count: int) -> bytes:
    made = test_discord_json
    roles = [{"id": "1", "name": "a"}] * 3
    author = {"id": "5", "name": "sam", "discriminator": "0000", "nickname": "Sam", "roles": roles}
    return made.export(*(made.message(author=author) if n % 2 else made.message(id="1") for n in range(count)))


def messenger(count: int) -> bytes:
    made = test_meta_json
    reaction = {"actor": "Jo", "reaction": "x", "timestamp": 1710338700}
    return made.thread(*(made.message(reactions=[reaction]) if n % 3 else made.message() for n in range(count)))


def location(value: Any, **how: Any) -> tuple[Reader, bytes]:
    return google_location_json, json.dumps(value, **how).encode()


FILES = {
    "positions": location({"locations": positions(60)}),
    "indented": location({"locations": positions(40)}, indent=2),
    "compact": location({"locations": positions(40)}, separators=(",", ":")),
    "with more around": location({"made": [1, {"a": 2}], "locations": positions(40), "after": {"b": [3]}}),
    "on a phone": location({"semanticSegments": path(40), "rawSignals": [{"position": {"n": n}} for n in range(40)],
                            "userLocationProfile": {"frequentPlaces": [{"placeLocation": "geo:1,2"}] * 9}}),
    "from an iPhone": location(path(50), indent=1),
    "not only objects": location({"locations": [p for one in positions(30) for p in (one, 7, [one], None)]}),
    "twice the list": (google_location_json, b'{"locations": %b, "locations": %b}' % (
        json.dumps(positions(30)).encode(), json.dumps(positions(9)).encode())),
    "cut short": (google_location_json, json.dumps({"locations": positions(50)}).encode()[:-300]),
    "broken inside": (google_location_json,
                      json.dumps({"locations": positions(50)}).replace('"accuracy": 25', '"accuracy" 25').encode()),
    "goes on behind": (google_location_json, json.dumps({"locations": positions(50)}).encode() + b"]} more"),
    "much space": (google_location_json, json.dumps({"locations": positions(9)}, indent=2000).encode()),
    "no such file": location({"locations": [{"other": n} for n in range(90)]}),
    "one long object": location({"locations": [{**positions(1)[0], "note": "x" * 9000}, *positions(20)]}),
    "a chat": (telegram_json, test_telegram_json.chat(*talk(90))),
    "a chat, its frame behind": (telegram_json, json.dumps({"messages": talk(60), "id": 2, "name": "Sam"}).encode()),
    "many chats": (telegram_json, chats(12)),
    "many broken": (telegram_json, test_telegram_json.chat(*talk(250)).replace(b'"date":', b'"date"', 120)),
    "a channel": (discord_json, discord(70)),
    "a thread": (meta_json, messenger(70)),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_windows_give_what_the_whole_gives(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, data = FILES[name]
    whole = read(reader, data, WHOLE, monkeypatch)
    assert whole[0] or whole[2]
    for at_once in (60, 333, 1000, 4096):
        assert read(reader, data, at_once, monkeypatch) == whole


def test_whatever_bytes_are_changed_windows_give_what_the_whole_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    for _ in range(150):
        reader, original = FILES[chance.choice(["positions", "on a phone", "many chats", "a channel", "a thread"])]
        data = bytearray(original[: chance.choice([len(original), chance.randrange(len(original))])])
        for _ in range(chance.choice([1, 3])):
            data[chance.randrange(len(data))] = chance.choice(b'{}[]",: x')
        whole = read(reader, bytes(data), WHOLE, monkeypatch)
        assert read(reader, bytes(data), chance.choice([60, 300, 900]), monkeypatch) == whole


def test_owners_are_found_wherever_they_write(monkeypatch: pytest.MonkeyPatch) -> None:
    records, _, _ = read(telegram_json, FILES["a chat"][1], 300, monkeypatch)
    assert {record.direction for record in records} == {Direction.FROM_OWNER, Direction.TOWARDS_OWNER}


def test_only_some_bytes_are_held_and_a_packed_file_is_unpacked_a_few_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_bytes, "STRETCH_BYTES", 1000)
    monkeypatch.setattr(json_bytes, "HELD_BYTES", 0)
    asked: list[int] = []
    given = Streamed.__getitem__

    def noted(self: Streamed, place: slice, /) -> bytes:
        data = given(self, place)
        asked.append(len(data))
        return data

    monkeypatch.setattr(Streamed, "__getitem__", noted)
    member = LongMember("result.json", chats(30))
    assert len(list(telegram_json.read(member, HINTS, TallyBook()))) > 500
    assert member.opened <= 4
    assert max(asked) < len(member.data) / 4


def test_a_part_too_long_to_be_held_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_bytes, "WHOLE_MEMBER_LIMIT_BYTES", 5000)
    monkeypatch.setattr(json_bytes, "STRETCH_BYTES", 1000)
    monkeypatch.setattr(json_bytes, "HELD_BYTES", 0)
    assert len(list(telegram_json.read(LongMember("a", FILES["a chat"][1]), HINTS, TallyBook()))) > 50
    with pytest.raises(MemberTooLarge, match="one piece"):
        list(
            telegram_json.read(LongMember("a", test_telegram_json.chat({"text": "x" * 9000})), HINTS, TallyBook())
        )
