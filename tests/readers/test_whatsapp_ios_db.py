"""WhatsApp on the iPhone: a real device's messages and calls, and what each number means."""

import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made, read_damaged
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import whatsapp_ios_db
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import Reading
from safelight.readers.whatsapp_ios.protobuf import fields, parts
from safelight.records.record import Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

FIXTURE = "fixtures/whatsapp_ios_db/testdata.whatsApp.whatsApp{}.josh_ios15_ffs.zip"
SCHEMA = """
CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR);
CREATE TABLE ZWAGROUPMEMBER(Z_PK INTEGER PRIMARY KEY, ZMEMBERJID VARCHAR, ZCONTACTNAME VARCHAR);
CREATE TABLE ZWAMEDIAITEM(Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZMEDIALOCALPATH VARCHAR, ZTITLE VARCHAR,
  ZMETADATA BLOB);
CREATE TABLE ZWAMESSAGEINFO(Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZRECEIPTINFO BLOB);
CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZISFROMME INTEGER, ZMESSAGETYPE INTEGER,
  ZGROUPEVENTTYPE INTEGER, ZMESSAGEDATE TIMESTAMP, ZFROMJID VARCHAR, ZGROUPMEMBER INTEGER, ZSTANZAID VARCHAR,
  ZTEXT VARCHAR, ZFLAGS INTEGER);
INSERT INTO ZWACHATSESSION VALUES (1, '447700900123@s.whatsapp.net', 'Rhys'), (2, '120363@g.us', 'Front desk'),
  (3, '120364@g.us', 'Front desk');
INSERT INTO ZWAGROUPMEMBER VALUES (1, '447700900456@s.whatsapp.net', 'Priya');
"""


def message(number: int, text: object = "I am outside", **fields_: object) -> tuple[str, tuple[object, ...]]:
    row: dict[str, object] = {"chat": 1, "me": 0, "type": 0, "event": 0, "at": 800_000_000.5 + number}
    row |= {"by": "447700900123@s.whatsapp.net", "member": None, "flags": 0} | fields_
    head = (number, row["chat"], row["me"], row["type"], row["event"], row["at"], row["by"], row["member"])
    return "ZWAMESSAGE", (*head, f"ID{number}", text, row["flags"])


def varint(number: int) -> bytes:
    small = bytes([number & 0x7F | (0x80 if number > 0x7F else 0)])
    return small + (varint(number >> 7) if number > 0x7F else b"")


def read(*rows: tuple[str, tuple[object, ...]]) -> list[Record]:
    records, stretches = read_all(whatsapp_ios_db, made(SCHEMA, rows))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.shared
def test_every_message_of_a_real_device_is_a_record(shared: Path) -> None:
    path = shared / FIXTURE.format("Messages")
    with path.open("rb") as file:
        reading = Reading(file, path.name, ReadingHints())
        records = list(reading.records())
    kinds = Counter(record.kind for record in records)
    assert kinds == {Kind.MESSAGE: 21, Kind.MEMBERSHIP: 6, Kind.NOTICE: 5, Kind.REACTION: 1}
    assert Counter(record.direction for record in records if record.kind is Kind.MESSAGE) == {
        Direction.FROM_OWNER: 11,
        Direction.TOWARDS_OWNER: 10,
    }
    assert all(record.at for record in records)
    assert sum(1 for record in records if record.attachments) == 2
    assert sum(1 for record in records if "latitude" in record.extra) == 4
    assert reading.tally.everything_was_read
    readers = {member.member.rpartition(".")[2]: member.reader for member in reading.tally.members}
    assert readers["sqlite"] == "whatsapp-ios-db"
    assert readers["sqlite-wal"] == readers["sqlite-shm"] == "sqlite-side-files"


@pytest.mark.shared
def test_every_call_of_a_real_device_is_a_record(shared: Path) -> None:
    with zipfile.ZipFile(shared / FIXTURE.format("CallHistory")) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("CallHistory.sqlite"))
        data = archive.read(name)
    records, stretches = read_all(whatsapp_ios_db, data)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert [(record.direction, record.extra["call"], record.state) for record in records] == [
        (Direction.FROM_OWNER, "voice", State.SENT),
        (Direction.TOWARDS_OWNER, "voice", State.SENT),
        (Direction.FROM_OWNER, "video", State.SENT),
        (Direction.TOWARDS_OWNER, "video", State.SENT),
    ]
    assert all((record.sender or record.recipients) and record.at for record in records)


