"""The lock of WhatsApp's backups (``.crypt12``, ``.crypt14``, ``.crypt15``): AES-256-GCM around zlib.

Facts: wa-crypt-tools describes the headers; the real backup it is tested on was opened to check them.
"""

import hmac
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import AEADDecryptionContext, Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM

from safelight.readers.containers.unpacking import CHUNK_BYTES, ZLIB, Unpacked, deflated_length, inflate
from safelight.readers.locks import key
from safelight.readers.locks.key import Key
from safelight.readers.member import Member
from safelight.readers.sqlite.header import MAGIC
from safelight.readers.whatsapp_ios.protobuf import parts

NAME = re.compile(r"\.db(?:\.1)?(?P<ending>\.crypt(?:5|7|8|9|1[0-9]))\Z", re.IGNORECASE)
ALTERED = (
    "The backup's own seal does not fit what is inside: it may have been damaged or altered after the phone wrote "
    "it. What could be read was read."
)
_PURPOSE = b"backup encryption\x01"
_IV_BYTES, _TAG_BYTES = 16, 16
_OLD_IV_AT = 51
_SERVERS_IV, _OWN_IV = (2, 5), (3, 1)
"""Where the header keeps the initial value: of a backup under the phone's key, and of one under its own."""
_TRIED_BYTES = 4096


class _Layout(msgspec.Struct, frozen=True):
    iv: bytes
    begin: int


def is_locked(member: Member) -> bool:
    """By the ending of its name: what is inside looks like chance."""
    return bool(member.size and NAME.search(member.path))


def inner_path(path: str) -> str:
    """Where what is inside stands, once it is open."""
    name = path.rpartition("/")[2]
    return f"{path}/{NAME.sub(lambda found: found[0].removesuffix(found['ending']), name)}"


def key_in(member: Member) -> Key | None:
    """The key that a member is, if it is one."""
    secret = key.of_file(member)
    return Key(member.path, secret) if secret else None


def fits(member: Member, secret: bytes) -> bool:
    """Whether a key opens the beginning of a backup."""
    return _aes_key(member, secret) is not None


def chunks(member: Member, secret: bytes) -> Iterator[bytes]:
    """What is inside, afresh; raises ``Damaged`` where it ends early. ``secret`` is one that fits."""
    return inflate(_plain(member, secret), ZLIB)


def troubles(member: Member, secret: bytes) -> Iterator[str]:
    """What is to be said of a backup that was opened: whether its seal is broken."""
    length = deflated_length(_plain(member, secret), lambda _: member.size * 2000, ZLIB)
    if length is None:
        return
    layout = _layout(member.head)
    with member.open() as stream:
        stream.read(layout.begin)
        decryptor = _decryptor(_aes_key(member, secret) or b"", layout.iv)
        left = length
        while left and (chunk := stream.read(min(CHUNK_BYTES, left))):
            decryptor.update(chunk)
            left -= len(chunk)
        try:
            decryptor.finalize_with_tag(stream.read(_TAG_BYTES))
        except (InvalidTag, ValueError):
            yield ALTERED


def _aes_key(member: Member, secret: bytes) -> bytes | None:
    layout = _layout(member.head)
    sample = member.head[layout.begin : layout.begin + _TRIED_BYTES]
    for candidate in (_derived(secret), secret):
        plain = b""
        with suppress(zlib.error):
            plain = zlib.decompressobj().decompress(_decryptor(candidate, layout.iv).update(sample), len(MAGIC))
        if plain == MAGIC:
            return candidate
    return None


def _derived(secret: bytes) -> bytes:
    """RFC 5869 with no salt, one block: the key of the cipher from the key of the backup."""
    return hmac.digest(hmac.digest(bytes(32), secret, "sha256"), _PURPOSE, "sha256")


def _decryptor(aes_key: bytes, iv: bytes) -> AEADDecryptionContext:
    return Cipher(AES(aes_key), GCM(iv)).decryptor()


def _layout(head: bytes) -> _Layout:
    """Newer backups begin with a protocol buffer and its length, older ones with fields of fixed lengths."""
    begin = 2 if head[1:2] == b"\x01" else 1
    header = head[begin : begin + head[0]]
    for path in (_OWN_IV, _SERVERS_IV):
        iv = next(parts(header, *path), b"")
        if len(iv) == _IV_BYTES:
            return _Layout(iv, begin + len(header))
    return _Layout(head[_OLD_IV_AT : _OLD_IV_AT + _IV_BYTES].ljust(_IV_BYTES, b"\0"), _OLD_IV_AT + _IV_BYTES)


def _plain(member: Member, secret: bytes) -> BinaryIO:
    return io.BufferedReader(Unpacked(partial(_decrypted, member, secret), member.size), CHUNK_BYTES)


def _decrypted(member: Member, secret: bytes) -> Iterator[bytes]:
    layout = _layout(member.head)
    decryptor = _decryptor(_aes_key(member, secret) or b"", layout.iv)
    with member.open() as stream:
        stream.read(layout.begin)
        while chunk := stream.read(CHUNK_BYTES):
            yield decryptor.update(chunk)
