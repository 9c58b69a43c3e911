"""What a ledger asks a witness: to look at a head, with the proof that it continues an earlier one.

The body of C2SP tlog-witness ``add-checkpoint``, kept in a file.
"""

from base64 import b64encode
from collections.abc import Sequence

import msgspec

from safelight.evidence.note import BadNote, decoded

MOST_STEPS = 63


class BadRequest(ValueError):
    """A text is not a request to a witness. The message is a sentence."""


class Request(msgspec.Struct, frozen=True):
    """The size it starts from, the way from there, and the head it leads to."""

    old_size: int
    steps: tuple[bytes, ...]
    note: str


def write(old_size: int, steps: Sequence[bytes], note: str) -> str:
    """A request as text."""
    lines = [f"old {old_size}", *(b64encode(step).decode() for step in steps)]
    return "\n".join(lines) + "\n\n" + note


def parse(text: str) -> Request:
    """Reads a request without checking it. Raises ``BadRequest``."""
    proof, separator, note = text.partition("\n\n")
    first, *steps = proof.split("\n")
    size = first.removeprefix("old ")
    if not separator or size == first or not size.isascii() or not size.isdecimal() or len(size) > 18:
        raise BadRequest("This is not a request to a witness.")
    if str(int(size)) != size or len(steps) > MOST_STEPS:
        raise BadRequest("This is not a request to a witness: its proof cannot be read.")
    try:
        return Request(int(size), tuple(decoded(step, length=32) for step in steps), note)
    except BadNote as problem:
        raise BadRequest("This is not a request to a witness: its proof cannot be read.") from problem
