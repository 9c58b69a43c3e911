"""Kik and Viber on Android, made after the statements that make their tables."""

from types import ModuleType

import pytest
from tests.readers.made_databases import made, read_damaged
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import kik_android_db, viber_android_db
from safelight.readers.reader import UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import Outcome

KIK_TABLES = """
CREATE TABLE KIKcontactsTable(_id INTEGER PRIMARY KEY, jid TEXT, display_name TEXT, user_name TEXT, is_group INT);
CREATE TABLE KIKContentTable(_id INTEGER PRIMARY KEY, content_id TEXT, content_name TEXT, content_string TEXT);
CREATE TABLE messagesTable(_id INTEGER PRIMARY KEY, body TEXT, partner_jid TEXT, was_me INTEGER, uid TEXT,
  timestamp LONG, bin_id TEXT, sys_msg TEXT, stat_msg TEXT, content_id TEXT);
INSERT INTO KIKcontactsTable VALUES (1, 'fern_x1@talk.kik.com', 'Fern', 'fern.ash', 0),
  (2, '11_g@groups.kik.com', 'Us', NULL, 1);
INSERT INTO KIKContentTable VALUES (1, 'c1', 'file-name', 'a.jpg'), (2, 'c1', 'file-size', '7'),
  (3, 'c2', 'app-name', 'Camera');
"""
KIK = f"""{KIK_TABLES}
INSERT INTO messagesTable VALUES
  (1, 'bring milk', 'fern_x1@talk.kik.com', 0, 'u1', 1780000000123, 'fern_x1@talk.kik.com', NULL, NULL, NULL),
  (2, 'I will', 'fern_x1@talk.kik.com', 1, 'u2', 1780000000124, 'fern_x1@talk.kik.com', NULL, NULL, 'c1'),
  (3, 'in the group', 'fern_x1@talk.kik.com', 0, 'u3', 1780000000125, '11_g@groups.kik.com', NULL, NULL, 'c2'),
  (4, NULL, '11_g@groups.kik.com', 0, 'u4', 1780000000126, '11_g@groups.kik.com', NULL, 'Ash has left', NULL);
"""
VIBER_TABLES = """
CREATE TABLE participants_info (_id INTEGER PRIMARY KEY autoincrement,number TEXT,display_name TEXT,
  contact_name TEXT,viber_name TEXT);
CREATE TABLE participants (_id INTEGER PRIMARY KEY autoincrement,conversation_id INTEGER DEFAULT 0,
  participant_info_id INTEGER DEFAULT 0);
CREATE TABLE conversations (_id INTEGER PRIMARY KEY, conversation_type INTEGER, name TEXT,
  participant_id_1 INTEGER);
CREATE TABLE messages (_id INTEGER PRIMARY KEY autoincrement,conversation_id INTEGER DEFAULT 0,
  msg_date INTEGER NOT NULL,token INTEGER,participant_id INTEGER DEFAULT 0,deleted INTEGER DEFAULT 0,
  send_type INTEGER NOT NULL,extra_mime INTEGER,extra_uri TEXT,body TEXT);
CREATE TABLE messages_calls (_id INTEGER PRIMARY KEY, conversation_id INTEGER, message_id INTEGER,
  canonized_number TEXT, viber_call_type INTEGER, date INTEGER, duration INTEGER, type INTEGER);
CREATE TABLE messages_likes (_id INTEGER PRIMARY KEY, message_token INTEGER, participant_number TEXT,
  date INTEGER);
INSERT INTO participants_info VALUES (1, '+447700900100', NULL, NULL, 'Maya'),
  (2, '+447700900101', 'x', 'Fern', NULL);
INSERT INTO participants VALUES (1, 1, 1), (2, 1, 2), (3, 2, 2);
INSERT INTO conversations VALUES (1, 0, NULL, 2), (2, 1, 'Us', 0);
"""
VIBER = f"""{VIBER_TABLES}
INSERT INTO messages VALUES
  (1, 1, 1780000000123, 71, 2, 0, 0, 0, NULL, 'bring milk'),
  (2, 1, 1780000000124, 72, 1, 0, 1, 0, 'file:a', 'yes'),
  (3, 2, 1780000000125, 73, 3, 0, 0, 1000, NULL, 'renamed'),
  (4, 1, 1780000000126, 74, 2, 0, 0, 1002, NULL, 'call');
INSERT INTO messages_calls VALUES (1, 1, 4, '+447700900101', 4, 1780000000126, 9, 3);
INSERT INTO messages_likes VALUES (1, 72, '+447700900101', 1780000000200), (2, 99, '+447700900101', 1780000000201);
"""
VIBER_DATA = """
CREATE TABLE calls (_id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, canonized_number TEXT, date LONG,
  duration LONG, type INT, viber_call_type INTEGER);
CREATE TABLE phonebookcontact (_id INTEGER PRIMARY KEY, display_name TEXT);
CREATE TABLE phonebookdata (_id INTEGER PRIMARY KEY, contact_id INTEGER, data1 TEXT, data2 TEXT, data3 TEXT);
INSERT INTO calls VALUES (1, '0', '+447700900101', 1780000000123, 60, 2, 1);
INSERT INTO phonebookcontact VALUES (1, 'Fern');
INSERT INTO phonebookdata VALUES (1, 1, '07700 900101', '+447700900101', NULL);
"""
EVERY = ((kik_android_db, KIK), (viber_android_db, VIBER), (viber_android_db, VIBER_DATA))
TROUBLED = tuple(made(script) for _, script in EVERY)


