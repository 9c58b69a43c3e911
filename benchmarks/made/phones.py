"""Databases of phones, with the columns that such phones have."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.made.downloads import number_of
from benchmarks.made.talk import PEOPLE, Line, talk

_APPLE_EPOCH_MS = 978_307_200_000
_TEXT_TYPE = 0

_MSGSTORE = """
CREATE TABLE jid(_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL, agent INTEGER,
  device INTEGER, type INTEGER, raw_string TEXT);
CREATE TABLE chat(_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER, subject TEXT,
  created_timestamp INTEGER, archived INTEGER, sort_timestamp INTEGER);
CREATE TABLE message(_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL,
  key_id TEXT NOT NULL, sender_jid_row_id INTEGER, status INTEGER, broadcast INTEGER, recipient_count INTEGER,
  participant_hash TEXT, origination_flags INTEGER, origin INTEGER, timestamp INTEGER, received_timestamp INTEGER,
  receipt_server_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER, lookup_tables INTEGER,
  sort_id INTEGER NOT NULL DEFAULT 0, message_add_on_flags INTEGER, view_mode INTEGER, translated_text TEXT);
CREATE UNIQUE INDEX message_key_index ON message(chat_row_id, from_me, key_id, sender_jid_row_id);
CREATE INDEX message_chat_id_index ON message(chat_row_id, sort_id);
"""
_MMSSMS = """
CREATE TABLE canonical_addresses(_id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT);
CREATE TABLE threads(_id INTEGER PRIMARY KEY AUTOINCREMENT, date INTEGER DEFAULT 0, message_count INTEGER,
  recipient_ids TEXT, snippet TEXT, snippet_cs INTEGER DEFAULT 0, read INTEGER DEFAULT 1, type INTEGER DEFAULT 0);
CREATE TABLE sms(_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person INTEGER, date INTEGER,
  date_sent INTEGER DEFAULT 0, protocol INTEGER, read INTEGER DEFAULT 0, status INTEGER DEFAULT -1, type INTEGER,
  reply_path_present INTEGER, subject TEXT, body TEXT, service_center TEXT, locked INTEGER DEFAULT 0,
  sub_id INTEGER DEFAULT -1, error_code INTEGER DEFAULT 0, creator TEXT, seen INTEGER DEFAULT 0);
CREATE TABLE pdu(_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, date INTEGER, msg_box INTEGER,
  m_type INTEGER, sub TEXT);
CREATE TABLE part(_id INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER, seq INTEGER DEFAULT 0, ct TEXT, name TEXT,
  text TEXT);
CREATE TABLE addr(_id INTEGER PRIMARY KEY, msg_id INTEGER, contact_id INTEGER, address TEXT, type INTEGER);
CREATE INDEX sms_thread ON sms(thread_id);
"""
_CHATSTORAGE = """
CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCONTACTJID VARCHAR,
  ZPARTNERNAME VARCHAR);
CREATE TABLE ZWAGROUPMEMBER(Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHATSESSION INTEGER,
  ZMEMBERJID VARCHAR, ZCONTACTNAME VARCHAR);
CREATE TABLE ZWAMEDIAITEM(Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZMEDIALOCALPATH VARCHAR, ZTITLE VARCHAR,
  ZMETADATA BLOB);
CREATE TABLE ZWAMESSAGEINFO(Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZRECEIPTINFO BLOB);
CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHILDMESSAGESDELIVEREDCOUNT INT,
  ZDATAITEMVERSION INTEGER, ZDOCID INTEGER, ZFILTEREDRECIPIENTCOUNT INTEGER, ZFLAGS INTEGER, ZGROUPEVENTTYPE INT,
  ZISFROMME INTEGER, ZMESSAGEERRORSTATUS INTEGER, ZMESSAGESTATUS INTEGER, ZMESSAGETYPE INTEGER, ZSORT INTEGER,
  ZSPOTLIGHTSTATUS INTEGER, ZSTARRED INTEGER, ZCHATSESSION INTEGER, ZGROUPMEMBER INTEGER, ZLASTSESSION INTEGER,
  ZMEDIAITEM INTEGER, ZMESSAGEINFO INTEGER, ZPARENTMESSAGE INTEGER, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP,
  ZFROMJID VARCHAR, ZMEDIASECTIONID VARCHAR, ZPHASH VARCHAR, ZPUSHNAME VARCHAR, ZSTANZAID VARCHAR, ZTEXT VARCHAR,
  ZTOJID VARCHAR);
CREATE INDEX Z_WAMessage_chat ON ZWAMESSAGE(ZCHATSESSION, ZSORT);
"""
_SMS_DB = """
CREATE TABLE handle(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, country TEXT, service TEXT);
CREATE TABLE chat(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER, state INTEGER,
  account_id TEXT, chat_identifier TEXT, service_name TEXT, room_name TEXT, display_name TEXT);
CREATE TABLE chat_handle_join(chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER, message_date INTEGER DEFAULT 0,
  PRIMARY KEY (chat_id, message_id));
CREATE TABLE message(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
  replace INTEGER DEFAULT 0, service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, country TEXT,
  attributedBody BLOB, version INTEGER DEFAULT 0, type INTEGER DEFAULT 0, service TEXT, account TEXT,
  account_guid TEXT, error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER, date_delivered INTEGER,
  is_delivered INTEGER DEFAULT 0, is_finished INTEGER DEFAULT 0, is_from_me INTEGER DEFAULT 0,
  is_read INTEGER DEFAULT 0, is_sent INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0);
