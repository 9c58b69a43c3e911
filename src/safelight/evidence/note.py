"""Signed notes: a text and the signatures of those who stand for it (C2SP signed-note)."""

from base64 import b64encode

from safelight.evidence.signing import Signer


def signed(text: str, signer: Signer) -> str:
    """A text, which ends with a line break, with the signature of one signer."""
    return f"{text}\n{signature_line(signer.origin, signer.key_id + signer.sign(text))}"


def signature_line(name: str, signature: bytes) -> str:
    """The line of one signer: the four bytes of the key's id, then the signature."""
    return f"\u2014 {name} {b64encode(signature).decode()}\n"
