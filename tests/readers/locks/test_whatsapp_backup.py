"""A locked WhatsApp backup and its key, wherever the key comes from."""

import hashlib
import hmac
import io
import os
import sqlite3
import zipfile
import zlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from tests.readers.made_databases import made
from tests.readers.test_whatsapp_android_db import SCHEMA

from safelight.readers.choices import MemberChoice, ReadingChoices
from safelight.readers.locks.opening import NOT_FITTING
from safelight.readers.members import Named
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading
from safelight.records.record import Record
from safelight.records.tally import MemberTally, Outcome

SECRET = bytes(range(32))
DATABASE = made(SCHEMA + "INSERT INTO message VALUES (1, 1, 0, 'KEY1', 0, 1780000000001, 0, 'bring milk', 0);")
SERIALISED = bytes.fromhex("aced0005757200025b42acf317f8060854e002000078700000")


def field(number: int, content: bytes) -> bytes:
    return bytes((number << 3 | 2, len(content))) + content


def locked(generation: int, plain: bytes = DATABASE, *, as_stored: bytes = b"") -> bytes:
    """A backup as each generation lays it out."""
    iv = bytes(range(16))
    packed = as_stored or zlib.compress(plain)
    if generation == 12:
        sealed = AESGCM(SECRET).encrypt(iv, packed, None)
        return b"\0\1\2" + bytes(48) + iv + sealed + bytes(16) + b"--01"
    if generation == 14:
        header = field(2, field(1, b"\0\1") + field(3, bytes(32)) + field(4, bytes(16)) + field(5, iv))
        key = SECRET
    else:
        header = b"\x08\x01" + field(3, field(1, iv))
        root = hmac.digest(bytes(32), SECRET, "sha256")
        key = hmac.digest(root, b"backup encryption\x01", "sha256")
    body = bytes((len(header), 1)) + header + AESGCM(key).encrypt(iv, packed, None)
    return body + hashlib.md5(body, usedforsecurity=False).digest()


def zip_of(members: dict[str, bytes]) -> io.BytesIO:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held


def read(
    file: io.BytesIO, name: str, *, key: str = "", beside: dict[str, bytes] | None = None, chosen: str = ""
) -> tuple[list[Record], dict[str, MemberTally]]:
    others = [Named(name, io.BytesIO(data)) for name, data in (beside or {}).items()]
    choices = ReadingChoices(members={name: MemberChoice(key=chosen)})
    reading = Reading(file, name, ReadingHints(key=key), choices=choices, beside=others)
    records = list(reading.records())
    for member in reading.tally.members:
        assert sum(stretch.length for stretch in member.stretches) == member.size
    return records, {member.member: member for member in reading.tally.members}


@pytest.mark.shared
def test_a_real_backup_gives_what_is_in_it(shared: Path) -> None:
    folder = shared / "fixtures" / "whatsapp_db"
    data, key = ((folder / name).read_bytes() for name in ("msgstore.db.crypt15", "encrypted_backup.key"))
    file = zip_of({"Backups/msgstore.db.crypt15": data, "encrypted_backup.key": key})
    records, tallies = read(file, "phone.zip")
    inner = tallies["phone.zip/Backups/msgstore.db.crypt15/msgstore.db"]
    assert inner.reader == "whatsapp-android-db"
    assert not inner.bytes_by(Outcome.FAILED)
    assert {record.member for record in records} == {inner.member}
    outer = tallies["phone.zip/Backups/msgstore.db.crypt15"]
    assert outer.bytes_by(Outcome.SKIPPED) == len(data)
    assert "opened" in outer.stretches[0].reason
    assert tallies["phone.zip/encrypted_backup.key"].bytes_by(Outcome.SKIPPED) == len(key)
    assert len(records) == rows_by_sqlite(data, key) > 0


