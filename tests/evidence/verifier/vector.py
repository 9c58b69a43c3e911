"""One test vector: what is given to a verifier, and whether it holds."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from safelight.evidence.ledger import Ledger

Vector = dict[str, Any]


class Made(NamedTuple):
    """What vectors are cut from."""

    ledger: Ledger
    folder: Path
    original: bytes
    bundle: dict[str, bytes]
    other_bundle: dict[str, bytes]

    @property
    def key(self) -> str:
        return self.ledger.verifier_key


def files(
    name: str, given: Sequence[tuple[str, bytes]], key: str, *, holds: bool, witnesses: Sequence[str] = ()
) -> Vector:
    """Files, as on a command line."""
    listed = [[path, b64encode(content).decode()] for path, content in given]
    return {
        "kind": "files",
        "name": name,
        "files": listed,
        "key": key,
        "witnesses": list(witnesses),
        "holds": holds,
    }


def folder(
    name: str,
    base: Mapping[str, bytes],
    changes: Mapping[str, bytes | None],
    key: str,
    *,
    holds: bool,
    witnesses: Sequence[str] = (),
) -> Vector:
    """The base bundle as a folder, with files changed, added or (``None``) taken away."""
    changed = {path: None if content is None else b64encode(content).decode() for path, content in changes.items()}
    return {
        "kind": "folder",
        "name": name,
        "changes": changed,
        "key": key,
        "witnesses": list(witnesses),
        "holds": holds,
    }


def flipped(content: bytes, place: int, bit: int = 0) -> bytes:
    """With one bit the other way round."""
    changed = bytearray(content)
    changed[place % len(content)] ^= 1 << bit
    return bytes(changed)