def test_who_said_what_to_whom() -> None:
    theirs, ours, in_group, lost = read(
        message(1, flags=128),
        message(2, me=1, by=None),
        message(3, chat=2, by="120363@g.us", member=1),
        message(4, chat=99, by=None, at=0),
    )
    assert (theirs.sender, theirs.thread, theirs.direction) == (
        "447700900123@s.whatsapp.net",
        "Rhys",
        Direction.TOWARDS_OWNER,
    )
    assert (theirs.at, theirs.extra["forwarded"]) == (1_778_307_201_500_000, "yes")
    assert (ours.sender, ours.recipients) == (None, ("447700900123@s.whatsapp.net",))
    assert (in_group.sender, in_group.thread) == ("447700900456@s.whatsapp.net", "Front desk (120363@g.us)")
    assert (lost.thread, lost.sender, lost.at, lost.doubts) == ("chat 99", None, None, (Doubt.SENDER_MISSING,))


def test_an_event_number_means_something_only_in_events() -> None:
    plain, joined, blocked, missed, deleted = read(
        message(1, event=2),
        message(2, None, chat=2, type=6, event=2, member=1),
        message(3, None, type=10, event=34),
        message(4, None, type=10, event=4),
        message(5, None, type=14),
    )
    assert (plain.kind, plain.state) == (Kind.MESSAGE, State.SENT)
    assert (joined.kind, joined.sender) == (Kind.MEMBERSHIP, "447700900456@s.whatsapp.net")
    assert (blocked.kind, blocked.extra["action"]) == (Kind.NOTICE, "contact blocked")
    assert (missed.kind, missed.state, missed.extra["call"]) == (Kind.CALL, State.MISSED, "video")
    assert deleted.state is State.DELETED


def test_pictures_quotations_and_reactions_are_kept() -> None:
    theirs = bytes([0x12, 3]) + b"a@b" + bytes([0x1A, 1]) + b"+" + bytes([0x20]) + varint(1_764_000_000_000)
    receipts = bytes([0x3A, len(theirs) + 2, 0x0A, len(theirs)]) + theirs
    picture, reaction = read(
        message(1, None, type=1),
        ("ZWAMEDIAITEM", (1, 1, "Media/1.jpg", "the blue door", bytes([0x2A, 4]) + b"ID77")),
        ("ZWAMESSAGEINFO", (1, 1, receipts)),
    )
    assert (picture.text, picture.attachments, picture.reply_to) == ("the blue door", ("Media/1.jpg",), "ID77")
    assert (reaction.kind, reaction.sender, reaction.text, reaction.reply_to) == (Kind.REACTION, "a@b", "+", "ID1")
    assert reaction.at == 1_764_000_000_000_000
    assert reaction.direction is Direction.TOWARDS_OWNER


@given(st.binary(max_size=200))
def test_any_bytes_as_a_protocol_buffer_end(data: bytes) -> None:
    assert len(list(fields(data))) <= len(data)
    assert sum(len(part) for part in parts(data, 7, 1)) <= len(data)


def test_one_more_row_twice_the_rows_and_another_order() -> None:
    rows = [message(n, f"words {n % 7}" * 20, at=800_000_000, me=n % 2) for n in range(1, 60)]
    data = made(SCHEMA, rows)
    records, _ = read_all(whatsapp_ios_db, data)
    more, _ = read_all(whatsapp_ios_db, changed(data, "INSERT INTO ZWAMESSAGE(Z_PK) VALUES (999)"))
    assert len(more) == len(records) + 1
    again = """
        CREATE TEMP TABLE again AS SELECT * FROM ZWAMESSAGE;
        UPDATE again SET Z_PK = Z_PK + 1000;
        INSERT INTO ZWAMESSAGE SELECT * FROM again;
    """
    twice, _ = read_all(whatsapp_ios_db, changed(data, again))
    assert without_place(twice) == doubled(without_place(records))
    random.Random(3).shuffle(rows)
    assert without_place(read_all(whatsapp_ios_db, made(SCHEMA, rows))[0]) == without_place(records)


def test_recognised_by_its_tables_or_its_name_and_nothing_else() -> None:
    def score(path: str, data: bytes) -> int:
        return whatsapp_ios_db.recognise(MemoryMember(path, data)).score

    assert score("anything", made(SCHEMA)) >= 90
    assert 50 <= score("x/ChatStorage.sqlite", made("CREATE TABLE other(a)")) < 90
    assert score("other.db", made("CREATE TABLE message(a)")) < 50
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(whatsapp_ios_db, made("CREATE TABLE other(a)"))


TROUBLED = made(SCHEMA, [message(n, "words " * 40, chat=n % 4) for n in range(20)], page_bytes=512)


@given(st.lists(st.tuples(st.integers(16, len(TROUBLED) - 1), st.integers(0, 255)), max_size=20))
def test_whatever_is_damaged_gives_records_or_a_sentence(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    for place, value in changes:
        data[place] = value
    read_damaged(whatsapp_ios_db, bytes(data), "ChatStorage.sqlite")
