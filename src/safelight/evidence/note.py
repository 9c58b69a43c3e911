"""Signed notes: a text and the signatures of those who stand for it (C2SP signed-note)."""

import re
from base64 import b64decode, b64encode

import msgspec

from safelight.evidence.signing import Signer, key_id

MOST_SIGNATURES = 64
_CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f]")
_NAME = re.compile("[!-*,-~]+")


class BadNote(ValueError):
    """A text is not a note, or is not signed by the key it should be signed by. The message is a sentence."""


class VerifierKey(msgspec.Struct, frozen=True):
    """A public Ed25519 key with the name of its holder and what it signs (C2SP signed-note, *vkey*)."""

    name: str
    kind: bytes
    public_bytes: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that tell keys of the same name apart."""
        return key_id(self.name, self.public_bytes, self.kind)

    @property
    def text(self) -> str:
        """``name+id+key``, as it is published."""
        return f"{self.name}+{self.id.hex()}+{b64encode(self.kind + self.public_bytes).decode()}"


class Note(msgspec.Struct, frozen=True):
    """A text, with the signature lines under it: name, key id and signature."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def signature_of(self, key: VerifierKey) -> bytes:
        """What one signer put under it; says nothing of whether it fits. Raises ``BadNote``."""
        found = [signature for name, number, signature in self.signatures if (name, number) == (key.name, key.id)]
        if len(found) != 1:
            raise BadNote(f"It is {'signed twice' if found else 'not signed'} by {key.name}.")
        return found[0]


def signed(text: str, signer: Signer) -> str:
    """A text, which ends with a line break, with the signature of one signer."""
    return f"{text}\n{signature_line(signer.origin, signer.key_id + signer.sign(text))}"


def signature_line(name: str, signature: bytes) -> str:
    """The line of one signer: the four bytes of the key's id, then the signature."""
    return f"\u2014 {name} {b64encode(signature).decode()}\n"


def parse(note: str) -> Note:
    """Reads a note without checking who signed it. Raises ``BadNote``."""
    text, separator, lines = note.rpartition("\n\n")
    if not separator or not lines.endswith("\n") or _CONTROL.search(note) or lines.count("\n") > MOST_SIGNATURES:
        raise BadNote("This is not a signed note.")
    return Note(text + "\n", tuple(map(_signature, lines.removesuffix("\n").split("\n"))))


def _signature(line: str) -> tuple[str, bytes, bytes]:
    dash, *parts = line.split(" ")
    if dash != "\u2014" or len(parts) != 2 or not parts[0]:
        raise BadNote("A signature under this note cannot be read.")
    raw = decoded(parts[1])
    return parts[0], raw[:4], raw[4:]


def key_of(text: str, kind: bytes) -> VerifierKey:
    """Reads a published key that must be of a kind. Raises ``BadNote``."""
    name, _, rest = text.strip().partition("+")
    number, _, encoded = rest.partition("+")
    raw = decoded(encoded, length=33)
    key = VerifierKey(name, raw[:1], raw[1:])
    if key.kind != kind or not _NAME.fullmatch(name) or key.id.hex() != number:
        raise BadNote("The key to check against cannot be read.")
    return key


def decoded(text: str, *, length: int | None = None) -> bytes:
    """Bytes out of base64, of which one spelling is taken only. Raises ``BadNote``."""
    try:
        value = b64decode(text, validate=True)
    except ValueError:
        value = b""
    if not value or (length is not None and len(value) != length) or b64encode(value).decode() != text:
        raise BadNote("Something in it is not base64 of the right length.")
    return value
