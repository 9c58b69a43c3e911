"""What the damage is done to: files the tests make, and where they stand beside the checkout, real ones.

A reader is found by the registry and its seeds by asking it: whatever it recognises is a seed of its own. A new
reader needs an entry in ``made_exports.MADE``, or a database (or several) called ``TROUBLED`` in its tests.
"""

import bz2
import gzip
import importlib
import json
import lzma
import struct
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.examining.hostile import zip_of
from tests.fuzz.handed_in import HandedIn
from tests.readers import (
    test_discord_json,
    test_mail,
    test_meta_json,
    test_photograph,
    test_printouts,
    test_screenshot,
    test_signal_desktop_db,
    test_sms_backup_xml,
    test_sqlite_side_files,
    test_telegram_json,
    test_vcard_file,
)
from tests.readers.containers.test_tar import tar_of
from tests.readers.locks.made_sqlcipher import open_database
from tests.readers.made_databases import with_log
from tests.readers.made_exports import MADE
from tests.readers.tables.made_workbook import MOMENT, SPAN, Cell, stored, workbook

from safelight.readers.reader import Reader
from safelight.readers.sqlite import write_ahead

SHARED = Path(__file__).resolve().parents[3] / "shared"
_LARGEST_BYTES = 48 * 1024
_MOST_OF_A_KIND = 24
_HALF_SURE = 50
_TEXTS = ["I am outside", 'line one\nline two: é 😀 <b> & "quoted"', "", "I am outside"]
_WHATSAPP = (
    "13/01/2026, 07:15 - Messages and calls are end-to-end encrypted.\n"
    "13/01/2026, 07:16 - Ben: bring milk\nand bread\n25/10/2026, 01:30 - Ada: I will\n"
    "25/10/2026, 01:10 - Ada: IMG-1.jpg (file attached)\n",
    "\u200e[1/2/26, 7:16:01\u202fPM] Ben: \u200eimage omitted\r\n[1/3/26, 7:17:02\u202fPM] ~ Ada: hello\r\n",
)


@cache
def seeds_of(reader: Reader) -> tuple[HandedIn, ...]:
    """Its own seeds, or where it recognises none, everybody's."""
    return own_seeds_of(reader) or every_seed()


@cache
def own_seeds_of(reader: Reader) -> tuple[HandedIn, ...]:
    """Files it recognises: those the tests make, then the smallest real ones."""
    return tuple(seed for seed in every_seed() if reader.recognise(seed.member()).score >= _HALF_SURE)[
        :_MOST_OF_A_KIND
    ]


@cache
def every_seed() -> tuple[HandedIn, ...]:
    """All of them, each content once."""
    real = sorted(_real(), key=lambda seed: (len(seed.data), seed.path))
    found = [seed for seed in [*_made(), *_of_databases(), *real] if len(seed.data) <= _LARGEST_BYTES]
    return tuple({seed.data: seed for seed in reversed(found)}.values())[::-1]


@cache
def archives() -> tuple[HandedIn, ...]:
    """Zip, tar and packed files: plain, one in another, and the hostile ones that stand beside the checkout."""
    members = {made.path: made.export(_TEXTS) for made in list(MADE.values())[:4]}
    inner = zip_of(members)
    tar = tar_of(members)
    packed = (tar, gzip.compress(tar), bz2.compress(tar), lzma.compress(tar), gzip.compress(inner))
    nested = zip_of({"inner.zip": inner, "inner.tar.gz": gzip.compress(tar), "a.txt": b"text"})
    made_here = (inner, nested, b"before" + inner, inner + b"after", *packed, b"")
    found = [HandedIn("made.zip", data) for data in made_here]
    found.extend(HandedIn(path.name, path.read_bytes()) for path in sorted((SHARED / "fixtures").rglob("*.zip")))
    return tuple(seed for seed in found if len(seed.data) <= _LARGEST_BYTES)


