"""Receipts: proof that one entry is in the ledger, to be kept and checked elsewhere (C2SP tlog-proof)."""

from base64 import b64decode, b64encode
from collections.abc import Sequence

import msgspec

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import merkle
from safelight.evidence.checkpoint import BadCheckpoint, Checkpoint
from safelight.evidence.ledger_entry import LedgerEntry, entry_of

FIRST_LINE = "c2sp.org/tlog-proof@v1"


class BadReceipt(ValueError):
    """A text is not a receipt, or it does not show what it claims to show. The message is a sentence."""


class Receipt(msgspec.Struct, frozen=True):
    """An entry, its way up the tree, and the signed head that it leads to."""

    index: int
    leaf: bytes
    path: tuple[bytes, ...]
    note: str


def write(index: int, leaf: bytes, path: Sequence[bytes], note: str) -> str:
    """A receipt as text. The entry itself travels in the ``extra`` line, so the receipt stands alone."""
    lines = [FIRST_LINE, f"extra {_encoded(leaf)}", f"index {index}", *(_encoded(step) for step in path)]
    return "\n".join(lines) + "\n\n" + note


def parse(text: str) -> Receipt:
    """Reads a receipt without checking it. Raises ``BadReceipt``."""
    proof, separator, note = text.partition("\n\n")
    lines = proof.split("\n")
    if not separator or len(lines) < 3 or lines[0] != FIRST_LINE or len(lines) > 66:
        raise BadReceipt("This is not a receipt of the ledger.")
    extra, index = lines[1].removeprefix("extra "), lines[2].removeprefix("index ")
    if extra == lines[1] or index == lines[2] or not index.isascii() or not index.isdecimal() or len(index) > 19:
        raise BadReceipt("This receipt lacks its entry or its place in the ledger.")
    return Receipt(int(index), _decoded(extra), tuple(_decoded(line) for line in lines[3:]), note)


def verified(text: str, verifier_key: str) -> tuple[LedgerEntry, Checkpoint]:
    """The entry that a receipt proves, and the signed head it is proved by. Raises ``BadReceipt``."""
    receipt = parse(text)
    try:
        head = checkpoints.verified(receipt.note, verifier_key)
    except BadCheckpoint as problem:
        raise BadReceipt(f"This receipt does not hold: {problem}") from problem
    hashed = merkle.leaf_hash(receipt.leaf)
    if not merkle.is_included(hashed, receipt.index, head.size, receipt.path, head.root):
        raise BadReceipt("This receipt does not hold: its entry is not in the ledger that was signed.")
    try:
        entry = entry_of(receipt.leaf)
    except (msgspec.MsgspecError, UnicodeError) as problem:
        raise BadReceipt("This receipt does not hold: what was signed is not an entry of a ledger.") from problem
    if entry.index != receipt.index:
        raise BadReceipt("This receipt does not hold: it names another place than its entry does.")
    return entry, head


def _encoded(value: bytes) -> str:
    return b64encode(value).decode()


def _decoded(text: str) -> bytes:
    try:
        value = b64decode(text, validate=True)
    except ValueError:
        value = b""
    if not value or _encoded(value) != text:  # base64 has several spellings of some values: only one is taken
        raise BadReceipt("This receipt holds something that is not base64.")
    return value
