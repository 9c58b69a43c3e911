"""A database under SQLCipher 4's lock, made as its design describes it."""

import hashlib
import hmac
import sqlite3
import struct
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from safelight.readers.sqlite.write_ahead import MAGICS, checksum

PAGE, RESERVED = 4096, 80
SALT = bytes(range(100, 116))


def open_database(script: str, rows: Iterable[tuple[str, tuple[object, ...]]] = ()) -> bytes:
    """A database whose pages keep 80 bytes free at their ends, as SQLCipher asks of SQLite."""
    blank = sqlite3.connect(":memory:")
    blank.execute(f"PRAGMA page_size = {PAGE}")
    blank.executescript("CREATE TABLE t(a); DROP TABLE t; VACUUM")
    first = bytearray(blank.serialize()[:PAGE])
    first[20] = RESERVED
    first[105:107] = (PAGE - RESERVED).to_bytes(2, "big")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(first))
    connection.executescript(script)
    for table, values in rows:
        connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
    connection.commit()
    return connection.serialize()


def under_lock(data: bytes, secret: bytes) -> bytes:
    """The same database with every page under the lock."""
    seal_key = hashlib.pbkdf2_hmac("sha512", secret, bytes(byte ^ 0x3A for byte in SALT), 2, 32)
    pages = (data[start : start + PAGE] for start in range(0, len(data), PAGE))
    return b"".join(_locked(page, number, secret, seal_key) for number, page in enumerate(pages, 1))


def log_under_lock(log: bytes, secret: bytes) -> bytes:
    """A log with its pages under the lock, and its sums taken over them."""
    seal_key = hashlib.pbkdf2_hmac("sha512", secret, bytes(byte ^ 0x3A for byte in SALT), 2, 32)
    order = MAGICS[log[:4]]
    sums = checksum(log[:24], order, (0, 0))
    frames = [log[:32]]
    for start in range(32, len(log), 24 + PAGE):
        number = int.from_bytes(log[start : start + 4], "big")
        page = _locked(log[start + 24 : start + 24 + PAGE], number, secret, seal_key)
        sums = checksum(page, order, checksum(log[start : start + 8], order, sums))
        frames.append(log[start : start + 16] + struct.pack(">LL", *sums) + page)
    return b"".join(frames)


def _locked(page: bytes, number: int, secret: bytes, seal_key: bytes) -> bytes:
    begin = len(SALT) if number == 1 else 0
    iv = hashlib.sha256(number.to_bytes(4, "big")).digest()[:16]
    hidden = Cipher(AES(secret), CBC(iv)).encryptor().update(page[begin:-RESERVED]) + iv
    seal = hmac.digest(seal_key, hidden + number.to_bytes(4, "little"), "sha512")
    return (SALT if number == 1 else b"") + hidden + seal
