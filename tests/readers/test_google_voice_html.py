from pathlib import Path

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import google_voice_html
from safelight.records.record import AtQuality, Direction, Kind, Record, State
from safelight.records.tally import Outcome

pytestmark = pytest.mark.shared


def real(shared: Path, name: str) -> list[Record]:
    data = (shared / "fixtures/google_voice_takeout" / name).read_bytes()
    assert google_voice_html.recognise(MemoryMember(name, data)).score > 90
    records, stretches = read_all(google_voice_html, data)
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert all(record.at_quality is AtQuality.EXACT for record in records)
    return records


def test_every_message_and_call_of_a_real_takeout_is_a_record(shared: Path) -> None:
    index = (shared / "fixtures/INDEX.md").read_text("utf-8")
    pages = sorted((shared / "fixtures/google_voice_takeout").glob("*.html"))
    for page in pages:
        line = next(line for line in index.splitlines() if line.startswith(f"| google_voice_takeout/{page.name} "))
        counted = int(line.split("|")[-2].split()[0])
        records = real(shared, page.name)
        assert len(records) == (counted or 1)
        assert {record.kind for record in records} == {Kind.MESSAGE if counted else Kind.CALL}


def test_the_page_says_which_messages_are_the_owners(shared: Path) -> None:
    records = real(shared, "Agatha M Christie - Text - 2023-10-22T17_28_34Z.html")
    assert {record.direction for record in records} == {Direction.FROM_OWNER}
    assert {record.thread for record in records} == {"Agatha M Christie"}
    assert {record.sender for record in records} == {"+17323210011"}
    assert records[0].attachments == ("Agatha M Christie - Text - 2023-10-22T17_28_34Z-1-1",)
    assert records[0].extra["name"] == "Me"


def test_groups_name_their_members(shared: Path) -> None:
    (record,) = real(shared, "Group Conversation - 2021-12-20T22_35_28Z.html")
    assert record.recipients == ("+17323211515", "+17323211717")
    assert (record.sender, record.direction, record.text) == ("+17323211515", Direction.TOWARDS_OWNER, "")
    assert len(record.attachments) == 2


def test_calls_go_the_way_their_label_says(shared: Path) -> None:
    (placed,) = real(shared, "+17323218888 - 2015-03-23T00_35_56Z.html")
    assert (placed.sender, placed.recipients, placed.direction) == (None, ("+17323218888",), Direction.FROM_OWNER)
    (received,) = real(shared, "17323211010 - Received - 2018-07-30T22_31_33Z.html")
    assert (received.sender, received.direction) == ("+17323211010", Direction.TOWARDS_OWNER)
    assert received.extra["duration"] == "PT12M51S"


def test_a_voicemail_keeps_the_machines_transcript_as_such(shared: Path) -> None:
    (record,) = real(shared, "Edson Arantes do Nascimento - Voicemail - 2014-05-17T02_54_27Z.html")
    assert record.text is not None
    assert record.text.startswith("Hi, it's me.")
    assert "machine" in record.extra["text"]
    assert record.attachments == ("Edson Arantes do Nascimento - Voicemail - 2014-05-17T02_54_27Z.mp3",)


def test_what_the_owner_deleted_is_marked(shared: Path) -> None:
    name = "17323211010 - Received - 2018-07-30T22_31_33Z.html"
    data = (shared / "fixtures/google_voice_takeout" / name).read_bytes()
    deleted = data.replace(b"User Deleted:\nFalse", b"User Deleted:\nTrue").replace(b"#received", b"#missed")
    (record,) = read_all(google_voice_html, deleted)[0]
    assert record.state is State.DELETED
    assert record.direction is Direction.TOWARDS_OWNER
