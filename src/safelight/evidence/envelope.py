"""The format of a sealed object.

Header: ``SAFELIGHT SEAL`` and a version byte, then the object's key wrapped by the case key (nonce, ciphertext,
tag). Body: AES-256-GCM over chunks of 1 MiB, each with the whole header as associated data and a nonce that
says which chunk it is and whether it is the last, so that no chunk can be moved, left out or cut off (STREAM;
age-encryption.org/v1 does the same). Footer: size, SHA-256 and BLAKE3 of the original, sealed with the same
key, so that one object cannot stand in for another and opening need not read the body.
"""

import secrets
import struct

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safelight.evidence.keys import KEY_BYTES, NONCE_BYTES

CHUNK_BYTES = 1 << 20
TAG_BYTES = 16
SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES

_MAGIC = b"SAFELIGHT SEAL\x01"
HEADER_BYTES = len(_MAGIC) + NONCE_BYTES + KEY_BYTES + TAG_BYTES
_FOOTER = struct.Struct(">Q32s32s")
FOOTER_BYTES = _FOOTER.size + TAG_BYTES

KEPT_AS_IT_IS = (
    "Nothing of it is shown. The file was kept as it is; a sound copy can be brought back from a backup."
)

NO_BLAKE3 = bytes(32)
"""Stands where there is none: of short words a plain digest would tell who guesses them that they are right."""

_MIDDLE, _LAST, _FOOT = b"\x00", b"\x01", b"\x02"


class ObjectDamaged(Exception):
    """Sealed bytes are not what was sealed. None of them were handed out. The message is a sentence."""


class Contents(msgspec.Struct, frozen=True):
    """What an object was when it was sealed: bytes, and the two digests of the original (raw)."""

    size: int
    sha256: bytes
    blake3: bytes

    @property
    def is_hidden(self) -> bool:
        """Whether ``sha256`` is hidden under the key of the case, as that of names and other short words is."""
        return self.blake3 == NO_BLAKE3


class Envelope:
    """Seals and opens the parts of one object."""

    def __init__(self, header: bytes, object_key: bytes) -> None:
        """Use ``new`` or ``from_header``."""
        self.header = header
        self._cipher = AESGCM(object_key)

    @classmethod
    def new(cls, case: str, wrapping_key: bytes) -> "Envelope":
        """An envelope with a key of its own."""
        object_key, nonce = AESGCM.generate_key(KEY_BYTES * 8), secrets.token_bytes(NONCE_BYTES)
        wrapped = AESGCM(wrapping_key).encrypt(nonce, object_key, _MAGIC + case.encode())
        return cls(_MAGIC + nonce + wrapped, object_key)

    @classmethod
    def from_header(cls, case: str, wrapping_key: bytes, header: bytes) -> "Envelope":
        """The envelope an object was sealed with. Raises ``ObjectDamaged``."""
        if len(header) != HEADER_BYTES or not header.startswith(_MAGIC):
            raise ObjectDamaged(f"This is not a sealed object, or its beginning is damaged. {KEPT_AS_IT_IS}")
        nonce, wrapped = header[len(_MAGIC) :][:NONCE_BYTES], header[len(_MAGIC) + NONCE_BYTES :]
        try:
            return cls(header, AESGCM(wrapping_key).decrypt(nonce, wrapped, _MAGIC + case.encode()))
        except InvalidTag as problem:
            raise ObjectDamaged(
                f"The key inside this sealed object is damaged or of another case. {KEPT_AS_IT_IS}"
            ) from problem

    def seal_chunk(self, index: int, chunk: memoryview, sealed: memoryview, *, last: bool) -> None:
        """Encrypts one chunk, authenticated with its place, into ``sealed`` (longer by ``TAG_BYTES``)."""
        self._cipher.encrypt_into(_nonce(index, _LAST if last else _MIDDLE), chunk, self.header, sealed)

    def open_chunk(self, index: int, sealed: bytes | memoryview, *, last: bool) -> bytes:
        """The original bytes of one chunk. Raises ``ObjectDamaged``."""
        try:
            return self._cipher.decrypt(_nonce(index, _LAST if last else _MIDDLE), sealed, self.header)
        except InvalidTag as problem:
            raise ObjectDamaged(f"Part {index + 1} of this sealed object is damaged. {KEPT_AS_IT_IS}") from problem

    def seal_footer(self, contents: Contents) -> bytes:
        """The sealed description of the whole."""
        plain = _FOOTER.pack(contents.size, contents.sha256, contents.blake3)
        return self._cipher.encrypt(_nonce(0, _FOOT), plain, self.header)

    def open_footer(self, sealed: bytes) -> Contents:
        """What was sealed. Raises ``ObjectDamaged``."""
        try:
            return Contents(*_FOOTER.unpack(self._cipher.decrypt(_nonce(0, _FOOT), sealed, self.header)))
        except (InvalidTag, ValueError) as problem:
            raise ObjectDamaged(
                f"The end of this sealed object is damaged or cut off. {KEPT_AS_IT_IS}"
            ) from problem


def chunk_count(size: int) -> int:
    """How many chunks an original of ``size`` bytes takes; an empty one takes one."""
    return max(1, -(-size // CHUNK_BYTES))


def sealed_size(size: int) -> int:
    """How many bytes the object of an original of ``size`` bytes has."""
    return HEADER_BYTES + size + chunk_count(size) * TAG_BYTES + FOOTER_BYTES


def _nonce(index: int, part: bytes) -> bytes:
    return index.to_bytes(NONCE_BYTES - 1) + part
