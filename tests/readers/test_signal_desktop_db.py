"""Signal on a computer: the database in the open, and under its lock with and without its key."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from tests.readers.locks.made_sqlcipher import log_under_lock, open_database, under_lock
from tests.readers.made_databases import read_damaged
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import signal_desktop_db, signal_locked_db
from safelight.readers.locks.opening import KEY_LOCKED, NOT_FITTING
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading
from safelight.records.record import Direction, Doubt, Kind, Record, State
from safelight.records.tally import MemberTally, Outcome

SECRET = bytes(range(32))
SCHEMA = """
CREATE TABLE identityKeys(id STRING PRIMARY KEY ASC, json TEXT);
CREATE TABLE items(id STRING PRIMARY KEY ASC, json TEXT);
CREATE TABLE conversations(id STRING PRIMARY KEY ASC, json TEXT, active_at INTEGER, type STRING, members TEXT,
  name TEXT, profileName TEXT, profileFullName TEXT, e164 TEXT, serviceId TEXT, groupId TEXT);
CREATE TABLE callsHistory(callId TEXT PRIMARY KEY, peerId TEXT, ringerId TEXT, mode TEXT, type TEXT,
  direction TEXT, status TEXT, timestamp INTEGER);
CREATE TABLE message_attachments(messageId TEXT, attachmentType TEXT, fileName TEXT, path TEXT);
CREATE TABLE messages(rowid INTEGER PRIMARY KEY ASC, id STRING UNIQUE, json TEXT, sent_at INTEGER,
  conversationId STRING, source STRING, sourceServiceId TEXT, type STRING, body TEXT, expireTimer INTEGER);
INSERT INTO items VALUES ('uuid_id', '{"id":"uuid_id","value":"aci-maya.2"}');
INSERT INTO conversations(id, type, name, e164, serviceId) VALUES
  ('c1', 'private', 'Fern', '+447700900101', 'aci-fern'), ('c2', 'group', 'Us', NULL, NULL),
  ('c3', 'private', NULL, '+447700900100', 'aci-maya');
