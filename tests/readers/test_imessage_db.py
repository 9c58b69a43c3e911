"""Apple's Messages: real databases, attributed strings, edits, tapbacks and events."""

import plistlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made, read_damaged, read_pair, with_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import imessage_db
from safelight.readers.imessage.edits import NO_CHANGES, changes_in
from safelight.readers.imessage.typedstream import text_in
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

COUNTS = {
    "langchain_imessage_chat.db": 23,
    "langchain_imessage_chat_osx11.db": 23,
    "plaso_imessage_chat.db": 10,
}
SCHEMA = """
CREATE TABLE handle(ROWID INTEGER PRIMARY KEY, id TEXT);
CREATE TABLE chat(ROWID INTEGER PRIMARY KEY, guid TEXT, chat_identifier TEXT, display_name TEXT);
CREATE TABLE chat_handle_join(chat_id INTEGER, handle_id INTEGER);
CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_recoverable_message_join(chat_id INTEGER, message_id INTEGER, delete_date INTEGER);
CREATE TABLE attachment(ROWID INTEGER PRIMARY KEY, filename TEXT, mime_type TEXT);
CREATE TABLE message_attachment_join(message_id INTEGER, attachment_id INTEGER);
CREATE TABLE deleted_messages(ROWID INTEGER PRIMARY KEY, guid TEXT);
CREATE TABLE message(ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, date INTEGER,
  is_from_me INTEGER, attributedBody BLOB, message_summary_info BLOB, item_type INTEGER, group_action_type INTEGER,
  other_handle INTEGER, associated_message_guid TEXT, associated_message_type INTEGER, date_edited INTEGER,
  date_retracted INTEGER, thread_originator_guid TEXT, error INTEGER);
INSERT INTO handle VALUES (1, '+447700900123'), (2, 'priya@example.com');
INSERT INTO chat VALUES (1, 'g1', '+447700900123', NULL), (2, 'g2', 'chat77', 'Front desk'),
  (3, 'g3', 'chat78', 'Front desk');
INSERT INTO chat_handle_join VALUES (1, 1), (2, 1), (2, 2);
INSERT INTO deleted_messages VALUES (1, 'GONE');
"""
NANOSECONDS = 800_000_000_123_456_789
ARCHIVED = (
    b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x19NSMutableAttributedString\0"
    b"\x84\x84\x12NSAttributedString\0\x84\x84\x08NSObject\0\x85\x92\x84\x84\x84\x0fNSMutableString\x01\x84\x84\x08NSString\x01\x95\x84\x01+"
)


def archived(text: str) -> bytes:
    written = text.encode()
    length = bytes([len(written)]) if len(written) < 0x80 else b"\x81" + len(written).to_bytes(2, "little")
    return ARCHIVED + length + written + b"\x86\x84\x02iI\x01"


def message(number: int, text: object = "I am outside", **fields: object) -> tuple[str, tuple[object, ...]]:
    names = "handle date me body summary item action other of tapback edited unsent thread error".split()
    row: dict[str, object] = dict.fromkeys(names) | {"handle": 1, "me": 0, "date": NANOSECONDS} | fields
    return "message", (number, f"ID{number}", text, *(row[name] for name in names))


def joined(chat: int, *numbers: int) -> list[tuple[str, tuple[object, ...]]]:
    return [("chat_message_join", (chat, number)) for number in numbers]


def read(*rows: tuple[str, tuple[object, ...]]) -> list[Record]:
    records, stretches = read_all(imessage_db, made(SCHEMA, rows))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTS)
def test_every_message_of_a_real_database_is_a_record(shared: Path, name: str) -> None:
    data = (shared / "fixtures/imessage_chatdb" / name).read_bytes()
    assert imessage_db.recognise(MemoryMember("anything", data)).score >= 90
    records, stretches = read_all(imessage_db, data)
    assert len(records) == COUNTS[name]
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert all(record.at and record.text for record in records)
    assert {record.direction for record in records} == {Direction.FROM_OWNER, Direction.TOWARDS_OWNER}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("AttributedBodyTextOnly", "Noter test"),
        ("AttributedBodyTextOnly2", "Test 3"),
        ("Blank", ""),
        ("MultiPart", "\ufffctest 1\ufffctest 2 \ufffctest 3"),
    ],
)
def test_real_attributed_strings_are_read(shared: Path, name: str, text: str) -> None:
    assert text_in((shared / "fixtures/imessage_blobs/streamtyped" / name).read_bytes()) == text