def _pictures_and_printouts() -> Iterator[HandedIn]:
    """Small ones: a damaged picture that still opens is looked at for words, which takes a second."""
    pictured, printed = test_photograph, test_printouts
    yield HandedIn("Screenshot.png", (Path(test_screenshot.__file__).parent / "screens/gradient.png").read_bytes())
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        yield HandedIn("IMG_1", pictured.photo(kind, pictured.TAKEN, pictured.GPS))
    yield HandedIn("film.mp4", pictured.film())
    yield HandedIn("chat.pdf", printed.pdf(printed.CHAT[:2], printed.LETTER))
    yield HandedIn("chat.docx", printed.docx(*printed.CHAT))


def _made() -> Iterator[HandedIn]:
    yield from _pictures_and_printouts()
    for made in MADE.values():
        yield HandedIn(made.path, made.export(_TEXTS))
    for text in _WHATSAPP:
        yield HandedIn("WhatsApp Chat with Ben.txt", text.encode())
        yield HandedIn("WhatsApp Chat with Ben.txt", text.encode("utf-16"))
    telegram, meta, discord = test_telegram_json, test_meta_json, test_discord_json
    reaction = {"type": "emoji", "count": 1, "emoji": "👍"}
    recent = [{"from": "Jo", "from_id": "user3", "date": "2024-03-13T15:05:09"}]
    pieces = ["see ", {"type": "link", "text": "example.com"}]
    messages = (
        telegram.message(edited="2024-03-13T16:00:00", reactions=[{**reaction, "recent": recent}]),
        telegram.message(text=pieces, photo="photos/1.jpg", reply_to_message_id=1),
        telegram.message(
            type="service", actor="Jo", actor_id="user3", action="phone_call", discard_reason="missed"
        ),
    )
    yield HandedIn("result.json", telegram.chat(*messages))
    reacted = {"actor": "Jo", "reaction": meta.mangled("👍"), "timestamp": 1710338700}
    shared = {"link": "https://example.com/"}
    yield HandedIn(
        "messages/inbox/sam_1/message_1.json",
        meta.thread(
            meta.message(content=meta.mangled("Café"), reactions=[reacted], photos=[{"uri": "photos/1.jpg"}]),
            meta.message(content="Reacted 👍 to your message ", share=shared, is_unsent=True),
            meta.message(type="Call", call_duration=3),
        ),
    )
    encrypted = {"senderName": "Sam", "timestamp": 1710338700123, "text": "hello", "media": [], "reactions": []}
    yield HandedIn(
        "messages/sam_1.json",
        b'{"participants": ["Sam", "Jo"], "threadName": "Sam_1", "messages": [%s]}' % _json(encrypted),
    )
    of_2020 = {"sender": "sam", "created_at": "2020-01-02T03:04:05+00:00", "text": "hi", "likes": [recent[0]]}
    yield HandedIn("messages.json", b'[{"participants": ["sam", "jo"], "conversation": [%s]}]' % _json(of_2020))
    yield HandedIn(
        "cards.vcf", test_vcard_file.card("FN:Sam", "NOTE:folded", " on", "TEL;TYPE=CELL:07700 900101") * 2
    )
    yield HandedIn("config.json", b'{"key": "%s", "theme": "dark"}' % (b"0a" * 32))
    yield HandedIn("Sam.json", discord.export(discord.message(), discord.message(type="Call", content="")))
    yield from _mail_and_sms()
    yield from _tables()