def read(reader: ModuleType, script: str) -> list[Record]:
    records, stretches = read_all(reader, made(script))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.parametrize(("reader", "script"), EVERY)
def test_it_is_known_by_its_tables_and_damage_never_stops_it(reader: ModuleType, script: str) -> None:
    data = made(script)
    assert recognise(MemoryMember("anything", data))[0] is reader
    with pytest.raises(UnknownLayout, match="sealed"):
        read_all(reader, made("CREATE TABLE other(a)"))
    for step in (61, 173, 997):
        bad = bytearray(data)
        for place in range(200, len(bad), step):
            bad[place] ^= 0xFF
        read_damaged(reader, bytes(bad), "made.db")


def test_kik() -> None:
    theirs, ours, group, notice = read(kik_android_db, KIK)
    assert (theirs.sender, theirs.text, theirs.thread) == ("fern.ash", "bring milk", "Fern (fern.ash)")
    assert (theirs.direction, theirs.extra["sender_name"]) == (Direction.TOWARDS_OWNER, "Fern")
    assert theirs.at == 1780000000123000
    assert (ours.sender, ours.recipients, ours.attachments) == (None, ("fern.ash",), ("a.jpg",))
    assert (group.thread, group.sender, group.attachments) == ("Us (11_g@groups.kik.com)", "fern.ash", ("c2",))
    assert (notice.kind, notice.state, notice.text) == (Kind.NOTICE, State.BY_PLATFORM, "Ash has left")


def test_viber_messages() -> None:
    theirs, ours, notice, call, like, lost = read(viber_android_db, VIBER)
    assert (theirs.sender, theirs.text, theirs.thread) == ("+447700900101", "bring milk", "Fern")
    assert (theirs.direction, theirs.extra["sender_name"]) == (Direction.TOWARDS_OWNER, "Fern")
    assert (ours.sender, ours.recipients) == ("+447700900100", ("+447700900101",))
    assert (ours.attachments, ours.direction) == (("file:a",), Direction.FROM_OWNER)
    assert (notice.kind, notice.thread, notice.extra["extra_mime"]) == (Kind.NOTICE, "Us", "1000")
    assert (call.kind, call.state, call.thread, call.extra["call"]) == (
        Kind.CALL,
        State.MISSED,
        "Fern",
        "video call",
    )
    assert (like.kind, like.sender, like.reply_to, like.thread) == (Kind.REACTION, "+447700900101", "2", "Fern")
    assert (lost.reply_to, lost.extra["message_token"]) == ("", "99")


def test_viber_calls_and_contacts() -> None:
    call, fern = read(viber_android_db, VIBER_DATA)
    assert (call.direction, call.recipients, call.extra["duration_seconds"]) == (
        Direction.FROM_OWNER,
        ("+447700900101",),
        "60",
    )
    assert (fern.kind, fern.recipients, fern.extra["display_name"]) == (Kind.CONTACT, ("+447700900101",), "Fern")