@pytest.mark.shared
def test_earlier_versions_of_a_real_message_are_read(shared: Path) -> None:
    changes = changes_in((shared / "fixtures/imessage_blobs/edited_message/Edited.plist").read_bytes())
    assert [version.text for version in changes.versions] == [
        "First message  ",
        "Edit 1",
        "Edit 2",
        "Edited message",
    ]
    assert all(version.at.at for version in changes.versions)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400))
def test_any_text_in_an_attributed_string_is_read_whole_or_not_at_all(text: str) -> None:
    whole = archived(text)
    assert text_in(whole) == text
    end = whole.rindex(b"\x86\x84\x02iI")
    assert text_in(whole[: end - 1]) in (None, "")


@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_bytes_as_an_attributed_string_or_a_property_list_end(data: bytes, place: int) -> None:
    assert text_in(data) is None
    start = archived("words")[:place]
    assert isinstance(text_in(start + data), str | None)
    assert changes_in(b"bplist00" + data) == NO_CHANGES


def test_who_said_what_to_whom_and_when() -> None:
    theirs, ours, in_group, lost = read(
        message(1),
        message(2, me=1, date=800_000_000),
        message(3, handle=2, me=1),
        message(4, handle=77, date=0),
        *joined(1, 1, 2),
        *joined(2, 3),
    )
    assert (theirs.sender, theirs.thread, theirs.at) == ("+447700900123", "+447700900123", 1_778_307_200_123_456)
    assert (ours.sender, ours.recipients, ours.at) == (None, ("+447700900123",), 1_778_307_200_000_000)
    assert (in_group.thread, in_group.recipients) == (
        "Front desk (chat77)",
        ("+447700900123", "priya@example.com"),
    )
    assert (lost.sender, lost.thread, lost.at, lost.doubts) == (None, "", None, (Doubt.SENDER_MISSING,))


def test_a_message_of_two_conversations_is_one_record() -> None:
    (record,) = read(message(1), *joined(1, 1), *joined(2, 1))
    assert (record.thread, record.extra["also_in"]) == ("+447700900123", "Front desk (chat77)")


def test_text_only_in_the_attributed_string_is_read() -> None:
    read_there, damaged = read(
        message(1, None, body=archived("look outside")), message(2, None, body=b"\x04\x0bxx")
    )
    assert read_there.text == "look outside"
    assert (damaged.text, damaged.extra["attributed_body"]) == (None, "could not be read")


def test_edits_and_unsent_messages_say_so() -> None:
    versions = [{"t": archived("first"), "d": 800_000_000.0}, {"t": archived("second"), "d": 800_000_060.0}]
    edited, unsent, older, deleted = read(
        message(1, "second", summary=plistlib.dumps({"ec": {"0": versions}}, fmt=plistlib.FMT_BINARY)),
        message(2, None, summary=plistlib.dumps({"rp": [0]}, fmt=plistlib.FMT_BINARY)),
        message(3, None, unsent=NANOSECONDS),
        message(4, "kept for thirty days"),
        ("chat_recoverable_message_join", (1, 4, NANOSECONDS)),
    )
    assert (edited.state, edited.extra["version_1"], edited.extra["version_2"]) == (
        State.EDITED,
        "first",
        "second",
    )
    assert edited.extra["version_1_at"] == "2026-05-09T06:13:20+00:00"
    assert (unsent.state, unsent.extra["parts_unsent"]) == (State.UNSENT, "1")
    assert older.state is State.UNSENT
    assert (deleted.state, deleted.text) == (State.DELETED, "kept for thirty days")


