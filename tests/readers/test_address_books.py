"""Address books and call histories of phones, made after their documented tables."""

from pathlib import Path
from types import ModuleType

import pytest
from tests.readers.made_databases import made, read_damaged
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import (
    android_contacts_db,
    iphone_calls_db,
    iphone_contacts_db,
    whatsapp_contacts_db,
)
from safelight.readers.reader import UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import Outcome

ANDROID = """
CREATE TABLE accounts(_id INTEGER PRIMARY KEY, account_name TEXT);
CREATE TABLE mimetypes(_id INTEGER PRIMARY KEY, mimetype TEXT);
CREATE TABLE raw_contacts(_id INTEGER PRIMARY KEY, account_id INTEGER, deleted INTEGER, display_name TEXT);
CREATE TABLE data(_id INTEGER PRIMARY KEY, mimetype_id INTEGER, raw_contact_id INTEGER, data1 TEXT, data2 TEXT,
  data3 TEXT, data15 BLOB);
CREATE TABLE calls(_id INTEGER PRIMARY KEY, number TEXT, date INTEGER, duration INTEGER, type INTEGER);
CREATE TABLE voicemail_status(_id INTEGER PRIMARY KEY);
INSERT INTO accounts VALUES (1, 'maya@example.com');
INSERT INTO mimetypes VALUES (1, 'vnd.android.cursor.item/phone_v2'), (2, 'vnd.android.cursor.item/email_v2'),
  (3, 'vnd.android.cursor.item/note'), (4, 'vnd.android.cursor.item/photo');
INSERT INTO raw_contacts VALUES (1, 1, 0, 'Fern'), (2, NULL, 1, NULL);
INSERT INTO data VALUES (1, 1, 1, '+44 7700 900101', '2', NULL, NULL), (2, 2, 1, 'fern@example.com', NULL, 'Work',
  NULL), (3, 1, 1, '07700 900102', NULL, NULL, NULL), (4, 3, 1, 'do not answer', NULL, NULL, NULL),
  (5, 4, 1, NULL, NULL, NULL, x'ffd8');
INSERT INTO calls VALUES (1, '+447700900101', 1780000000123, 0, 3);
"""
IPHONE = """
CREATE TABLE ABPerson(ROWID INTEGER PRIMARY KEY, First TEXT, Last TEXT, Note TEXT, CreationDate INTEGER);
CREATE TABLE ABMultiValue(UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, label INTEGER, value TEXT);
CREATE TABLE ABMultiValueLabel(value TEXT);
CREATE TABLE ABMultiValueEntry(parent_id INTEGER, key INTEGER, value TEXT);
CREATE TABLE ABMultiValueEntryKey(value TEXT);
INSERT INTO ABMultiValueLabel VALUES ('_$!<Mobile>!$_'), ('school');
INSERT INTO ABMultiValueEntryKey VALUES ('City');
INSERT INTO ABPerson VALUES (1, 'Fern', 'Ash', 'from work', 700000000);
INSERT INTO ABMultiValue VALUES (1, 1, 3, 1, '+447700900101'), (2, 1, 4, 2, 'fern@example.com'),
  (3, 1, 5, NULL, NULL);
INSERT INTO ABMultiValueEntry VALUES (3, 1, 'Leeds');
"""
CALLS = """
CREATE TABLE ZCALLRECORD(Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZORIGINATED INTEGER,
  ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR, ZNAME VARCHAR);
CREATE TABLE ZHANDLE(Z_PK INTEGER PRIMARY KEY, ZVALUE VARCHAR);
CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES(Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER);
INSERT INTO ZHANDLE VALUES (1, '+447700900101'), (2, 'ash@example.com');
INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (1, 1), (3, 1), (3, 2);
INSERT INTO ZCALLRECORD VALUES (1, 0, 1, 0, 700000000.5, 0, '+447700900101', 'Fern'),
  (2, 1, 8, 1, 700000001, 61.5, x'2b343437373030393030313031', NULL), (3, 1, 16, 1, 700000002, 1, NULL, NULL),
  (4, 1, 1, 0, 700000003, 2, NULL, NULL);
"""
WHATSAPP = (
    "CREATE TABLE wa_contacts(_id INTEGER PRIMARY KEY, jid TEXT, number TEXT, display_name TEXT, status TEXT);"
)
EVERY = (
    (android_contacts_db, ANDROID),
    (iphone_contacts_db, IPHONE),
    (iphone_calls_db, CALLS),
    (whatsapp_contacts_db, WHATSAPP + "INSERT INTO wa_contacts VALUES (1, 'a', 'b', 'c', 'd')"),
)
TROUBLED = tuple(made(script) for _, script in EVERY)


