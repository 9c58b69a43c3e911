"""One made-up file for every reader there is, besides those of ``made_exports``: N texts in, N records out."""

import html
import json
from collections.abc import Callable

from tests.readers import (
    test_android_mmssms_db,
    test_imessage_db,
    test_kik_and_viber_android,
    test_kik_ios_db,
    test_messenger_android_db,
    test_signal_desktop_db,
    test_skype_main_db,
    test_whatsapp_android_db,
    test_whatsapp_ios_db,
)
from tests.readers.locks.made_sqlcipher import open_database
from tests.readers.made_accounts import extra_in
from tests.readers.made_databases import made
from tests.readers.made_exports import MADE
from tests.readers.made_file import Made

from safelight.readers import (
    android_contacts_db,
    android_mmssms_db,
    discord_json,
    email_message,
    imessage_db,
    iphone_calls_db,
    iphone_contacts_db,
    kik_android_db,
    kik_ios_db,
    mailbox,
    messenger_android_db,
    meta_json,
    signal_desktop_db,
    skype_main_db,
    sms_backup_xml,
    snapchat_places_json,
    telegram_json,
    vcard_file,
    viber_android_db,
    whatsapp_android_db,
    whatsapp_contacts_db,
    whatsapp_ios_db,
    whatsapp_text,
)

Row = tuple[str, tuple[object, ...]]


def whatsapp(texts: list[str]) -> bytes:
    return "".join(f"13/03/2024, 14:05 - Fern: {text}\n" for text in texts).encode()


def sms_backup(texts: list[str]) -> bytes:
    said = "".join(
        f'  <sms address="+447700900101" date="1710338700123" type="1" body="{in_attribute(text)}" />\n'
        for text in texts
    )
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return f'{head}<smses count="{len(texts)}">\n{said}</smses>\n'.encode()


def in_attribute(text: str) -> str:
    return "".join(f"&#{ord(one)};" if one in "\t\n\r" else html.escape(one) for one in text)


def telegram(texts: list[str]) -> bytes:
    messages = [
        {
            "id": number,
            "type": "message",
            "date": "2024-03-13T15:05:00",
            "date_unixtime": "1710338700",
            "from": "Fern",
            "from_id": "user2",
            "text": text,
        }
        for number, text in enumerate(texts)
    ]
    return json.dumps({"name": "Fern", "type": "personal_chat", "id": 2, "messages": messages}, indent=1).encode()


def meta(texts: list[str]) -> bytes:
    messages = [
        {"sender_name": "Fern", "timestamp_ms": 1710338700123, "content": text.encode().decode("latin-1")}
        for text in texts
    ]
    people = [{"name": "Fern"}, {"name": "Maya"}]
    thread = {"participants": people, "messages": messages, "title": "Fern", "thread_path": "inbox/fern_1"}
    return json.dumps(thread, indent=2).encode()


def discord(texts: list[str]) -> bytes:
    messages = [
        {
            "id": "771060000000000000",
            "type": "Default",
            "timestamp": "2024-03-13T14:05:00.123+00:00",
            "timestampEdited": None,
            "content": text,
            "author": {"id": "5", "name": "fern-1", "discriminator": "0000", "nickname": "Fern"},
            "attachments": [],
            "reactions": [],
        }
        for text in texts
    ]
    channel = {"id": "7", "type": "DirectTextChat", "name": "Fern"}
    whole = {"guild": {"id": "0", "name": "Direct Messages"}, "channel": channel, "messages": messages}
    return json.dumps(whole | {"messageCount": len(messages)}, indent=2).encode()


HEADER = (
    b"From: Fern <fern@example.com>\r\nTo: maya@example.org\r\nSubject: hello\r\n"
    b"Date: Tue, 29 Jul 2025 12:42:06 +0100\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
)
PLAIN_HEADER = HEADER.replace(b"\r\n", b"\n")


def mail(texts: list[str]) -> bytes:
    """A file of one mail: of several texts only the first."""
    return HEADER + texts[0].encode()


def mails(texts: list[str]) -> bytes:
    return b"".join(
        b"From fern@example.com Tue Jul 29 12:42:06 2025\n"
        + HEADER.replace(b"\r\n", b"\n")
        + text.encode()
        + b"\n\n"
        for text in texts
    )


def rows_of(
    schema: str, row: Callable[..., Row], make: Callable[..., bytes] = made
) -> Callable[[list[str]], bytes]:
    """A database with a row for each text."""
    return lambda texts: make(schema, [row(number, text) for number, text in enumerate(texts, 1)])


def old_whatsapp(number: int, text: str) -> Row:
    account = "447700900123@s.whatsapp.net"
    said = (
        number,
        account,
        0,
        f"K{number}",
        0,
        text,
        1_780_000_000_000,
        "0",
        None,
        None,
        None,
        None,
        None,
        0,
        None,
    )
    return "messages", said


CALL_TABLES = """
CREATE TABLE ZCALLRECORD(Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZORIGINATED INTEGER,
  ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR, ZNAME VARCHAR, ZLOCATION VARCHAR);
"""
ANDROID_CONTACTS = """
CREATE TABLE accounts(_id INTEGER PRIMARY KEY, account_name TEXT);
CREATE TABLE mimetypes(_id INTEGER PRIMARY KEY, mimetype TEXT);
CREATE TABLE raw_contacts(_id INTEGER PRIMARY KEY, account_id INTEGER, deleted INTEGER, display_name TEXT);
CREATE TABLE data(_id INTEGER PRIMARY KEY, mimetype_id INTEGER, raw_contact_id INTEGER, data1 TEXT);
"""
IPHONE_CONTACTS = """
CREATE TABLE ABPerson(ROWID INTEGER PRIMARY KEY, First TEXT, Last TEXT, Note TEXT, CreationDate INTEGER);
CREATE TABLE ABMultiValue(UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, label INTEGER, value TEXT);
CREATE TABLE ABMultiValueLabel(value TEXT);
"""
WHATSAPP_CONTACTS = "CREATE TABLE wa_contacts(_id INTEGER PRIMARY KEY, jid TEXT, display_name TEXT);"


