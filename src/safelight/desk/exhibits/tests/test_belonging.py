"""A database and its log handed in one after the other: read together, whichever came first."""

import hashlib
import hmac
import io
import re
import sqlite3
import tempfile
import zlib
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act

SECRET = bytes(range(32))
SCHEMA = """
CREATE TABLE sms(_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, date INTEGER, type INTEGER, body TEXT);
CREATE TABLE pdu(_id INTEGER PRIMARY KEY, thread_id INTEGER, date INTEGER, msg_box INTEGER, m_type INTEGER);
INSERT INTO sms VALUES (1, 1, '+447700900123', 1780000000000, 1, 'in the database');
"""
LATE = "INSERT INTO sms VALUES (2, 1, '+447700900123', 1780000060000, 1, 'in the log')"


def database_and_log() -> tuple[bytes, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mmssms.db"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;" + SCHEMA)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(LATE)
        pair = path.read_bytes(), path.with_name("mmssms.db-wal").read_bytes()
        connection.close()
    return pair


def locked(plain: bytes) -> bytes:
    """A backup under its own key, as WhatsApp lays it out."""
    iv = bytes(range(16))
    inner = b"\x0a\x10" + iv
    header = b"\x08\x01\x1a" + bytes((len(inner),)) + inner
    root = hmac.digest(bytes(32), SECRET, "sha256")
    key = hmac.digest(root, b"backup encryption\x01", "sha256")
    body = bytes((len(header), 1)) + header + AESGCM(key).encrypt(iv, zlib.compress(plain), None)
    return body + hashlib.md5(body, usedforsecurity=False).digest()


class BelongingTests(DeskTestCase):
    def hand_in(self, name: str, plain: bytes) -> Exhibit:
        exhibit = hand_in(self.case, self.insider, name, io.BytesIO(plain))
        run_worker(until_idle=True)
        exhibit.refresh_from_db()
        return exhibit

    def test_a_log_that_comes_later_has_the_database_read_again(self):
        data, log = database_and_log()
        first = self.hand_in("mmssms.db", data)
        assert first.records == 1
        second = self.hand_in("mmssms.db-wal", log)
        first.refresh_from_db()
        assert (first.records, first.stage, second.stage) == (2, Stage.READY, Stage.READY)
        assert second.bytes_failed == 0
        again = [
            entry.event.details.get("read_again_with")
            for entry in self.entries()
            if entry.event.act == Act.WORKED_ON and entry.event.subject == first.sha256
        ]
        assert second.sha256 in again
        for reference, other in (("AB-1", "AB/2"), ("AB-2", "AB/1")):
            page = self.client.get(f"/cases/{self.case.reference}/exhibits/{reference}/").content.decode()
            assert re.search(rf"Looked into together with</dt><dd[^>]*><a[^>]*>{other}</a>", page)

    def test_a_log_that_came_first_is_read_again_with_its_database(self):
        data, log = database_and_log()
        first = self.hand_in("mmssms.db-wal", log)
        assert first.bytes_failed == len(log)
        second = self.hand_in("mmssms.db", data)
        first.refresh_from_db()
        assert (second.records, first.bytes_failed) == (2, 0)

    def test_a_message_from_the_log_leads_to_the_bytes_of_the_log(self):
        for name, plain in zip(("mmssms.db", "mmssms.db-wal"), database_and_log(), strict=True):
            self.hand_in(name, plain)
        page = self.client.get(self.conversations()[0]).content.decode()
        links = re.findall(r'href="([^"]*/bytes/)"', page)
        pages = [self.client.get(link).content.decode() for link in links]
        assert [re.search(r"exhibit (AB/\d)", page)[1] for page in pages] == ["AB/2", "AB/2"]
        assert "in the log" in pages[1]

    def test_a_key_that_comes_later_opens_the_backup_and_its_messages_lead_to_their_bytes(self):
        data, _ = database_and_log()
        backup = self.hand_in("msgstore.db.crypt15", locked(data))
        assert backup.bytes_failed == backup.size_bytes
        self.hand_in("encrypted_backup.key", SECRET.hex().encode())
        backup.refresh_from_db()
        assert (backup.records, backup.bytes_failed) == (1, 0)
        page = self.client.get(self.conversations()[0]).content.decode()
        there = self.client.get(re.search(r'href="([^"]*/bytes/)"', page)[1])
        assert "in the database" in there.content.decode()

    def test_files_of_other_names_are_left_as_they_are(self):
        data, log = database_and_log()
        first = self.hand_in("mmssms.db", data)
        read_at = first.read_at
        self.hand_in("other.db-wal", log)
        first.refresh_from_db()
        assert (first.records, first.read_at) == (1, read_at)
