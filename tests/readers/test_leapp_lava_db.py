import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import made, read_damaged
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import leapp_lava_db
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import Reading, recognise
from safelight.records.record import AtQuality, Direction, Kind, Record
from safelight.records.tally import Outcome, TallyBook

SCHEMA = """
CREATE TABLE _artifact_search_patterns(id INTEGER PRIMARY KEY, module_name TEXT, artifact_name TEXT, regex TEXT);
CREATE TABLE _file_path_list(id INTEGER PRIMARY KEY, file_path TEXT NOT NULL);
CREATE TABLE _lava_media_items(id TEXT PRIMARY KEY, source_path TEXT, extraction_path TEXT, type TEXT);
CREATE TABLE _lava_media_references(id TEXT PRIMARY KEY, media_item_id TEXT, module_name TEXT, name TEXT);
CREATE TABLE get_chats("when" INTEGER, "who" TEXT, "room" TEXT, "words" TEXT, "way" TEXT, "pictures" TEXT);
CREATE TABLE get_wifi("ssid" TEXT, "seen" TEXT);
INSERT INTO get_wifi VALUES ('Home', '2024');
INSERT INTO _lava_media_items VALUES ('m1', '/data/pic.jpg', 'media/pic.jpg', 'image/jpeg');
INSERT INTO _lava_media_references VALUES ('r1', 'm1', 'chats', 'pic.jpg');
"""
VIEW = {
    "conversationDiscriminatorColumn": "room",
    "textColumn": "words",
    "timeColumn": "when",
    "directionColumn": "way",
    "directionSentValue": "to",
    "senderColumn": "who",
    "mediaColumn": "pictures",
}
COLUMNS = {"when": "When", "who": "Who", "room": "Room", "words": "Words", "way": "Way", "pictures": "Pictures"}


def explained(**view: str) -> bytes:
    artifact = {
        "name": "Chats - Messages",
        "tablename": "get_chats",
        "column_map": COLUMNS,
        "data_views": {"conversation": VIEW | view},
    }
    wifi = {"name": "Wifi", "tablename": "get_wifi", "column_map": {"ssid": "SSID", "seen": "Seen"}}
    return json.dumps({"artifacts": {"Chats": [artifact], "Wifi": [wifi]}}).encode()


def message(words: str = "I found you", way: str = "from", pictures: str = "") -> tuple[str, tuple[object, ...]]:
    return "get_chats", (1_705_325_400, "fern-1", "room-1", words, way, pictures)


def member(*rows: tuple[str, tuple[object, ...]], **view: str) -> MemoryMember:
    lava = MemoryMember("out/_lava_data.lava", explained(**view))
    return MemoryMember("out/_lava_artifacts.db", made(SCHEMA, rows), lava)


def read(*rows: tuple[str, tuple[object, ...]], **view: str) -> list[Record]:
    book, whole = TallyBook(), member(*rows, **view)
    records = list(leapp_lava_db.read(whole, ReadingHints(), book))
    stretches = book.close(whole.size)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert any("Wifi" in stretch.reason for stretch in stretches)
    return records


def test_the_tools_own_words_say_which_column_is_which() -> None:
    theirs, ours = read(message(), message("here", way="to"))
    assert (theirs.sender, theirs.thread, theirs.text) == ("fern-1", "room-1", "I found you")
    assert (theirs.direction, theirs.at_quality, theirs.platform) == (
        Direction.TOWARDS_OWNER,
        AtQuality.EXACT,
        "Chats",
    )
    assert theirs.at == 1_705_325_400_000_000
    assert (ours.direction, ours.sender) == (Direction.FROM_OWNER, "fern-1")


def test_a_column_that_only_names_the_other_side_names_no_sender_of_what_was_sent() -> None:
    theirs, ours = read(message(), message("here", way="to"), sentMessageStaticLabel="Local User")
    assert (theirs.sender, theirs.recipients) == ("fern-1", ())
    assert (ours.sender, ours.recipients, ours.direction) == (None, ("fern-1",), Direction.FROM_OWNER)


