"""A database under SQLCipher 4's lock, made as its design describes it."""

import hashlib
import hmac
import sqlite3
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

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
    pages = []
    for number in range(1, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        begin = len(SALT) if number == 1 else 0
        iv = hashlib.sha256(number.to_bytes(4, "big")).digest()[:16]
        hidden = Cipher(AES(secret), CBC(iv)).encryptor().update(page[begin:-RESERVED]) + iv
        seal = hmac.digest(seal_key, hidden + number.to_bytes(4, "little"), "sha512")
        pages.append((SALT if number == 1 else b"") + hidden + seal)
    return b"".join(pages)
