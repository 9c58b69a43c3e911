"""WhatsApp on Android: what each table says, and what must hold however the rows lie."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made, read_damaged, read_pair, with_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import whatsapp_android_db
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import Outcome

SCHEMA = """
CREATE TABLE jid(_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT);
CREATE TABLE jid_map(lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER);
CREATE TABLE chat(_id INTEGER PRIMARY KEY, jid_row_id INTEGER UNIQUE, subject TEXT);
CREATE TABLE message(_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT,
  sender_jid_row_id INTEGER, timestamp INTEGER, message_type INTEGER, text_data TEXT, status INTEGER);
CREATE TABLE message_media(message_row_id INTEGER PRIMARY KEY, file_path TEXT, mime_type TEXT, media_caption TEXT);
CREATE TABLE message_quoted(message_row_id INTEGER PRIMARY KEY, key_id TEXT, text_data TEXT);
CREATE TABLE message_revoked(message_row_id INTEGER PRIMARY KEY, revoked_key_id TEXT, admin_jid_row_id INTEGER,
  revoke_timestamp INTEGER);
CREATE TABLE message_edit_info(message_row_id INTEGER PRIMARY KEY, original_key_id TEXT, edited_timestamp INTEGER);
CREATE TABLE message_system(message_row_id INTEGER PRIMARY KEY, action_type INTEGER);
CREATE TABLE message_system_block_contact(message_row_id INTEGER PRIMARY KEY, is_blocked INTEGER);
CREATE TABLE message_system_chat_participant(message_row_id INTEGER, user_jid_row_id INTEGER);
CREATE TABLE message_add_on(_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT,
  sender_jid_row_id INTEGER, parent_message_row_id INTEGER, timestamp INTEGER, message_add_on_type INTEGER);
CREATE TABLE message_add_on_reaction(message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT);
CREATE TABLE call_log(_id INTEGER PRIMARY KEY, jid_row_id INTEGER, from_me INTEGER, call_id TEXT,
  timestamp INTEGER, video_call INTEGER, duration INTEGER, call_result INTEGER, group_jid_row_id INTEGER);
CREATE TABLE message_call_log(message_row_id INTEGER PRIMARY KEY, call_log_row_id INTEGER);
INSERT INTO jid VALUES (1, '447700900123', 's.whatsapp.net', '447700900123@s.whatsapp.net'),
  (2, '120363', 'g.us', '120363@g.us'), (3, '447700900456', 's.whatsapp.net', '447700900456@s.whatsapp.net'),
  (4, '99', 'lid', '99@lid');
INSERT INTO jid_map VALUES (4, 3);
INSERT INTO chat VALUES (1, 1, NULL), (2, 2, 'Front desk rota');
"""
OLD_SCHEMA = """
CREATE TABLE chat_list(_id INTEGER PRIMARY KEY, key_remote_jid TEXT, subject TEXT);
CREATE TABLE messages(_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER, key_id TEXT,
  status INTEGER, data TEXT, timestamp INTEGER, media_wa_type TEXT, media_size INTEGER, media_name TEXT,
  media_mime_type TEXT, media_caption TEXT, remote_resource TEXT, edit_version INTEGER, quoted_row_id INTEGER);
