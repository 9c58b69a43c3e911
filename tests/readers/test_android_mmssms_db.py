"""Android's own texts, picture messages and calls."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made, read_damaged, read_pair, with_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import android_mmssms_db
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

SCHEMA = """
CREATE TABLE canonical_addresses(_id INTEGER PRIMARY KEY, address TEXT);
CREATE TABLE threads(_id INTEGER PRIMARY KEY, recipient_ids TEXT);
CREATE TABLE sms(_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, date INTEGER, type INTEGER, body TEXT);
CREATE TABLE pdu(_id INTEGER PRIMARY KEY, thread_id INTEGER, date INTEGER, msg_box INTEGER, m_type INTEGER,
  sub TEXT);
CREATE TABLE part(_id INTEGER PRIMARY KEY, mid INTEGER, seq INTEGER, ct TEXT, name TEXT, text TEXT);
CREATE TABLE addr(_id INTEGER PRIMARY KEY, msg_id INTEGER, address TEXT, type INTEGER);
INSERT INTO canonical_addresses VALUES (1, '+447700900123'), (2, '+447700900456');
INSERT INTO threads VALUES (1, '1'), (2, '2 1'), (3, '99 x');
"""
CALLS = """
CREATE TABLE voicemail_status(_id INTEGER PRIMARY KEY);
CREATE TABLE calls(_id INTEGER PRIMARY KEY, number TEXT, date INTEGER, duration INTEGER, type INTEGER, name TEXT);
"""
AT = 1_780_000_000_000


def text(number: int, body: object = "I am outside", **fields: object) -> tuple[str, tuple[object, ...]]:
    row = {"thread": 1, "address": "+447700900123", "date": AT, "type": 1} | fields
    return "sms", (number, row["thread"], row["address"], row["date"], row["type"], body)


def read(*rows: tuple[str, tuple[object, ...]], schema: str = SCHEMA) -> list[Record]:
    records, stretches = read_all(android_mmssms_db, made(schema, rows))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.shared
def test_every_text_of_a_real_phone_is_a_record(shared: Path) -> None:
    data = (shared / "fixtures/android_mmssms/plaso_mmssms.db").read_bytes()
    assert android_mmssms_db.recognise(MemoryMember("anything", data)).score >= 90
    records, stretches = read_all(android_mmssms_db, data)
    assert len(records) == 9
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert len({record.thread for record in records}) == 1
    assert [record.direction for record in records].count(Direction.FROM_OWNER) == 5
    assert records[2].at == 1_383_066_341_303_000


def test_boxes_say_direction_and_state() -> None:
    received, sent, draft, failed, strange = read(*(text(n, type=t) for n, t in enumerate((1, 2, 3, 5, 77), 1)))
    assert (received.sender, received.direction) == ("+447700900123", Direction.TOWARDS_OWNER)
    assert (sent.sender, sent.recipients) == (None, ("+447700900123",))
    assert (draft.state, failed.state) == (State.DRAFT, State.FAILED)
    assert (strange.direction, strange.extra["box"]) == (Direction.UNKNOWN, "unknown box 77")


def test_bytes_that_are_no_text_are_mended_and_said() -> None:
    ((record),) = read(text(1, b"caf\xe9", thread=77, address=b"+44\xff", date=b"\xfe"))
    assert (record.text, record.sender, record.thread) == ("caf\ufffd", "+44\ufffd", "+44\ufffd")
    assert (record.at_text, record.doubts) == ("\ufffd", (Doubt.NOT_UTF8,))
    assert {type(value) for value in (record.text, record.sender, record.thread, record.at_text)} == {str}


def test_a_text_without_a_conversation_or_a_sender_is_not_lost() -> None:
    alone, unnamed = read(text(1, thread=77), text(2, thread=3, address=None, date=0))
    assert (alone.thread, alone.sender) == ("+447700900123", "+447700900123")
    assert (unnamed.thread, unnamed.sender, unnamed.at) == ("", None, None)
    assert unnamed.doubts == (Doubt.SENDER_MISSING,)


def test_picture_messages_have_their_people_texts_and_files() -> None:
    group, sent, announced = read(
        ("pdu", (1, 2, AT // 1000, 1, 132, "a subject")),
        ("pdu", (2, 1, AT // 1000, 2, 128, None)),
        ("pdu", (3, 1, AT // 1000, 1, 130, None)),
        ("addr", (1, 1, "+447700900456", 137)),
        ("addr", (2, 1, "insert-address-token", 151)),
        ("addr", (3, 1, "+447700900123", 130)),
        ("part", (1, 1, 1, "text/plain", None, "the blue door")),
        ("part", (2, 1, 0, "application/smil", "smil", "<smil/>")),
        ("part", (3, 1, 2, "image/jpeg", "door.jpg", None)),
        ("part", (4, 2, 0, "image/jpeg", None, None)),
    )
    assert (group.sender, group.recipients) == ("+447700900456", ("+447700900123",))
    assert (group.thread, group.text) == ("+447700900123~+447700900456", "the blue door")
    assert (group.attachments, group.at, group.extra["subject"]) == (("door.jpg",), AT * 1000, "a subject")
    assert (sent.recipients, sent.attachments) == (("+447700900123",), ("part 4 (image/jpeg)",))
    assert (announced.sender, announced.extra["form"]) == (
        "+447700900123",
        "mms that was announced and not fetched",
    )


def test_calls_say_who_rang_and_whether_anybody_answered() -> None:
    rows = [("calls", (n, number, AT, 0, kind, None)) for n, (number, kind) in enumerate(CASES, 1)]
    missed, made_call, withheld, strange = read(*rows, schema=CALLS)
    assert (missed.kind, missed.state, missed.sender) == (Kind.CALL, State.MISSED, "+447700900123")
    assert (made_call.direction, made_call.recipients) == (Direction.FROM_OWNER, ("+447700900123",))
    assert (withheld.sender, withheld.state, withheld.extra["call"]) == (None, State.MISSED, "rejected")
    assert strange.direction is Direction.UNKNOWN


CASES = [("+447700900123", 3), ("+447700900123", 2), ("-2", 5), ("", 99)]


def test_one_more_row_twice_the_rows_and_another_order() -> None:
    rows = [text(n, f"words {n % 7}" * 20, type=1 + n % 2) for n in range(1, 60)]
    data = made(SCHEMA, rows)
    records, _ = read_all(android_mmssms_db, data)
    more, _ = read_all(android_mmssms_db, changed(data, "INSERT INTO sms(_id) VALUES (999)"))
    assert len(more) == len(records) + 1
    again = "INSERT INTO sms SELECT _id + 1000, thread_id, address, date, type, body FROM sms"
    twice, _ = read_all(android_mmssms_db, changed(data, again))

    def apart_from_id(found: list[Record]) -> list[Record]:
        for record in found:
            record.extra.pop("id")
        return found

    assert without_place(apart_from_id(twice)) == doubled(without_place(apart_from_id(records)))
    random.Random(3).shuffle(rows)
    shuffled = read_all(android_mmssms_db, made(SCHEMA, rows))[0]
    assert without_place(apart_from_id(shuffled)) == without_place(records)


def test_the_newest_texts_stand_in_the_log(tmp_path: Path) -> None:
    late = "INSERT INTO sms VALUES (1, 1, '+447700900123', 1780000000000, 1, 'only in the log')"
    data, log = with_log(tmp_path, SCHEMA, late)
    (record,) = read_pair(android_mmssms_db, data, log)[0]
    assert (record.text, record.member) == ("only in the log", "made.db-wal")


def test_recognised_by_its_tables_or_its_name_and_nothing_else() -> None:
    def score(path: str, data: bytes) -> int:
        return android_mmssms_db.recognise(MemoryMember(path, data)).score

    assert score("anything", made(CALLS)) >= 90
    assert score("x/mmssms.db", made("CREATE TABLE other(a)")) >= 50
    assert score("other.db", made("CREATE TABLE calls(a)")) < 50
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(android_mmssms_db, made("CREATE TABLE other(a)"))


TROUBLED = made(SCHEMA + CALLS, [text(n, "words " * 40) for n in range(20)], page_bytes=512)


@given(st.lists(st.tuples(st.integers(16, len(TROUBLED) - 1), st.integers(0, 255)), max_size=20))
def test_whatever_is_damaged_gives_records_or_a_sentence(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    for place, value in changes:
        data[place] = value
    read_damaged(android_mmssms_db, bytes(data), "mmssms.db")
