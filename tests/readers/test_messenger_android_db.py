"""Messenger's older database on Android, made after the tables that ALEAPP reads."""

import json

from tests.readers.made_databases import made
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import NO_HINTS, bytes_by, read_all

from safelight.readers import messenger_android_db
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import recognise
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import Outcome

SCHEMA = """
CREATE TABLE threads(thread_key TEXT PRIMARY KEY, name TEXT);
CREATE TABLE thread_users(user_key TEXT PRIMARY KEY, name TEXT);
CREATE TABLE messages(msg_id TEXT PRIMARY KEY, thread_key TEXT, timestamp_ms INTEGER, sender TEXT, text TEXT,
  attachments TEXT, shares TEXT, msg_type INTEGER, generic_admin_message_extensible_data TEXT);
CREATE TABLE message_reactions(thread_key TEXT, msg_id TEXT, user_key TEXT, reaction TEXT,
  reaction_timestamp INTEGER);
INSERT INTO threads VALUES ('ONE_TO_ONE:101:100', NULL), ('GROUP:7', 'Us');
"""
FERN = json.dumps({"user_key": "FACEBOOK:101", "name": "Fern"})
ONE, STAMP = "ONE_TO_ONE:101:100", 1_580_000_000_123
CALL = json.dumps({"caller_id": "FACEBOOK:100", "call_duration": 9, "video": True})
ROWS = (
    ("messages", ("m1", ONE, STAMP, FERN, "bring milk", None, None, 0, None)),
    ("messages", ("m2", "GROUP:7", STAMP, FERN, None, '[{"filename": "a.jpg"}, {"id": "2"}, 3]', "[]", 0, None)),
    ("messages", ("m3", ONE, STAMP, FERN, None, None, None, 9, CALL)),
    ("messages", ("m4", ONE, STAMP, "not json", None, None, None, 5, '{"theme_color": "red"}')),
    ("message_reactions", (ONE, "m1", "FACEBOOK:100", "👍", STAMP)),
)
TROUBLED = made(SCHEMA, ROWS)


def read(hints: ReadingHints = NO_HINTS) -> list[Record]:
    records, stretches = read_all(messenger_android_db, TROUBLED, hints)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


def test_it_is_known_by_its_tables() -> None:
    assert recognise(MemoryMember("threads_db2", TROUBLED))[0] is messenger_android_db


def test_messages_files_calls_notices_and_reactions() -> None:
    words, files, call, notice, thumb = read()
    assert (words.sender, words.recipients, words.extra["sender_name"]) == ("101", ("100",), "Fern")
    assert (words.text, words.at, words.direction) == ("bring milk", STAMP * 1000, Direction.UNKNOWN)
    assert (files.thread, files.attachments, files.recipients) == ("Us", ("a.jpg", "attachment 2"), ())
    assert (call.kind, call.sender, call.recipients) == (Kind.CALL, "100", ("101",))
    assert (call.extra["call_duration"], call.extra["video"]) == ("9", "true")
    assert (notice.kind, notice.state, notice.sender) == (Kind.NOTICE, State.BY_PLATFORM, None)
    assert (thumb.kind, thumb.text, thumb.sender, thumb.reply_to) == (Kind.REACTION, "👍", "100", "m1")


def test_directions_come_from_officers() -> None:
    directions = [record.direction for record in read(ReadingHints(owner_accounts=frozenset({"100"})))]
    towards, away = Direction.TOWARDS_OWNER, Direction.FROM_OWNER
    assert directions == [towards, towards, away, Direction.UNKNOWN, away]


def test_one_more_message_is_one_more_record() -> None:
    more = [("messages", (f"x{n}", ONE, STAMP, FERN, f"words {n}", None, None, 0, None)) for n in range(300)]
    assert len(read_all(messenger_android_db, made(SCHEMA, [*ROWS, *more]))[0]) == len(ROWS) + 300