CREATE TABLE messages_quotes(_id INTEGER PRIMARY KEY, key_id TEXT, data TEXT);
INSERT INTO chat_list VALUES (1, '120363@g.us', 'Front desk rota');
"""
AT = 1_780_000_000_000


def message(number: int, text: object = "I am outside", **fields: object) -> tuple[str, tuple[object, ...]]:
    row = {"chat": 1, "from_me": 0, "sender": 0, "at": AT + number, "type": 0, "status": 0} | fields
    values = (number, row["chat"], row["from_me"], f"KEY{number}", row["sender"], row["at"], row["type"], text)
    return "message", (*values, row["status"])


def read(*rows: tuple[str, tuple[object, ...]], schema: str = SCHEMA) -> list[Record]:
    records, stretches = read_all(whatsapp_android_db, made(schema, rows))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.shared
def test_every_message_of_a_real_phone_is_a_record(shared: Path) -> None:
    script = (shared / "fixtures/whatsapp_db/chm_whatsapp-android_2023-10_msgstore.sql").read_text("utf-8")
    data = made(script, page_bytes=4096)
    assert whatsapp_android_db.recognise(MemoryMember("backup/data", data)).score >= 90
    records, stretches = read_all(whatsapp_android_db, data)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    joined, edited, shown, deleted = records
    assert (joined.kind, joined.recipients, joined.thread) == (
        Kind.MEMBERSHIP,
        ("00000@s.whatsapp.net",),
        "My Group",
    )
    assert (edited.state, edited.reply_to, edited.direction) == (
        State.EDITED,
        "GROUPMSG00100",
        Direction.FROM_OWNER,
    )
    assert (shown.extra["form"], shown.extra["shared_for_seconds"]) == ("live location", "123")
    assert (deleted.state, deleted.text, deleted.recipients) == (State.DELETED, None, ("11111@s.whatsapp.net",))


def test_who_said_what_to_whom() -> None:
    theirs, ours, in_group, hidden = read(
        message(1),
        message(2, from_me=1),
        message(3, chat=2, sender=3),
        message(4, chat=2, sender=4),
    )
    assert (theirs.sender, theirs.direction) == ("447700900123@s.whatsapp.net", Direction.TOWARDS_OWNER)
    assert (ours.sender, ours.recipients) == (None, ("447700900123@s.whatsapp.net",))
    assert ours.direction is Direction.FROM_OWNER
    assert (in_group.thread, in_group.sender) == ("Front desk rota", "447700900456@s.whatsapp.net")
    assert hidden.sender == in_group.sender
    assert theirs.at == (AT + 1) * 1000


def test_rows_whose_neighbours_are_missing_are_not_lost() -> None:
    lost, nobody = read(message(1, chat=77), message(2, chat=None, at=0))
    assert (lost.thread, lost.sender, lost.text) == ("chat 77", None, "I am outside")
    assert (nobody.thread, nobody.at) == ("", None)


def test_details_stand_beside_the_message() -> None:
    (record,) = read(
        message(1, None, type=1),
        ("message_media", (1, "Media/IMG-1.jpg", "image/jpeg", "the blue door")),
        ("message_quoted", (1, "KEY0", "which one")),
    )
    assert (record.text, record.attachments, record.reply_to) == ("the blue door", ("Media/IMG-1.jpg",), "KEY0")
    assert (record.extra["form"], record.extra["quoted_text"]) == ("picture", "which one")


def test_blocking_and_other_notices_are_kept_as_what_they_are() -> None:
    blocked, unblocked, unheard_of = read(
        message(1, "", type=7),
        message(2, "", type=7),
        message(3, "", type=7),
        ("message_system", (1, 58)),
        ("message_system", (2, 58)),
        ("message_system", (3, 9999)),
        ("message_system_block_contact", (1, 1)),
        ("message_system_block_contact", (2, 0)),
    )
    assert (blocked.kind, blocked.state) == (Kind.NOTICE, State.BY_PLATFORM)
    assert [record.extra["action"] for record in (blocked, unblocked, unheard_of)] == [
        "contact blocked",
        "contact unblocked",
        "number 9999",
    ]


def test_reactions_are_records_of_their_own() -> None:
    _, reaction, taken_back = read(
        message(1),
        ("message_add_on", (1, 1, 1, "R1", 0, 1, AT, 56)),
        ("message_add_on", (2, 1, 0, "R2", 1, 1, AT, 56)),
        ("message_add_on_reaction", (1, "\u2764")),
        ("message_add_on_reaction", (2, "")),
    )
    assert (reaction.kind, reaction.text, reaction.reply_to) == (Kind.REACTION, "\u2764", "KEY1")
    assert (reaction.direction, taken_back.state) == (Direction.FROM_OWNER, State.DELETED)


def test_a_call_is_told_once() -> None:
    told, missed, made_call = read(
        message(1, None, type=90),
        ("call_log", (1, 1, 0, "c1", AT, 0, 60, 5, 0)),
        ("message_call_log", (1, 1)),
        ("call_log", (2, 1, 0, "c2", AT, 1, 0, 2, 0)),
        ("call_log", (3, 1, 1, "c3", AT, 0, 0, 2, 0)),
    )
    assert (told.kind, told.state, told.extra["duration_seconds"]) == (Kind.CALL, State.SENT, "60")
    assert (missed.state, missed.extra["call"], missed.sender) == (
        State.MISSED,
        "video",
        "447700900123@s.whatsapp.net",
    )
    assert (made_call.state, made_call.direction) == (State.SENT, Direction.FROM_OWNER)


def old(number: int, data: object = "I am outside", **fields: object) -> tuple[str, tuple[object, ...]]:
    row: dict[str, object] = dict.fromkeys(("size", "name", "mime", "caption", "by", "edit", "quoted"))
    row |= {"chat": "447700900123@s.whatsapp.net", "from_me": 0, "status": 0, "type": "0"} | fields
    head = (number, row["chat"], row["from_me"], f"KEY{number}", row["status"], data, AT + number, row["type"])
    return "messages", (
        *head,
        *(row[name] for name in ("size", "name", "mime", "caption", "by", "edit", "quoted")),
    )


def test_the_older_generation_says_the_same() -> None:
    theirs, in_group, picture, gone, left, missed = read(
        old(1),
        old(2, chat="120363@g.us", by="447700900456@s.whatsapp.net", quoted=1),
        old(3, None, type="1", name="IMG-1.jpg", mime="image/jpeg", caption="the blue door", size=9, from_me=1),
        old(4, None, type="15"),
        old(5, None, chat="120363@g.us", status=6, size=5, by="447700900456@s.whatsapp.net"),
        old(6, None, type="10"),
        ("messages_quotes", (1, "KEY1", "I am outside")),
        schema=OLD_SCHEMA,
    )
    assert (theirs.sender, theirs.thread) == ("447700900123@s.whatsapp.net", "447700900123@s.whatsapp.net")
    assert (in_group.thread, in_group.reply_to) == ("Front desk rota", "KEY1")
    assert in_group.sender == "447700900456@s.whatsapp.net"
    assert (picture.text, picture.attachments) == ("the blue door", ("IMG-1.jpg",))
    assert picture.direction is Direction.FROM_OWNER
    assert gone.state is State.DELETED
    assert (left.kind, left.extra["action"]) == (Kind.MEMBERSHIP, "left")
    assert (missed.kind, missed.state) == (Kind.CALL, State.MISSED)


def test_a_database_of_both_generations_gives_the_rows_of_both() -> None:
    assert len(read(message(1), old(1), old(2), schema=SCHEMA + OLD_SCHEMA)) == 3


def test_one_more_row_is_one_more_record_and_twice_the_rows_are_twice_the_records() -> None:
    rows = [message(n, f"words {n % 7}", at=AT, from_me=n % 2) for n in range(1, 60)]
    data = made(SCHEMA, rows)
    records, _ = read_all(whatsapp_android_db, data)
    more, _ = read_all(whatsapp_android_db, changed(data, "INSERT INTO message SELECT 999, 1,0,'K',0,9,0,'x',0"))
    assert len(more) == len(records) + 1
    columns = "chat_row_id, from_me, key_id, sender_jid_row_id, timestamp, message_type, text_data, status"
    again = f"INSERT INTO message SELECT _id + 1000, {columns} FROM message"
    twice, _ = read_all(whatsapp_android_db, changed(data, again))
    assert without_place(twice) == doubled(without_place(records))


def test_the_order_in_which_rows_were_written_changes_no_record() -> None:
    rows = [message(n, f"words {n}" * 30) for n in range(1, 80)]
    records, _ = read_all(whatsapp_android_db, made(SCHEMA, rows))
    random.Random(3).shuffle(rows)
    shuffled, _ = read_all(whatsapp_android_db, made(SCHEMA, rows))
    assert without_place(shuffled) == without_place(records)


def test_messages_that_stand_only_in_the_log_are_read_there(tmp_path: Path) -> None:
    late = "INSERT INTO message VALUES (2, 1, 0, 'KEY2', 0, 1780000000002, 0, 'in the log', 0)"
    script = SCHEMA + "INSERT INTO message VALUES (1, 1, 0, 'KEY1', 0, 1780000000001, 0, 'moved', 0);"
    data, log = with_log(tmp_path, script, late)
    records, stretches = read_pair(whatsapp_android_db, data, log)
    assert [record.text for record in records] == ["moved", "in the log"]
    assert {record.member for record in records} == {"made.db-wal"}
    assert "-wal" in records[1].extra["place"]
    place = records[1].offset
    assert b"in the log" in log[place : place + records[1].length]
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert len(read_all(whatsapp_android_db, data)[0]) == 1


def test_recognised_by_its_tables_or_its_name_and_nothing_else() -> None:
    score = lambda path, data: whatsapp_android_db.recognise(MemoryMember(path, data)).score  # noqa: E731
    assert score("x/anything", made(SCHEMA)) >= 90
    assert score("x/anything", made(OLD_SCHEMA)) >= 90
    assert 50 <= score("x/msgstore.db", made("CREATE TABLE other(a)")) < 90
    assert score("other.db", made("CREATE TABLE message(a)")) < 50
    assert score("msgstore.db", b"CREATE TABLE message") == 0
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(whatsapp_android_db, made("CREATE TABLE other(a)"))


TROUBLED = made(SCHEMA + OLD_SCHEMA, [*(message(n, "words " * 40) for n in range(20)), old(1)], page_bytes=512)


@given(st.lists(st.tuples(st.integers(16, len(TROUBLED) - 1), st.integers(0, 255)), max_size=20))
def test_whatever_is_damaged_gives_records_or_a_sentence(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    for place, value in changes:
        data[place] = value
    read_damaged(whatsapp_android_db, bytes(data), "msgstore.db")
