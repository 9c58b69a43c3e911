"""Checkpoints: the signed head of the ledger, as a C2SP signed note (signed-note, tlog-checkpoint)."""

from base64 import b64decode, b64encode

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from safelight.evidence.note import signed
from safelight.evidence.signing import ED25519, Signer, key_id


class BadCheckpoint(ValueError):
    """A text is not a checkpoint, or is not signed by the key it should be signed by."""


class Checkpoint(msgspec.Struct, frozen=True):
    """How long the ledger was, and the root of its tree at that length."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed (C2SP tlog-checkpoint)."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def sign(checkpoint: Checkpoint, signer: Signer) -> str:
    """The checkpoint as a signed note."""
    return signed(checkpoint.text, signer)


def parse(note: str) -> Checkpoint:
    """Reads a note without checking who signed it. Raises ``BadCheckpoint``."""
    text, separator, _ = note.rpartition("\n\n")
    lines = text.split("\n")
    if not separator or len(lines) < 3:
        raise BadCheckpoint("This is not a checkpoint: it lacks its three lines or its signature.")
    origin, size, root = lines[:3]
    if not origin or not size.isascii() or not size.isdecimal() or len(size) > 19 or str(int(size)) != size:
        raise BadCheckpoint("This is not a checkpoint: its origin or size cannot be read.")
    return Checkpoint(origin, int(size), _decoded(root, length=32))


def verified(note: str, verifier_key: str) -> Checkpoint:
    """Reads a note that must be signed by a known key. Raises ``BadCheckpoint`` where it is not."""
    checkpoint = parse(note)
    name, public_bytes = _verifier(verifier_key)
    text, _, signatures = note.rpartition("\n\n")
    if checkpoint.origin != name:
        raise BadCheckpoint("This checkpoint comes from another ledger.")
    if not any(_signs(line, text + "\n", name, public_bytes) for line in signatures.splitlines()):
        raise BadCheckpoint("This checkpoint is not signed by the ledger's key.")
    return checkpoint


def _verifier(verifier_key: str) -> tuple[str, bytes]:
    name, _, rest = verifier_key.strip().partition("+")
    expected_id, _, encoded = rest.partition("+")
    key = _decoded(encoded, length=33)
    if key[:1] != ED25519 or key_id(name, key[1:]).hex() != expected_id:
        raise BadCheckpoint("The key to check against cannot be read.")
    return name, key[1:]


def _signs(line: str, text: str, name: str, public_bytes: bytes) -> bool:
    dash, _, rest = line.partition(" ")
    signer, _, encoded = rest.partition(" ")
    if dash != "\u2014" or signer != name:
        return False
    try:
        signature = _decoded(encoded, length=68)
        Ed25519PublicKey.from_public_bytes(public_bytes).verify(signature[4:], text.encode())
    except (BadCheckpoint, InvalidSignature):
        return False
    return signature[:4] == key_id(name, public_bytes)


def _decoded(text: str, *, length: int) -> bytes:
    try:
        value = b64decode(text, validate=True)
    except ValueError:
        value = b""
    if len(value) != length or b64encode(value).decode() != text:
        raise BadCheckpoint("This checkpoint holds something that is not base64 of the right length.")
    return value