def test_tapbacks_are_reactions() -> None:
    loved, taken_back, sticker = read(
        message(1, "Loved this", of="p:0/ID9", tapback=2000),
        message(2, "Removed", of="bp:ID9", tapback=3001, me=1),
        message(3, of="ID9", tapback=1000),
    )
    assert (loved.kind, loved.reply_to, loved.extra["tapback"]) == (Kind.REACTION, "ID9", "Loved")
    assert (taken_back.state, taken_back.reply_to) == (State.DELETED, "ID9")
    assert taken_back.direction is Direction.FROM_OWNER
    assert sticker.kind is Kind.MESSAGE


def test_events_in_a_group_are_kept_as_what_they_are() -> None:
    added, left, renamed, sharing = read(
        message(1, None, item=1, action=0, other=2),
        message(2, None, item=3, action=0),
        message(3, None, item=2),
        message(4, None, item=4),
    )
    assert (added.kind, added.state, added.recipients) == (
        Kind.MEMBERSHIP,
        State.BY_PLATFORM,
        ("priya@example.com",),
    )
    assert (left.kind, left.extra["action"]) == (Kind.MEMBERSHIP, "left")
    assert (renamed.kind, sharing.extra["action"]) == (Kind.NOTICE, "began sharing location")


def test_files_replies_and_failures_are_kept() -> None:
    with_files, failed = read(
        message(1, "\ufffc", thread="ID0"),
        message(2, me=1, error=22),
        ("attachment", (5, "~/Library/Messages/1.heic", "image/heic")),
        ("message_attachment_join", (1, 5)),
        ("message_attachment_join", (1, 6)),
    )
    assert with_files.attachments == ("~/Library/Messages/1.heic", "attachment 6 (missing)")
    assert with_files.reply_to == "ID0"
    assert failed.state is State.FAILED


def test_ids_of_deleted_messages_are_left_out_with_a_reason() -> None:
    _, stretches = read_all(imessage_db, made(SCHEMA, [message(1)]))
    assert any(stretch.reason.startswith("Ids of messages that were deleted") for stretch in stretches)


def test_one_more_row_twice_the_rows_and_another_order() -> None:
    rows = [message(n, f"words {n % 7}" * 20, me=n % 2) for n in range(1, 60)]
    data = made(SCHEMA, rows)
    records, _ = read_all(imessage_db, data)
    more, _ = read_all(imessage_db, changed(data, "INSERT INTO message(ROWID) VALUES (999)"))
    assert len(more) == len(records) + 1
    again = """
        CREATE TEMP TABLE again AS SELECT * FROM message;
        UPDATE again SET ROWID = ROWID + 1000;
        INSERT INTO message SELECT * FROM again;
    """
    twice, _ = read_all(imessage_db, changed(data, again))
    assert without_place(twice) == doubled(without_place(records))
    random.Random(3).shuffle(rows)
    assert without_place(read_all(imessage_db, made(SCHEMA, rows))[0]) == without_place(records)


def test_the_newest_messages_stand_in_the_log(tmp_path: Path) -> None:
    late = "INSERT INTO message(ROWID, text, handle_id, is_from_me) VALUES (1, 'only in the log', 1, 0)"
    data, log = with_log(tmp_path, SCHEMA, late)
    (record,) = read_pair(imessage_db, data, log)[0]
    assert (record.text, record.member) == ("only in the log", "made.db-wal")
    assert read_all(imessage_db, data)[0] == []


def test_recognised_by_its_tables_or_its_name_and_nothing_else() -> None:
    def score(path: str, data: bytes) -> int:
        return imessage_db.recognise(MemoryMember(path, data)).score

    assert score("3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28", made("CREATE TABLE other(a)")) >= 50
    assert score("other.db", made("CREATE TABLE message(a)")) < 50
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(imessage_db, made("CREATE TABLE other(a)"))


TROUBLED = made(SCHEMA, [message(n, None, body=archived("words " * 20)) for n in range(20)], page_bytes=512)


@given(st.lists(st.tuples(st.integers(16, len(TROUBLED) - 1), st.integers(0, 255)), max_size=20))
def test_whatever_is_damaged_gives_records_or_a_sentence(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    for place, value in changes:
        data[place] = value
    read_damaged(imessage_db, bytes(data), "chat.db")
