import io
import re
import zipfile
from pathlib import Path

import pytest
from tests.readers.made_exports import cellebrite
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import cellebrite_xml
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import Reading
from safelight.records.record import AtQuality, Direction, Kind, Record, State
from safelight.records.tally import Outcome


def field(name: str, value: str) -> str:
    return f'<field name="{name}" type="String"><value type="String"><![CDATA[{value}]]></value></field>'


def party(identifier: str, role: str = "From", owner: str = "") -> str:
    marks = field("IsPhoneOwner", owner) if owner else ""
    return f'<model type="Party" id="p">{field("Identifier", identifier)}{field("Role", role)}{marks}</model>'


def record_of(sort: str, inner: str, state: str = "Intact") -> Record:
    model = f'<model type="{sort}" id="a" deleted_state="{state}">{inner}</model>'
    data = f"<project><decodedData>{model}</decodedData></project>"
    (record,) = read_all(cellebrite_xml, data.encode())[0]
    return record


@pytest.mark.shared
def test_every_message_of_a_real_chat_is_a_record(shared: Path) -> None:
    data = (shared / "fixtures/cellebrite_ufed_xml/ufed-model-chat.xml").read_bytes()
    assert cellebrite_xml.recognise(MemoryMember("chat.xml", data)).score >= 90
    records, stretches = read_all(cellebrite_xml, data)
    quoted = len(re.findall(rb'<model type="InstantMessage"', data)) - len(records)
    assert (len(records), quoted) == (11, 3)
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert all(record.at_quality is AtQuality.EXACT for record in records)
    assert all(data[r.offset :].startswith(b'<model type="InstantMessage"') for r in records)
    assert all(data[: r.offset + r.length].endswith(b"</model>") for r in records)
    messages = [record for record in records if record.kind is Kind.MESSAGE]
    assert len(messages) == 10
    assert sum(record.direction is Direction.FROM_OWNER for record in messages) == 3
    assert all(record.sender and record.direction is not Direction.UNKNOWN for record in messages)


@pytest.mark.shared
def test_the_apps_own_line_has_no_sender(shared: Path) -> None:
    data = (shared / "fixtures/cellebrite_ufed_xml/ufed-model-chat.xml").read_bytes()
    (notice,) = (r for r in read_all(cellebrite_xml, data)[0] if r.kind is Kind.NOTICE)
    assert (notice.sender, notice.state, notice.extra["action"]) == (None, State.BY_PLATFORM, "ParticipantJoined")


@pytest.mark.shared
def test_accounts_of_a_real_phone_are_contacts(shared: Path) -> None:
    data = (shared / "fixtures/cellebrite_ufed_xml/ufed-model-useraccount.xml").read_bytes()
    records, stretches = read_all(cellebrite_xml, data)
    assert [record.kind for record in records] == [Kind.CONTACT] * 2
    assert bytes_by(stretches, Outcome.READ) == len(data)
    assert all(record.recipients and record.extra["entries"] for record in records)


def test_the_phones_owner_is_who_the_report_marks() -> None:
    sender = '<modelField name="From" type="Party">{}</modelField>'
    own = record_of("InstantMessage", sender.format(party("maya-1", owner="True")) + field("Body", "hi"))
    other = record_of("InstantMessage", sender.format(party("fern-1", owner="False")) + field("Body", "hi"))
    unsaid = record_of("InstantMessage", sender.format(party("fern-1")) + field("Body", "hi"))
    assert [record.direction for record in (own, other, unsaid)] == [
        Direction.FROM_OWNER,
        Direction.TOWARDS_OWNER,
        Direction.UNKNOWN,
    ]


def test_calls_and_texts_follow_their_type_and_folder() -> None:
    parties = f'<multiModelField name="Parties" type="Party">{party("+447700900101")}</multiModelField>'
    call = record_of("Call", field("Type", "Missed") + parties + field("Duration", "00:00:00"))
    assert (call.kind, call.state, call.sender) == (Kind.CALL, State.MISSED, "+447700900101")
    assert (call.direction, call.extra["Duration"]) == (Direction.TOWARDS_OWNER, "00:00:00")
    to = f'<multiModelField name="Parties" type="Party">{party("+447700900101", "To")}</multiModelField>'
    text = record_of("SMS", field("Folder", "Sent") + to + field("Body", "no"), state="Deleted")
    assert (text.sender, text.recipients, text.direction) == (None, ("+447700900101",), Direction.FROM_OWNER)
    assert (text.state, text.extra["deleted_state"]) == (State.DELETED, "Deleted")


