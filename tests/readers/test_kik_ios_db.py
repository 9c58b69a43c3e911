"""Kik on the iPhone: a real device's messages, and what must hold however the rows lie."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made, read_damaged
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import kik_ios_db
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

SCHEMA = """
CREATE TABLE ZKIKUSER(Z_PK INTEGER PRIMARY KEY, ZDISPLAYNAME VARCHAR, ZUSERNAME VARCHAR, ZJID VARCHAR);
CREATE TABLE ZKIKCHAT(Z_PK INTEGER PRIMARY KEY, ZUSER INTEGER);
CREATE TABLE ZKIKATTACHMENT(Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZCONTENT VARCHAR);
CREATE TABLE Z_7MESSAGES(Z_7CHAT INTEGER, Z_9MESSAGES INTEGER, PRIMARY KEY (Z_7CHAT, Z_9MESSAGES));
CREATE TABLE ZKIKMESSAGE(Z_PK INTEGER PRIMARY KEY, ZTYPE INTEGER, ZUSER INTEGER, ZTIMESTAMP TIMESTAMP,
  ZBODY VARCHAR, ZSTANZAID VARCHAR);
INSERT INTO ZKIKUSER VALUES (1, 'Sam', 'sam-a', 'sam-a_x1@talk.kik.com'),
  (2, 'Sam', 'sam-b', 'sam-b_x2@talk.kik.com'),
  (3, 'Everyone', NULL, '1100_g@groups.kik.com');
INSERT INTO ZKIKCHAT VALUES (1, 1), (2, 3);
"""


def message(number: int, body: object = "I am outside", **fields: object) -> tuple[str, tuple[object, ...]]:
    row = {"type": 1, "user": 1, "at": 800_000_000.25} | fields
    return "ZKIKMESSAGE", (number, row["type"], row["user"], row["at"], body, "S")


def read(*rows: tuple[str, tuple[object, ...]]) -> list[Record]:
    records, stretches = read_all(kik_ios_db, made(SCHEMA, rows))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.shared
def test_every_message_of_a_real_device_is_a_record(shared: Path) -> None:
    data = (shared / "fixtures/kik_ios_db/plaso_kik.sqlite").read_bytes()
    assert kik_ios_db.recognise(MemoryMember("anything", data)).score >= 90
    records, stretches = read_all(kik_ios_db, data)
    assert len(records) == 60
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert Counter(record.direction for record in records) == {
        Direction.TOWARDS_OWNER: 31,
        Direction.FROM_OWNER: 24,
        Direction.UNKNOWN: 5,
    }
    assert all(record.at and record.thread and record.text is not None for record in records)
    assert len({record.thread for record in records}) == 6
    assert sum(1 for record in records if record.attachments) == 2


def test_who_said_what_to_whom_and_where() -> None:
    theirs, ours, in_group, to_group, lost = read(
        message(1),
        message(2, type=2),
        message(3, user=2),
        message(4, type=2, user=3),
        message(5, user=77, at=0),
        ("Z_7MESSAGES", (1, 1)),
        ("Z_7MESSAGES", (2, 3)),
    )
    assert (theirs.sender, theirs.thread, theirs.at) == ("sam-a", "Sam (sam-a)", 1_778_307_200_250_000)
    assert (ours.sender, ours.recipients, ours.thread) == (None, ("sam-a",), "Sam (sam-a)")
    assert (in_group.sender, in_group.thread) == ("sam-b", "Everyone")
    assert (to_group.recipients, to_group.thread, to_group.direction) == ((), "Everyone", Direction.FROM_OWNER)
    assert (lost.sender, lost.thread, lost.at, lost.doubts) == (None, "user 77", None, (Doubt.SENDER_MISSING,))


def test_what_kik_wrote_itself_is_a_notice_and_words_of_people_are_not() -> None:
    written_by_kik, written_by_sam = read(
        message(1, "You have added Sam", type=3), message(2, "You have added Sam")
    )
    assert (written_by_kik.kind, written_by_kik.state) == (Kind.NOTICE, State.BY_PLATFORM)
    assert written_by_sam.kind is Kind.MESSAGE


def test_files_are_named() -> None:
    (record,) = read(message(1, None), ("ZKIKATTACHMENT", (1, 1, "a1b2")), ("ZKIKATTACHMENT", (2, 1, None)))
    assert record.attachments == ("a1b2", "attachment 2")


def test_one_more_row_twice_the_rows_and_another_order() -> None:
    rows = [message(n, f"words {n % 7}" * 20, type=1 + n % 2) for n in range(1, 60)]
    data = made(SCHEMA, rows)
    records, _ = read_all(kik_ios_db, data)
    more, _ = read_all(kik_ios_db, changed(data, "INSERT INTO ZKIKMESSAGE(Z_PK) VALUES (999)"))
    assert len(more) == len(records) + 1
    again = (
        "INSERT INTO ZKIKMESSAGE SELECT Z_PK + 1000, ZTYPE, ZUSER, ZTIMESTAMP, ZBODY, ZSTANZAID FROM ZKIKMESSAGE"
    )
    twice, _ = read_all(kik_ios_db, changed(data, again))
    assert without_place(twice) == doubled(without_place(records))
    random.Random(3).shuffle(rows)
    assert without_place(read_all(kik_ios_db, made(SCHEMA, rows))[0]) == without_place(records)


def test_recognised_by_its_tables_or_its_name_and_nothing_else() -> None:
    def score(path: str, data: bytes) -> int:
        return kik_ios_db.recognise(MemoryMember(path, data)).score

    assert score("x/kik.sqlite", made("CREATE TABLE other(a)")) >= 50
    assert score("other.db", made("CREATE TABLE ZKIKMESSAGE(a)")) < 50
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(kik_ios_db, made("CREATE TABLE other(a)"))


TROUBLED = made(SCHEMA, [message(n, "words " * 40) for n in range(20)], page_bytes=512)


@given(st.lists(st.tuples(st.integers(16, len(TROUBLED) - 1), st.integers(0, 255)), max_size=20))
def test_whatever_is_damaged_gives_records_or_a_sentence(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    for place, value in changes:
        data[place] = value
    read_damaged(kik_ios_db, bytes(data), "kik.sqlite")
