"""Checkpoints: the signed head of the ledger, as a C2SP signed note (signed-note, tlog-checkpoint)."""

from base64 import b64encode

import msgspec

from safelight.evidence import note as notes
from safelight.evidence.note import BadNote
from safelight.evidence.signing import ED25519, Signer, is_signed


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
    return notes.signed(checkpoint.text, signer)


def parse(note: str) -> Checkpoint:
    """Reads a note without checking who signed it. Raises ``BadCheckpoint``."""
    try:
        return _of(notes.parse(note).text)
    except BadNote as problem:
        raise BadCheckpoint(f"This is not a checkpoint: {problem}") from problem


def _of(text: str) -> Checkpoint:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) != 3 or not lines[0]:
        raise BadNote("It does not have three lines.")
    origin, size, root = lines
    if not size.isascii() or not size.isdecimal() or len(size) > 18 or str(int(size)) != size:
        raise BadNote("Its size cannot be read.")
    return Checkpoint(origin, int(size), notes.decoded(root, length=32))


def verified(note: str, verifier_key: str) -> Checkpoint:
    """Reads a note that must be signed by a known key. Raises ``BadCheckpoint`` where it is not."""
    checkpoint = parse(note)
    try:
        key = notes.key_of(verifier_key, ED25519)
        if checkpoint.origin != key.name:
            raise BadCheckpoint("This checkpoint comes from another ledger.")
        signature = notes.parse(note).signature_of(key)
    except BadNote as problem:
        raise BadCheckpoint(f"This checkpoint is not signed by the ledger's key. {problem}") from problem
    if not is_signed(key.public_bytes, signature, checkpoint.text.encode()):
        raise BadCheckpoint("This checkpoint is not signed by the ledger's key.")
    return checkpoint