def test_media_are_named_by_their_files() -> None:
    one, several, lost = read(
        message(pictures="r1"), message(pictures='["r1", "r2"]'), message(pictures="[broken")
    )
    assert one.attachments == ("pic.jpg",)
    assert several.attachments == ("pic.jpg", "r2")
    assert lost.attachments == ("[broken",)


def test_without_the_file_that_explains_it_known_names_of_columns_are_read() -> None:
    script = SCHEMA + 'CREATE TABLE sms("timestamp" INTEGER, "message" TEXT, "sender" TEXT, "direction" TEXT);'
    data = made(script, [("sms", (1_705_325_400, "hello", "07700 900101", "Incoming")), message()])
    reader, _ = recognise(MemoryMember("anything", data))
    assert reader is leapp_lava_db
    records, stretches = read_all(leapp_lava_db, data)
    assert [(record.text, record.sender, record.direction) for record in records] == [
        ("hello", "07700 900101", Direction.TOWARDS_OWNER)
    ]
    assert bytes_by(stretches, Outcome.FAILED) == 0


def test_in_an_archive_the_database_finds_what_explains_it() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("out/_lava_artifacts.db", made(SCHEMA, [message()]))
        archive.writestr("out/_lava_data.lava", explained())
    (record,) = Reading(file, "report.zip", ReadingHints()).records()
    assert (record.kind, record.text) == (Kind.MESSAGE, "I found you")


def test_twice_the_rows_twice_the_records_and_their_order_is_theirs() -> None:
    rows = [message("a"), message("b")]
    assert without_place(read(*rows, *rows)) == doubled(without_place(read(*rows)))
    assert without_place(read(*rows)) == without_place(read(*rows[::-1]))


@pytest.mark.parametrize(
    "lava", [b"", b"[]", b'{"artifacts": []}', b'{"artifacts": {"a": [1, {"tablename": 2}]}}', b"{"]
)
def test_a_damaged_explanation_is_no_reason_to_fail(lava: bytes) -> None:
    data = made(SCHEMA, [message()])
    whole = MemoryMember("_lava_artifacts.db", data, MemoryMember("_lava_data.lava", lava))
    book = TallyBook()
    assert list(leapp_lava_db.read(whole, ReadingHints(), book)) == []


def test_a_database_without_its_tables_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(leapp_lava_db, made("CREATE TABLE a(b);"))


def test_the_tools_timeline_repeats_its_artifacts_and_is_set_aside() -> None:
    data = made("CREATE TABLE data(key TEXT, activity TEXT, datalist TEXT);", [("data", ("2024", "Chats", "[1]"))])
    path = "out/_Timeline/tl.db"
    assert recognise(MemoryMember(path, data))[0] is leapp_lava_db
    records, stretches = read_all(leapp_lava_db, data, path=path)
    assert (records, bytes_by(stretches, Outcome.FAILED)) == ([], 0)
    assert any("repeats" in stretch.reason for stretch in stretches)
    assert recognise(MemoryMember("elsewhere/tl.db", data))[0] is None


TABLE = 'CREATE TABLE sms("timestamp" INTEGER, "message" TEXT, "sender" TEXT, "direction" TEXT, "media" TEXT);'
TROUBLED = made(
    SCHEMA + TABLE, [("sms", (1_705_325_400, "words " * 40, "fern-1", "Incoming", "r1"))] * 20, page_bytes=512
)


@given(st.lists(st.tuples(st.integers(16, len(TROUBLED) - 1), st.integers(0, 255)), max_size=20))
def test_damage_never_stops_the_reading(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    for place, value in changes:
        data[place] = value
    read_damaged(leapp_lava_db, bytes(data), "_lava_artifacts.db")


def test_a_whole_database_of_known_names_is_read_to_the_last_row() -> None:
    assert len(read_damaged(leapp_lava_db, TROUBLED, "_lava_artifacts.db")) == 20