"""


def write_sms_db(path: Path, *, messages: int) -> None:
    """Texts and iMessages of an iPhone, four conversations."""
    with closing(_made(path, _SMS_DB)) as database:
        for n in range(1, 5):
            number = f"+4477009001{n:02}"
            database.execute("INSERT INTO handle(ROWID, id, service) VALUES (?, ?, 'SMS')", (n, number))
            chat = (n, f"SMS;-;{number}", number)
            database.execute("INSERT INTO chat(ROWID, guid, chat_identifier) VALUES (?, ?, ?)", chat)
            database.execute("INSERT INTO chat_handle_join VALUES (?, ?)", (n, n))
        joins = ((1 + number % 4, number, 0) for number in range(1, messages + 1))
        database.executemany("INSERT INTO chat_message_join VALUES (?, ?, ?)", joins)
        _insert(database, "message", map(_in_sms_db, talk(messages)))


def _in_sms_db(line: Line) -> tuple[object, ...]:
    at, mine = (line.at_ms - _APPLE_EPOCH_MS) * 1_000_000, int(not line.who)
    head = (
        line.number,
        f"{line.number:08X}-0000",
        line.text,
        0,
        None,
        1 + line.number % 4,
        None,
        "gb",
        None,
        10,
        0,
    )
    return (*head, "SMS", "e:", None, 0, at, at + 1_000_000_000, 0, 1, 1, mine, 1, mine, 0)


def write_msgstore(path: Path, *, messages: int) -> None:
    """WhatsApp's database on Android: one conversation with each of three people and a group of them."""
    with closing(_made(path, _MSGSTORE)) as database:
        users = [f"4477009001{who:02}" for who in range(4)]
        jids = [(n, user, "s.whatsapp.net", f"{user}@s.whatsapp.net") for n, user in enumerate(users, 1)]
        jids.append((5, "120363", "g.us", "120363@g.us"))
        database.executemany("INSERT INTO jid(_id, user, server, raw_string) VALUES (?, ?, ?, ?)", jids)
        database.executemany("INSERT INTO chat(_id, jid_row_id) VALUES (?, ?)", [(n, n) for n in range(2, 5)])
        database.execute("INSERT INTO chat(_id, jid_row_id, subject) VALUES (5, 5, 'Netball')")
        _insert(database, "message", map(_in_msgstore, talk(messages)))


def _in_msgstore(line: Line) -> tuple[object, ...]:
    mine, chat = not line.who, 2 + line.number % 4
    sender = 0 if mine or chat != 5 else line.who + 1
    key = f"3EB0{line.number:016X}"
    status = 13 if mine else 0
    head = (line.number, chat, int(mine), key, sender, status, 0, 0, None, 0, 0, line.at_ms, line.at_ms + 400)
    return (*head, -1 if mine else line.at_ms, _TEXT_TYPE, line.text, 0, 0, line.number, 0, 0, None)


def write_mmssms(path: Path, *, messages: int) -> None:
    """Android's database of texts, four conversations."""
    with closing(_made(path, _MMSSMS)) as database:
        numbers = [(n + 1, f"+4477009001{n:02}") for n in range(4)]
        database.executemany("INSERT INTO canonical_addresses VALUES (?, ?)", numbers)
        threads = [(n, str(n)) for n, _ in numbers]
        database.executemany("INSERT INTO threads(_id, recipient_ids) VALUES (?, ?)", threads)
        _insert(database, "sms", map(_in_mmssms, talk(messages)))


def _in_mmssms(line: Line) -> tuple[object, ...]:
    kind = 1 if line.who else 2
    head = (line.number, line.number % 4 + 1, number_of(line), None, line.at_ms, line.at_ms - 1000, 0, 1, -1, kind)
    return (*head, 0, None, line.text, "+447700900199", 0, 1, 0, "com.example.messages", 1)


def write_chatstorage(path: Path, *, messages: int) -> None:
    """WhatsApp's database on an iPhone: three conversations and a group."""
    with closing(_made(path, _CHATSTORAGE)) as database:
        chats = [(n, f"4477009001{n:02}@s.whatsapp.net", PEOPLE[n]) for n in range(1, 4)]
        chats.append((4, "120363@g.us", "Netball"))
        names = "Z_PK, ZCONTACTJID, ZPARTNERNAME"
        database.executemany(f"INSERT INTO ZWACHATSESSION({names}) VALUES (?, ?, ?)", chats)
        members = [(n, 4, jid, name) for n, jid, name in chats[:3]]
        names = "Z_PK, ZCHATSESSION, ZMEMBERJID, ZCONTACTNAME"
        database.executemany(f"INSERT INTO ZWAGROUPMEMBER({names}) VALUES (?, ?, ?, ?)", members)
        _insert(database, "ZWAMESSAGE", map(_in_chatstorage, talk(messages)))


def _in_chatstorage(line: Line) -> tuple[object, ...]:
    mine, chat = not line.who, 1 + line.number % 4
    jid = "120363@g.us" if chat == 4 else f"4477009001{chat:02}@s.whatsapp.net"
    member = line.who if chat == 4 and not mine else None
    at = (line.at_ms - _APPLE_EPOCH_MS) / 1000
    numbers = (line.number, 9, 3, 0, 3, line.number, 0, 16_777_216, 0, int(mine), 0, 8, 0, line.number, 1, 0)
    links = (chat, member, None, None, None, None, at, at)
    texts = (None if mine else jid, None, None, None, f"3A{line.number:018X}", line.text, jid if mine else None)
    return (*numbers, *links, *texts)


def _made(path: Path, script: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {script} BEGIN;")
    return database


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    given: Iterator[tuple[object, ...]] = iter(rows)
    first = next(given)
    statement = f"INSERT INTO {table} VALUES ({','.join('?' * len(first))})"
    database.execute(statement, first)
    database.executemany(statement, given)
    database.execute("COMMIT")