def read(reader: ModuleType, script: str) -> list[Record]:
    records, stretches = read_all(reader, made(script))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.parametrize(("reader", "script"), EVERY)
def test_it_is_known_by_its_tables_and_by_no_other(reader: ModuleType, script: str) -> None:
    data = made(script)
    assert recognise(MemoryMember("anything", data))[0] is reader
    with pytest.raises(UnknownLayout, match="sealed"):
        read_all(reader, made("CREATE TABLE other(a)"))


def test_an_android_entry_with_its_numbers_and_the_calls_beside() -> None:
    fern, gone, call = read(android_contacts_db, ANDROID)
    assert (fern.kind, fern.thread, fern.sender, fern.text) == (Kind.CONTACT, "Contacts", None, None)
    assert fern.recipients == ("+44 7700 900101", "fern@example.com", "07700 900102")
    assert fern.extra == {
        "display_name": "Fern",
        "id": "1",
        "phone_v2": "+44 7700 900101",
        "phone_v2 label": "2",
        "email_v2": "fern@example.com",
        "email_v2 label": "Work",
        "phone_v2 2": "07700 900102",
        "note": "do not answer",
        "account": "maya@example.com",
    }
    assert gone.state is State.DELETED
    assert (call.kind, call.state, call.sender) == (Kind.CALL, State.MISSED, "+447700900101")


def test_an_iphone_entry() -> None:
    (fern,) = read(iphone_contacts_db, IPHONE)
    assert fern.recipients == ("+447700900101", "fern@example.com")
    assert fern.extra == {
        "First": "Fern",
        "Last": "Ash",
        "Note": "from work",
        "phone (Mobile)": "+447700900101",
        "email (school)": "fern@example.com",
        "address": "City: Leeds",
    }
    assert fern.at == (978_307_200 + 700_000_000) * 1_000_000


def test_iphone_calls() -> None:
    missed, video, group, hidden = read(iphone_calls_db, CALLS)
    assert (missed.state, missed.sender, missed.direction) == (
        State.MISSED,
        "+447700900101",
        Direction.TOWARDS_OWNER,
    )
    assert (missed.extra["contact_name"], missed.thread) == ("Fern", "+447700900101")
    assert missed.at == (978_307_200 + 700_000_000) * 1_000_000 + 500_000
    assert (video.recipients, video.extra["call"]) == (("+447700900101",), "FaceTime video")
    assert video.extra["duration_seconds"] == "61.5"
    assert group.recipients == ("+447700900101", "ash@example.com")
    assert (hidden.sender, hidden.thread, hidden.direction) == (None, "", Direction.TOWARDS_OWNER)


@pytest.mark.shared
def test_whatsapps_address_book_of_a_real_phone(shared: Path) -> None:
    path = shared / "fixtures/whatsapp_db/chm_whatsapp-android_2023-10_wa.sql"
    own, other = read(whatsapp_contacts_db, path.read_text("utf-8"))
    assert own.recipients == ("00000@s.whatsapp.net", "+00000")
    assert own.extra["display_name"] == "Hey look it's me!"
    assert other.recipients == ("111111@s.whatsapp.net",)
    assert other.extra["status"] == "User 1 status message"


@pytest.mark.parametrize(("reader", "script"), EVERY)
def test_one_more_row_is_one_more_record(reader: ModuleType, script: str) -> None:
    table = {
        android_contacts_db: "raw_contacts",
        iphone_contacts_db: "ABPerson",
        iphone_calls_db: "ZCALLRECORD",
    }.get(reader, "wa_contacts")
    key = "ROWID" if table == "ABPerson" else "Z_PK" if table == "ZCALLRECORD" else "_id"
    more = "".join(f"INSERT INTO {table}({key}) VALUES ({number});" for number in range(100, 400))
    assert len(read(reader, f"{script};{more}")) == len(read(reader, script)) + 300


@pytest.mark.parametrize(("reader", "script"), EVERY)
def test_damage_never_stops_it(reader: ModuleType, script: str) -> None:
    data = made(script)
    for step in (61, 173, 997):
        bad = bytearray(data)
        for place in range(200, len(bad), step):
            bad[place] ^= 0xFF
        read_damaged(reader, bytes(bad), "made.db")
        read_damaged(reader, data[: len(data) - step], "made.db")
