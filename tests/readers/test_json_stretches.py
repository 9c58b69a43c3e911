"""However a long file is cut into stretches, records and account are those of the file read at once."""

import json
import random
from typing import Any

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import NO_HINTS, check_every_byte_is_accounted_for

from safelight.readers import google_location_json, json_stretches
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import Stretch, TallyBook

HERE = {"latitudeE7": 538008000, "longitudeE7": -15491000}
WHOLE = 1 << 24


def read(
    data: bytes, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Record], tuple[Stretch, ...], str]:
    monkeypatch.setattr(json_stretches, "STRETCH_BYTES", at_once)
    book, records, said = TallyBook(), list[Record](), ""
    try:
        records.extend(google_location_json.read(MemoryMember("Records.json", data), NO_HINTS, book))
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


FILES = {
    "positions": json.dumps({"locations": positions(60)}),
    "indented": json.dumps({"locations": positions(40)}, indent=2),
    "with more around": json.dumps({"made": [1, {"a": 2}], "locations": positions(40), "after": {"b": [3]}}),
    "on a phone": json.dumps({"semanticSegments": path(40), "rawSignals": [{"position": {"n": n}} for n in range(40)],
                              "userLocationProfile": {"frequentPlaces": [{"placeLocation": "geo:1,2"}] * 9}}),
    "from an iPhone": json.dumps(path(50), indent=1),
    "not only objects": json.dumps({"locations": [p for one in positions(30) for p in (one, 7, [one], None)]}),
    "twice the list": '{"locations": ' + json.dumps(positions(30)) + ', "locations": ' + json.dumps(positions(9)) + "}",
    "cut short": json.dumps({"locations": positions(50)})[:-300],
    "broken inside": json.dumps({"locations": positions(50)}).replace('"accuracy": 25', '"accuracy" 25'),
    "goes on behind": json.dumps({"locations": positions(50)}) + "]} more",
    "no such file": json.dumps({"locations": [{"other": n} for n in range(90)]}),
    "one long object": json.dumps({"locations": [{**positions(1)[0], "note": "x" * 9000}, *positions(20)]}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_stretches_give_what_the_whole_gives(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FILES[name].encode()
    whole = read(data, WHOLE, monkeypatch)
    assert whole[0] or whole[2]
    for at_once in (200, 333, 1000, 4096):
        assert read(data, at_once, monkeypatch) == whole


def test_whatever_bytes_are_changed_every_byte_is_accounted_for(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    for _ in range(150):
        data = bytearray(FILES[chance.choice(["positions", "on a phone", "from an iPhone"])].encode())
        for _ in range(chance.choice([1, 3])):
            data[chance.randrange(len(data))] = chance.choice(b'{}[]",: x')
        read(bytes(data), chance.choice([300, 900]), monkeypatch)


def test_only_a_stretch_is_held_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stretches, "STRETCH_BYTES", 1000)
    member = MemoryMember("Records.json", FILES["positions"].encode())
    lengths = [
        len(stretch.text.data) for stretch in json_stretches.stretches_of(member, google_location_json.LAYOUT)
    ]
    assert len(lengths) > 5
    assert max(lengths) < 2500