def places(texts: list[str]) -> bytes:
    areas = [{"Time": "2022/05/06 07:08:09 UTC", "City": text, "Region": "England"} for text in texts]
    listed = {"Location History": [], "Areas you may have visited in the last two years": areas}
    return json.dumps(listed).encode()


def cards(texts: list[str]) -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{on_a_card(text)}\r\nTEL:+447700900101\r\nEND:VCARD\r\n"
        for text in texts
    ).encode()


def on_a_card(text: str) -> str:
    for plain, written in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        text = text.replace(plain, written)
    return text


KIK, STAMP = "fern_x1@talk.kik.com", 1_780_000_000_123
MESSENGER = (test_messenger_android_db.ONE, STAMP, test_messenger_android_db.FERN)

EVERY: dict[str, Made] = {
    **MADE,
    "whatsapp": Made(whatsapp_text, "WhatsApp Chat with Fern.txt", whatsapp),
    "sms backup": Made(sms_backup_xml, "sms-20240313.xml", sms_backup),
    "telegram": Made(telegram_json, "result.json", telegram),
    "meta": Made(meta_json, "inbox/fern_1/message_1.json", meta),
    "discord": Made(discord_json, "Direct Messages - Fern [7].json", discord),
    "mail": Made(email_message, "hello.eml", mail),
    "mails": Made(mailbox, "Inbox.mbox", mails, lambda one: (one.text or "").removesuffix("\n")),
    "snapchat places": Made(snapchat_places_json, "json/location_history.json", places, extra_in("City")),
    "vcard": Made(vcard_file, "contacts.vcf", cards, extra_in("FN")),
    "whatsapp android": Made(
        whatsapp_android_db,
        "msgstore.db",
        rows_of(test_whatsapp_android_db.SCHEMA, test_whatsapp_android_db.message),
    ),
    "whatsapp android old": Made(
        whatsapp_android_db, "msgstore.db", rows_of(test_whatsapp_android_db.OLD_SCHEMA, old_whatsapp)
    ),
    "whatsapp iphone": Made(
        whatsapp_ios_db, "ChatStorage.sqlite", rows_of(test_whatsapp_ios_db.SCHEMA, test_whatsapp_ios_db.message)
    ),
    "imessage": Made(imessage_db, "chat.db", rows_of(test_imessage_db.SCHEMA, test_imessage_db.message)),
    "mmssms": Made(
        android_mmssms_db, "mmssms.db", rows_of(test_android_mmssms_db.SCHEMA, test_android_mmssms_db.text)
    ),
    "kik": Made(kik_ios_db, "kik.sqlite", rows_of(test_kik_ios_db.SCHEMA, test_kik_ios_db.message)),
    "kik android": Made(
        kik_android_db,
        "kikDatabase.db",
        rows_of(
            test_kik_and_viber_android.KIK_TABLES,
            lambda number, text: ("messagesTable", (number, text, KIK, 0, "u", STAMP, KIK, None, None, None)),
        ),
    ),
    "viber": Made(
        viber_android_db,
        "viber_messages",
        rows_of(
            test_kik_and_viber_android.VIBER_TABLES,
            lambda number, text: ("messages", (number, 1, STAMP, number, 2, 0, 0, 0, None, text)),
        ),
    ),
    "messenger": Made(
        messenger_android_db,
        "threads_db2",
        rows_of(
            test_messenger_android_db.SCHEMA,
            lambda number, text: ("messages", (f"m{number}", *MESSENGER, text, None, None, 0, None)),
        ),
    ),
    "skype main": Made(
        skype_main_db,
        "main.db",
        rows_of(
            test_skype_main_db.SCHEMA,
            lambda number, text: test_skype_main_db.message(number, html.escape(text)),
        ),
    ),
    "signal desktop": Made(
        signal_desktop_db,
        "db.sqlite",
        rows_of(test_signal_desktop_db.SCHEMA, test_signal_desktop_db.message, open_database),
    ),
    "android contacts": Made(
        android_contacts_db,
        "contacts2.db",
        rows_of(ANDROID_CONTACTS, lambda number, text: ("raw_contacts", (number, None, 0, text))),
        extra_in("display_name"),
    ),
    "iphone contacts": Made(
        iphone_contacts_db,
        "AddressBook.sqlitedb",
        rows_of(IPHONE_CONTACTS, lambda number, text: ("ABPerson", (number, text, None, None, 700_000_000))),
        extra_in("First"),
    ),
    "iphone calls": Made(
        iphone_calls_db,
        "CallHistory.storedata",
        rows_of(
            CALL_TABLES,
            lambda number, text: ("ZCALLRECORD", (number, 1, 1, 0, 7e8, 1.0, "+447700900101", "Fern", text)),
        ),
        extra_in("place_of_number"),
    ),
    "whatsapp contacts": Made(
        whatsapp_contacts_db,
        "wa.db",
        rows_of(WHATSAPP_CONTACTS, lambda number, text: ("wa_contacts", (number, "447700900101", text))),
        extra_in("display_name"),
    ),
}