def _tables() -> Iterator[HandedIn]:
    """Columns of the description that ``target`` knows; a workbook packed and one that lies open."""
    said = (["03/04/2026 21:14", "Jo", text, "1:02", "51.5", "-0.1"] for text in _TEXTS)
    rows = [["when", "who", "said", "long", "lat", "lon"], *said]
    for separator in (",", ";", "\t"):
        lines = (separator.join('"' + field.replace('"', '""') + '"' for field in row) for row in rows)
        yield HandedIn("calls.csv", "\r\n".join(lines).encode())
    cells: list[list[object]] = [list(row) for row in rows]
    cells.append([Cell(46085.88, MOMENT), Cell("Jo", sort="inlineStr"), Cell(None, formula="A1"), Cell(0.1, SPAN)])
    packed = workbook({"Calls": cells, "Notes": [["x"]]})
    yield HandedIn("calls.xlsx", packed)
    yield HandedIn("open.xlsx", stored(packed))


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _mail_and_sms() -> Iterator[HandedIn]:
    mail, sms = test_mail, test_sms_backup_xml
    in_parts = mail.parts(
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nSee these",
        b"Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>caf=E9 <a href='x'>y</a></p>",
        b'Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename="=?utf-8?Q?f=C3=A9?="\r\n\r\nx',
        b"Content-Type: message/rfc822\r\n\r\nFrom: other@example.org\r\n\r\ninside",
    )
    yield HandedIn("one.eml", mail.HEADER + b"\r\nHello")
    yield HandedIn("parts.eml", in_parts)
    yield HandedIn("all.mbox", mail.in_box(b"one\n>From quoted\n", b"two", in_parts.replace(b"\r\n", b"\n")))
    picture = (
        b'<mms address="+447700900001~+447700900002" date="1373929642" msg_box="1"><parts><part seq="0" '
        b'ct="text/plain" text="hello &#55357;&#56832; &#10;"/><part seq="1" ct="image/jpeg" cl="a.jpg" data="'
        + b"QUJD" * 40
        + b'"/></parts><addrs><addr address="+447700900001" type="137"/></addrs></mms>'
    )
    yield HandedIn("sms.xml", sms.backup(sms.sms(), picture, sms.sms(b"caf\xc3\xa9 &amp; \xff &#0;")))
    call = b'<call number="+447700900001" duration="3" date="1373929642000" type="3" readable_date="16 Jul 2013"/>'
    yield HandedIn("calls.xml", sms.backup(call, call, root="calls"))


def _of_databases() -> Iterator[HandedIn]:
    """Each database alone, and one with its log beside it, seen from either of them."""
    folder = Path(__file__).resolve().parents[1] / "readers"
    for file in sorted(folder.glob("test_*.py")):
        troubled = getattr(importlib.import_module(f"tests.readers.{file.stem}"), "TROUBLED", None)
        for data in (troubled,) if isinstance(troubled, bytes) else troubled or ():
            yield HandedIn(f"{file.stem}.db", data)
    with tempfile.TemporaryDirectory() as place:
        pages, log = with_log(Path(place), test_sqlite_side_files.MOVED, test_sqlite_side_files.LATE)
    log = _with_steady_salts(log)
    yield HandedIn("msgstore.db", pages, (("msgstore.db-wal", log),))
    yield HandedIn("msgstore.db-wal", log, (("msgstore.db", pages),))
    yield HandedIn("msgstore.db.crypt15", b"\x0a\x00\x12" + bytes(range(200)))
    signal = test_signal_desktop_db
    more = {"attachments": [{"fileName": "a.jpg"}], "reactions": [{"emoji": "👍", "fromId": "c3", "timestamp": 1}]}
    messages = [signal.message(1, json=more), signal.message(2, type="outgoing"), signal.message(3, type="call")]
    yield HandedIn("signal.sqlite", open_database(signal.SCHEMA, messages))
    yield HandedIn("sql/db.sqlite", bytes(range(256)) * 64)
    yield HandedIn("config.json", json.dumps({"key": "ab" * 32}).encode())


def _with_steady_salts(log: bytes) -> bytes:
    """SQLite rolls dice for each log; the same input has to be made again. Its checksums follow."""
    header = log[:16] + b"\x5a" * 8
    order = write_ahead.MAGICS[log[:4]]
    checksum = write_ahead.checksum(header, order, (0, 0))
    steady = header + struct.pack(">LL", *checksum)
    step = write_ahead.FRAME_HEADER_BYTES + int.from_bytes(log[8:12], "big")
    for offset in range(len(steady), len(log), step):
        numbers, page = log[offset : offset + 8], log[offset + write_ahead.FRAME_HEADER_BYTES : offset + step]
        checksum = write_ahead.checksum(page, order, write_ahead.checksum(numbers, order, checksum))
        steady += numbers + b"\x5a" * 8 + struct.pack(">LL", *checksum) + page
    return steady


def _real() -> Iterator[HandedIn]:
    for folder in ("fixtures", "nasty/corpora/blns"):
        for path in sorted((SHARED / folder).rglob("*")):
            if path.is_file() and path.stat().st_size <= _LARGEST_BYTES:
                yield HandedIn(path.name.replace("__", "/"), path.read_bytes())