def rows_by_sqlite(data: bytes, key: bytes) -> int:
    """Messages in the backup, opened and counted without any of Safelight."""
    root = hmac.digest(hmac.digest(bytes(32), key[-32:], "sha256"), b"backup encryption\x01", "sha256")
    begin = 2 + data[0]
    iv = data[data.index(b"\x0a\x10") + 2 :][:16]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(zlib.decompress(AESGCM(root).decrypt(iv, data[begin:-16], None)))
    return sum(
        int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("message", "messages", "call_log", "message_add_on")
    )


@pytest.mark.parametrize("generation", [12, 14, 15])
def test_each_generation_opens_with_the_digits_of_its_key(generation: int) -> None:
    data = locked(generation)
    name = f"msgstore.db.crypt{generation}"
    records, tallies = read(io.BytesIO(data), name, key=SECRET.hex())
    assert [record.text for record in records] == ["bring milk"]
    assert records[0].member == f"{name}/msgstore.db"
    assert DATABASE[records[0].offset : records[0].offset + records[0].length].endswith(b"bring milk")
    assert tallies[f"{name}/msgstore.db"].size == len(DATABASE)


@pytest.mark.parametrize(
    "key",
    [
        SERIALISED + b"\0\x20" + SECRET,
        SERIALISED + b"\0\x83" + bytes(99) + SECRET,
        SECRET.hex().encode(),
        b" ".join(SECRET.hex().encode()[place : place + 4] for place in range(0, 64, 4)) + b"\r\n",
    ],
)
def test_the_key_may_be_a_file_of_the_same_exhibit_or_of_another(key: bytes) -> None:
    together, _ = read(zip_of({"a/msgstore.db.crypt15": locked(15), "b/key": key}), "phone.zip")
    apart, tallies = read(io.BytesIO(locked(15)), "msgstore.db.crypt15", beside={"key": key})
    assert [record.text for record in (*together, *apart)] == ["bring milk"] * 2
    assert "key" not in tallies


def test_the_key_may_be_chosen_for_the_member() -> None:
    records, _ = read(io.BytesIO(locked(15)), "msgstore.db.crypt15", chosen=SECRET.hex().upper())
    assert len(records) == 1


@pytest.mark.parametrize("wrong", ["00" * 32, "no key at all"])
def test_a_key_that_does_not_fit_is_said(wrong: str) -> None:
    data = locked(15)
    records, tallies = read(io.BytesIO(data), "msgstore.db.crypt15", key=wrong)
    (stretch,) = tallies["msgstore.db.crypt15"].stretches
    assert (records, stretch.outcome, stretch.reason) == ([], Outcome.FAILED, NOT_FITTING)


def test_an_altered_backup_is_read_and_its_broken_seal_is_said() -> None:
    data = bytearray(locked(15))
    data[-17] ^= 1
    records, tallies = read(io.BytesIO(bytes(data)), "msgstore.db.crypt15", key=SECRET.hex())
    assert len(records) == 1
    assert any("seal does not fit" in reason for reason in tallies["msgstore.db.crypt15/msgstore.db"].reasons)


def test_a_backup_cut_short_gives_what_is_left() -> None:
    noise = made("CREATE TABLE noise(a)", [("noise", [os.urandom(50_000)])])
    data = locked(15, noise)[:30_000]
    _, tallies = read(io.BytesIO(data), "msgstore.db.crypt15", key=SECRET.hex())
    inner = tallies["msgstore.db.crypt15/msgstore.db"]
    assert 25_000 < inner.size < 32_000
    assert any("cut short" in reason for reason in inner.reasons)


def test_a_backup_that_unfolds_too_far_is_not_opened() -> None:
    plain = DATABASE + bytes(64 << 20)
    _, tallies = read(io.BytesIO(locked(15, plain)), "msgstore.db.crypt15", key=SECRET.hex())
    (tally,) = tallies.values()
    assert "unfolds to more than is safe" in tally.stretches[0].reason


def test_a_hostile_header_opens_nothing() -> None:
    for data in (b"\x00", b"\xff\x01" + bytes(300), b"\x05\x01\x1a\xff\xff\xff\xff"):
        records, _ = read(io.BytesIO(data), "msgstore.db.crypt15", key=SECRET.hex())
        assert records == []
