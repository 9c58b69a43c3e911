"""Keys as they are handed in: a file the app wrote, or the digits it showed."""

import re
from collections.abc import Iterator

import msgspec

from safelight.readers.member import Member

LONGEST_KEY_FILE = 512
_SERIALISED_BYTES = b"\xac\xed\x00\x05ur\x00\x02[B\xac\xf3\x17\xf8\x06\x08T\xe0\x02\x00\x00xp"
"""How Java writes an array of bytes; its length in four bytes and the bytes follow (Java serialization, 6.4)."""
_LENGTHS = (32, 131)
"""Of the keys WhatsApp writes: of a backup under its own key, and of one under the phone's."""
_DIGITS = 64
_KEY_BYTES = 32
_HEX = re.compile(r"[0-9a-fA-F\s]+")


class Key(msgspec.Struct, frozen=True):
    """A key and where it came from, in words. ``secret`` is empty where what was handed in is no key."""

    source: str
    secret: bytes
    is_locked: bool = False
    """Whether the key is itself under another lock."""


def of_digits(written: str) -> bytes:
    """The key that 64 hexadecimal digits write out, however they are grouped; empty where they do not."""
    if not _HEX.fullmatch(written):
        return b""
    digits = "".join(written.split())
    return bytes.fromhex(digits) if len(digits) == _DIGITS else b""


def of_officer(written: str) -> Iterator[Key]:
    """The key an officer gave; one that is no key fits nothing."""
    if written:
        yield Key("given by an officer", of_digits(written))


def of_file(member: Member) -> bytes:
    """The last 32 bytes of a key that WhatsApp wrote, or what 64 digits write out; empty where it is neither."""
    if not _KEY_BYTES <= member.size <= LONGEST_KEY_FILE:
        return b""
    content = member.head
    if content.startswith(_SERIALISED_BYTES):
        at = len(_SERIALISED_BYTES)
        length, secret = int.from_bytes(content[at : at + 4], "big"), content[at + 4 :]
        return secret[-_KEY_BYTES:] if length == len(secret) and length in _LENGTHS else b""
    return of_digits(content.decode("ascii", "replace"))
