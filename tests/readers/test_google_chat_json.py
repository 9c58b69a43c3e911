import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.readers.made_exports import google_chat
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import NO_HINTS, bytes_by, read_all

from safelight.readers import google_chat_json
from safelight.readers.reader import ReadingHints
from safelight.readers.written_moment import long_form
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Kind
from safelight.records.tally import Outcome

REAL = {
    "DM 1pRI-QAAAAE__messages.json": 51,
    "DM 1pRI-QAAAAE__group_info.json": 2,
    "DM 2k64eoAAAAE__group_info.json": 2,
    "Space AAAATeQdkhI__messages.json": 9,
    "Space AAAATeQdkhI__group_info.json": 2,
    "Space AAAAdvGdRgs__messages.json": 5,
    "Space AAAAdvGdRgs__group_info.json": 3,
}


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_every_entry_of_a_real_takeout_is_a_record(shared: Path, name: str) -> None:
    data = (shared / "fixtures" / "google_chat_takeout" / name).read_bytes()
    assert google_chat_json.recognise(MemoryMember(name, data)).score > 80
    records, stretches = read_all(google_chat_json, data, path=name)
    assert len(records) == REAL[name]
    assert bytes_by(stretches, Outcome.READ) == len(data)
    group = name.split()[1].partition("__")[0]
    assert {record.thread for record in records} == {group}
    if "messages" in name:
        assert all(record.at_quality is AtQuality.EXACT and record.sender for record in records)
    else:
        assert all(record.kind is Kind.MEMBERSHIP and "@" in record.recipients[0] for record in records)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Wednesday, April 15, 2015 at 12:51:08\u202fAM UTC", 0),
        ("Wednesday, April 15, 2015 at 12:51:08 PM UTC", 12),
        ("Wednesday, 15 April 2015 at 17:51:08 UTC", 17),
    ],
)
def test_both_ways_to_write_a_date(written: str, hour: int) -> None:
    assert long_form(written, None).at == to_micros(datetime(2015, 4, 15, hour, 51, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    "written", ["mercredi 15 avril 2015 à 12:51:08 UTC", "Foo, Bar 1, 2015 at 12:51:08 UTC", ""]
)
def test_other_languages_keep_their_words_and_get_no_time(written: str) -> None:
    assert long_form(written, None).quality is AtQuality.MISSING


def test_directions_need_an_owner_who_wrote_here() -> None:
    data = google_chat(["hello"])

    def direction(hints: ReadingHints) -> Direction:
        return read_all(google_chat_json, data, hints)[0][0].direction

    assert direction(NO_HINTS) is Direction.UNKNOWN
    assert direction(ReadingHints(owner_accounts=frozenset({"ash@example.com"}))) is Direction.FROM_OWNER
    assert direction(ReadingHints(owner_accounts=frozenset({"kim@example.com"}))) is Direction.UNKNOWN


def test_attached_files_are_named_by_the_file_beside() -> None:
    message = json.loads(google_chat([""]))["messages"][0]
    message["attached_files"] = [{"original_name": "a.png", "export_name": "File-a.png"}]
    del message["creator"]
    (record,) = read_all(google_chat_json, json.dumps({"messages": [message]}).encode())[0]
    assert record.attachments == ("File-a.png",)
    assert record.sender is None
