"""The signature of a witness under a checkpoint, with the time (C2SP tlog-cosignature, Ed25519)."""

from base64 import b64decode
from datetime import UTC, datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from safelight.evidence import note as notes
from safelight.evidence.note import BadNote, VerifierKey
from safelight.evidence.signing import COSIGNATURE, is_signed

_ID_BYTES, _TIME_BYTES = 4, 8
_LATEST = 253_402_300_799
"""The last second of the year 9999."""


class Cosigned(msgspec.Struct, frozen=True):
    """Up to which entry a witness has seen the ledger, and when it said so."""

    witness: str
    size: int
    at: datetime


def cosigned(size: int, line: str) -> Cosigned:
    """What a line under the checkpoint of a size says; it was checked when it was taken in."""
    _dash, name, signature = line.split(" ", 2)
    seconds = b64decode(signature)[_ID_BYTES:][:_TIME_BYTES]
    return Cosigned(name, size, datetime.fromtimestamp(int.from_bytes(seconds, "big"), UTC))


def line_of(note: str, name: str, key: Ed25519PrivateKey, at: datetime) -> str:
    """The line that a witness adds to a signed checkpoint."""
    seconds = int(at.timestamp())
    signature = key.sign(_message(notes.parse(note).text, seconds))
    public = VerifierKey(name, COSIGNATURE, key.public_key().public_bytes_raw())
    return notes.signature_line(name, public.id + seconds.to_bytes(_TIME_BYTES, "big") + signature)


def seen_at(note: str, witness_key: str) -> datetime:
    """When a witness signed a checkpoint. Raises ``BadNote`` where it did not."""
    key = notes.key_of(witness_key, COSIGNATURE)
    parsed = notes.parse(note)
    stamped = parsed.signature_of(key)
    seconds = int.from_bytes(stamped[:_TIME_BYTES], "big")
    message = _message(parsed.text, seconds)
    if seconds > _LATEST or not is_signed(key.public_bytes, stamped[_TIME_BYTES:], message):
        raise BadNote(f"It is not what {key.name} signed.")
    return datetime.fromtimestamp(seconds, UTC)


def _message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