def test_quoted_words_stay_beside_the_message() -> None:
    quoted = f'<model type="InstantMessage" id="q">{field("Body", "leave me")}{field("Identifier", "7")}</model>'
    inner = f'{field("Body", "never")}<multiModelField name="EmbeddedInstantMessage">{quoted}</multiModelField>'
    record = record_of("InstantMessage", inner)
    assert (record.text, record.extra["quoted"], record.reply_to) == ("never", "leave me", "7")


def test_parts_that_are_not_read_say_which_they_are() -> None:
    _, stretches = read_all(cellebrite_xml, cellebrite(["a"]))
    reasons = [stretch.reason for stretch in stretches if stretch.outcome is Outcome.SKIPPED]
    assert [reason.partition("”")[0] for reason in reasons] == ["“metadata", "“Cookie"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'<!DOCTYPE project [<!ENTITY a "b">]><project>&a;</project>', "document type"),
        (b"<project>" + b"<model type='Chat'>" * 400, "deeper"),
        (b"<rss><model type='Chat'/></rss>", "not laid out"),
    ],
)
def test_what_reports_never_hold_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(UnknownLayout, match=sentence):
        read_all(cellebrite_xml, data)


def test_a_report_cut_short_keeps_the_messages_before_the_cut() -> None:
    data = cellebrite(["one", "two", "three"])
    end = data.index(b"</model>\n", data.index(b"two")) + len(b"</model>")
    for cut, texts in ((end + 1, ["one", "two"]), (end, ["one", "two"]), (end - 1, ["one"]), (end - 99, ["one"])):
        records, stretches = read_all(cellebrite_xml, data[:cut])
        assert [record.text for record in records] == texts
        assert stretches[-1].outcome is Outcome.FAILED


def test_a_place_keeps_its_address_and_is_where_the_report_says() -> None:
    spot = field("Latitude", "51.5074") + field("Longitude", "-0.1278") + field("Elevation", "20")
    position = (
        f'<modelField name="Position"><model type="Coordinate" id="c">{spot}</model></modelField>'
        '<modelField name="Address" type="StreetAddress"><model type="StreetAddress" id="s">'
        f"{field('City', 'London')}</model></modelField>"
    )
    at = field("TimeStamp", "2024-09-28T14:59:35.230+00:00")
    known = record_of("Location", position + at + field("Source", "Maps"))
    assert (known.kind, known.platform, known.thread) == (Kind.LOCATION, "Maps", "Places")
    assert (known.extra["latitude"], known.extra["longitude"]) == ("51.5074", "-0.1278")
    assert (known.extra["City"], known.extra["Elevation"]) == ("London", "20")
    assert (known.direction, known.sender, known.at_quality) == (Direction.UNKNOWN, None, AtQuality.EXACT)
    odd = record_of("Location", position.replace("51.5074", "north"))
    assert (odd.extra["Latitude"], "latitude" in odd.extra) == ("north", False)


def test_what_was_searched_for_is_the_text() -> None:
    search = record_of("SearchedItem", field("Value", "bus times") + field("Source", "Chrome"))
    assert (search.kind, search.text, search.platform) == (Kind.SEARCH, "bus times", "Chrome")
    assert "Value" not in search.extra


def test_a_ufdr_is_walked_and_its_other_files_are_set_aside_in_words() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("report.xml", cellebrite(["hello"]))
        archive.writestr("files/Configuration/settings.plist", b"bplist00 made for this test")
        archive.writestr("DbData/database.db", b"not known to anybody")
    reading = Reading(file, "phone.ufdr", ReadingHints())
    assert [record.text for record in reading.records()] == ["hello"]
    report, *others = reading.tally.members
    assert report.reader == "cellebrite-xml"
    assert all(other.bytes_by(Outcome.SKIPPED) == other.size for other in others)
    assert all("left unopened on purpose" in other.reasons[0] for other in others)


def test_files_beside_no_report_are_not_set_aside() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/report.xml", cellebrite(["hello"]))
        archive.writestr("b/settings.plist", b"bplist00 made for this test")
    reading = Reading(file, "phones.zip", ReadingHints())
    list(reading.records())
    assert reading.tally.members[1].bytes_by(Outcome.FAILED) == reading.tally.members[1].size