"""
STAMP = 1_780_000_000_123


def message(number: int, body: object = "bring milk", **said: object) -> tuple[str, tuple[object, ...]]:
    row = {"type": "incoming", "conversation": "c1", "source": "aci-fern", "json": {}, "timer": None} | said
    more = row["json"] if isinstance(row["json"], str) else json.dumps(row["json"])
    values = (number, f"m{number}", more, STAMP + number, row["conversation"], None, row["source"], row["type"])
    return "messages", (*values, body, row["timer"])


def read(*rows: tuple[str, tuple[object, ...]]) -> list[Record]:
    records, stretches = read_all(signal_desktop_db, open_database(SCHEMA, rows))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


def test_it_is_known_by_its_tables() -> None:
    data = open_database(SCHEMA)
    assert signal_desktop_db.recognise(MemoryMember("anything", data)).score >= 90


def test_messages_from_both_sides() -> None:
    theirs, ours, group = read(
        message(1), message(2, "I will", type="outgoing", source=None), message(3, conversation="c2", timer=3600)
    )
    assert (theirs.sender, theirs.direction, theirs.thread) == ("+447700900101", Direction.TOWARDS_OWNER, "Fern")
    assert (theirs.text, theirs.at, theirs.at_text) == ("bring milk", (STAMP + 1) * 1000, str(STAMP + 1))
    assert (ours.sender, ours.recipients) == ("+447700900100", ("+447700900101",))
    assert ours.direction is Direction.FROM_OWNER
    assert (group.thread, group.recipients, group.extra["expireTimer"]) == ("Us", (), "3600")


def test_what_the_json_tells() -> None:
    reaction = {"emoji": "👍", "fromId": "c3", "timestamp": STAMP, "targetTimestamp": STAMP}
    history = [{"body": "bring milk", "timestamp": 3}, {"body": "bring silk", "timestamp": 2}]
    more = {
        "attachments": [{"fileName": "a.jpg", "key": "k"}, {"path": "ab/cd"}],
        "quote": {"id": 5, "authorAci": "aci-maya", "text": "what?"},
        "reactions": [reaction],
        "editHistory": history,
        "sendHQImages": True,
    }
    told, thumb = read(message(1, json=more))
    assert told.attachments == ("a.jpg", "ab/cd")
    assert (told.reply_to, told.extra["quote_text"]) == ("5", "what?")
    assert (told.state, told.extra["version_1"], told.extra["version_2"]) == (
        State.EDITED,
        "bring silk",
        "bring milk",
    )
    assert told.extra["sendHQImages"] == "true"
    assert (thumb.kind, thumb.text, thumb.sender, thumb.reply_to) == (Kind.REACTION, "👍", "+447700900100", "m1")
    assert thumb.direction is Direction.FROM_OWNER
    assert thumb.at == STAMP * 1000


def test_deleted_for_everyone_notices_and_calls() -> None:
    deleted, notice, call, other = read(
        message(1, "", json={"deletedForEveryone": True}),
        message(2, None, type="keychange", source=None),
        message(3, None, type="call-history", source=None, json={"callId": "7"}),
        ("callsHistory", ("7", "c1", "c1", "Direct", "Audio", "Incoming", "Missed", STAMP)),
        ("callsHistory", ("8", "c1", None, "Direct", "Video", "Outgoing", "Accepted", STAMP)),
    )
    assert (deleted.state, deleted.text) == (State.DELETED, None)
    assert (notice.kind, notice.state, notice.extra["type"]) == (Kind.NOTICE, State.BY_PLATFORM, "keychange")
    assert (call.kind, call.state, call.sender) == (Kind.CALL, State.MISSED, "+447700900101")
    assert (call.extra["call_type"], call.direction) == ("Audio", Direction.TOWARDS_OWNER)
    assert (other.kind, other.direction, other.recipients) == (
        Kind.CALL,
        Direction.FROM_OWNER,
        ("+447700900101",),
    )


def test_files_since_2025_are_listed_in_their_own_table() -> None:
    (told,) = read(message(1), ("message_attachments", ("m1", "attachment", "b.jpg", "xy")))
    assert told.attachments == ("b.jpg",)


def test_a_message_of_nobody_known_invents_nobody() -> None:
    stranger, nobody = read(message(1, source="aci-x", conversation="c9"), message(2, source=None))
    assert (stranger.sender, stranger.thread) == ("aci-x", "c9")
    assert (nobody.sender, nobody.doubts) == (None, (Doubt.SENDER_MISSING,))


@pytest.mark.parametrize("more", ["", "not json", "[1]", '{"reactions": 7, "quote": [], "attachments": {}}'])
def test_odd_json_loses_no_message(more: str) -> None:
    (record,) = read(message(1, json=more))
    assert record.text == "bring milk"


def test_twice_the_messages_are_twice_the_records_and_one_more_is_one_more() -> None:
    again = ("messages", (2, "m1b", *message(1)[1][2:]))
    once, twice = ([record.text for record in read(*rows)] for rows in ([message(1)], [message(1), again]))
    assert twice == once * 2
    assert len(read(*(message(number) for number in range(1, 300)))) == 299


def test_damage_never_stops_it() -> None:
    data = bytearray(open_database(SCHEMA, [message(number, "x" * 90) for number in range(1, 200)]))
    for place in range(len(data) - 12_288, len(data), 977):
        data[place] ^= 0xFF
    assert read_damaged(signal_desktop_db, bytes(data), "db.sqlite")


TROUBLED = open_database(SCHEMA, [message(number, "x" * 90) for number in range(1, 20)])


def handed_in(members: dict[str, bytes], **hints: str) -> tuple[list[Record], dict[str, MemberTally]]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    reading = Reading(held, "pc.zip", ReadingHints(**hints))
    records = list(reading.records())
    for member in reading.tally.members:
        assert sum(stretch.length for stretch in member.stretches) == member.size
    return records, {member.member: member for member in reading.tally.members}


LOCKED = under_lock(open_database(SCHEMA, [message(n, f"words {n}") for n in range(1, 120)]), SECRET)


def test_the_lock_is_opened_with_the_key_from_the_settings() -> None:
    settings = json.dumps({"key": SECRET.hex(), "mediaPermissions": True}).encode()
    records, tallies = handed_in({"Signal/config.json": settings, "Signal/sql/db.sqlite": LOCKED})
    assert [record.text for record in records] == [f"words {n}" for n in range(1, 120)]
    inner = tallies["pc.zip/Signal/sql/db.sqlite/db.sqlite"]
    assert inner.size == len(LOCKED)
    assert not inner.bytes_by(Outcome.FAILED)
    assert tallies["pc.zip/Signal/sql/db.sqlite"].bytes_by(Outcome.SKIPPED) == len(LOCKED)
    assert tallies["pc.zip/Signal/config.json"].reader == "signal-locked-db"


def open_pair(folder: Path) -> tuple[bytes, bytes]:
    """A database in the open, and its log with one message more."""
    path = folder / "db.sqlite"
    path.write_bytes(open_database(SCHEMA, [message(1)]))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    table, values = message(2, "in the log")
    connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
    pair = path.read_bytes(), path.with_name("db.sqlite-wal").read_bytes()
    connection.close()
    return pair


def test_the_log_beside_it_is_opened_with_the_same_key(tmp_path: Path) -> None:
    data, log = open_pair(tmp_path)
    members = {"sql/db.sqlite": under_lock(data, SECRET), "sql/db.sqlite-wal": log_under_lock(log, SECRET)}
    records, tallies = handed_in(members, key=SECRET.hex())
    assert [record.text for record in records] == ["bring milk", "in the log"]
    assert records[1].member == "pc.zip/sql/db.sqlite/db.sqlite-wal"
    assert tallies["pc.zip/sql/db.sqlite-wal"].bytes_by(Outcome.SKIPPED) == len(log)
    opened = tallies["pc.zip/sql/db.sqlite/db.sqlite-wal"]
    assert opened.bytes_by(Outcome.READ) > 4096
    assert opened.bytes_by(Outcome.FAILED) == 0


def test_an_altered_log_is_not_believed(tmp_path: Path) -> None:
    data, log = open_pair(tmp_path)
    altered = bytearray(log_under_lock(log, SECRET))
    altered[200] ^= 1
    members = {"sql/db.sqlite": under_lock(data, SECRET), "sql/db.sqlite-wal": bytes(altered)}
    records, tallies = handed_in(members, key=SECRET.hex())
    assert [record.text for record in records] == ["bring milk"]
    assert tallies["pc.zip/sql/db.sqlite/db.sqlite-wal"].bytes_by(Outcome.FAILED) > 0


def test_the_lock_is_opened_with_an_officers_key() -> None:
    assert len(handed_in({"db.sqlite": LOCKED}, key=SECRET.hex())[0]) == 119


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"key": "00" * 32}, NOT_FITTING),
        ({"encryptedKey": "763130aa", "safeStorageBackend": "kwallet"}, KEY_LOCKED),
        ({"theme": "dark"}, "Hand in the file config.json"),
    ],
)
def test_without_a_fitting_key_it_says_what_to_ask_for(settings: dict[str, str], sentence: str) -> None:
    records, tallies = handed_in({"config.json": json.dumps(settings).encode(), "sql/db.sqlite": LOCKED})
    assert records == []
    (stretch,) = tallies["pc.zip/sql/db.sqlite"].stretches
    assert stretch.outcome is Outcome.FAILED
    assert sentence in stretch.reason


def test_a_changed_page_is_said() -> None:
    altered = bytearray(LOCKED)
    altered[-100] ^= 1
    _, tallies = handed_in({"db.sqlite": bytes(altered)}, key=SECRET.hex())
    assert any("seals of 1 of its" in reason for reason in tallies["pc.zip/db.sqlite/db.sqlite"].reasons)


def test_other_files_of_these_names_are_left_alone() -> None:
    for name, data in (("db.sqlite", b"x" * 100), ("config.json", b'{"key": 7}'), ("config.json", b"[" * 60_000)):
        assert signal_locked_db.recognise(MemoryMember(name, data)).score == 0
