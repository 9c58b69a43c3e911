"""The lock of Signal's database on a computer: SQLCipher 4 with a raw key (zetetic.net/sqlcipher/design).

Every page is AES-256-CBC, its last 80 bytes holding the initial value and a seal (HMAC-SHA512) over the page and
its number. The first sixteen bytes of the file are a salt where SQLite's own magic would stand.
"""

import hashlib
import hmac
from collections.abc import Iterator

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from safelight.readers.locks import key
from safelight.readers.locks.key import Key
from safelight.readers.member import HEAD_BYTES, Member
from safelight.readers.sqlite.header import MAGIC

NAME, KEY_NAME = "db.sqlite", "config.json"
PAGE_BYTES, SALT_BYTES, SEAL_BYTES, IV_BYTES = 4096, 16, 64, 16
_RESERVED_BYTES = IV_BYTES + SEAL_BYTES
_SALT_MASK, _SEAL_KEY_ROUNDS, _KEY_BYTES = 0x3A, 2, 32


class Settings(msgspec.Struct, frozen=True, rename="camel"):
    """What Signal keeps of its key in ``config.json``: itself, or itself under the lock of the computer."""

    key: str = ""
    encrypted_key: str = ""


def is_locked(member: Member) -> bool:
    """By its name and size, and that it does not begin like an open database."""
    named = member.path.replace("\\", "/").rpartition("/")[2].lower() == NAME
    is_whole = member.size >= PAGE_BYTES and member.size % PAGE_BYTES == 0
    return named and is_whole and not member.head.startswith(MAGIC)


def inner_path(path: str) -> str:
    """Where what is inside stands, once it is open."""
    return f"{path}/{NAME}"


def settings_in(member: Member) -> Settings | None:
    """The settings that name a key, if the member is such a file."""
    named = member.path.replace("\\", "/").rpartition("/")[2].lower() == KEY_NAME
    if not named or member.size > HEAD_BYTES:
        return None
    try:
        settings = msgspec.json.decode(member.head, type=Settings)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return settings if settings.key or settings.encrypted_key else None


def key_in(member: Member) -> Key | None:
    """The key in Signal's settings; without its secret where that is under the computer's own lock."""
    settings = settings_in(member)
    if settings is None:
        return None
    return Key(f"in {member.path}", key.of_digits(settings.key), is_locked=not settings.key)


def fits(member: Member, secret: bytes) -> bool:
    """Whether the first page's seal fits."""
    first = member.head[:PAGE_BYTES]
    return _seal_fits(first, 1, _seal_key(first[:SALT_BYTES], secret))


def chunks(member: Member, secret: bytes) -> Iterator[bytes]:
    """The pages in the open, afresh; a page keeps its size and place."""
    with member.open() as stream:
        number = 0
        while page := stream.read(PAGE_BYTES):
            number += 1
            yield opened_page(page, number, secret)


def troubles(member: Member, secret: bytes) -> Iterator[str]:
    """How many pages were damaged or changed after Signal wrote them."""
    seal_key = _seal_key(member.head[:SALT_BYTES], secret)
    number = broken = 0
    with member.open() as stream:
        while page := stream.read(PAGE_BYTES):
            number += 1
            broken += any(page) and not _seal_fits(page, number, seal_key)
    if broken:
        yield (
            f"The seals of {broken:,} of its {number:,} pages do not fit: they may have been damaged or altered "
            "after the app wrote them. What could be read of them was read."
        )


def _seal_key(salt: bytes, secret: bytes) -> bytes:
    masked = bytes(byte ^ _SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", secret, masked, _SEAL_KEY_ROUNDS, _KEY_BYTES)


def _seal_fits(page: bytes, number: int, seal_key: bytes) -> bool:
    sealed = page[SALT_BYTES if number == 1 else 0 : -SEAL_BYTES] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(seal_key, sealed, "sha512"), page[-SEAL_BYTES:])


def opened_page(page: bytes, number: int, secret: bytes) -> bytes:
    """One page in the open; a page of nothing but noughts was never written."""
    if not any(page):
        return page
    begin = SALT_BYTES if number == 1 else 0
    iv = page[-_RESERVED_BYTES:-SEAL_BYTES]
    content = Cipher(AES(secret), CBC(iv)).decryptor().update(page[begin:-_RESERVED_BYTES])
    return (MAGIC if number == 1 else b"") + content + page[-_RESERVED_BYTES:]
