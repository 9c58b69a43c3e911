"""Pictures and films that must never be opened: the list of digests a force keeps, and what is said of a match.

The project ships no list. A match is found before anything is decoded, and nothing is opened, shown or copied.
"""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

HELD_BACK = (
    "This file's digest is on the force's list of indecent images of children. It is sealed and was not opened, "
    "and nobody can open it here. Do not open, copy or send it. Tell the officer in your force who deals with "
    "such material, and hand the exhibit over to them. A digest on a list says nothing about whoever handed it in."
)
DIGESTS = ("sha256", "sha1", "md5")
_HEX = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")


class WrongList(Exception):
    """The list cannot be used. The message is a sentence for whoever keeps it."""


class Digests(NamedTuple):
    """The digests of one file, in lower-case hexadecimal; empty where not asked for."""

    sha256: str
    sha1: str = ""
    md5: str = ""


class KnownFiles(NamedTuple):
    """A list of digests. An empty one matches nothing."""

    digests: frozenset[str] = frozenset()

    def holds(self, digests: Digests) -> bool:
        """Whether any digest of a file is on the list."""
        return bool(self.digests) and not self.digests.isdisjoint(digests)


NO_LIST = KnownFiles()


def list_in(path: Path) -> KnownFiles:
    """The list a file holds: one SHA-256, SHA-1 or MD5 a line, blank lines and lines that begin with # left out.

    Raises ``WrongList`` for any other line: a list that is half understood must not pass for one that is used.
    """
    try:
        lines = path.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        message = (
            f"The list of known files ({path}) cannot be read ({type(fault).__name__}). Nothing is read before it "
            "can be. Put the list there, or take its setting away."
        )
        raise WrongList(message) from fault
    return KnownFiles(
        frozenset(_digest(line, number, path) for number, line in enumerate(lines, 1) if _counts(line))
    )


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _digest(line: str, number: int, path: Path) -> str:
    digest = line.strip().lower()
    if not _HEX.fullmatch(digest):
        message = (
            f"Line {number} of the list of known files ({path}) is no SHA-256, SHA-1 or MD5 in hexadecimal. "
            "Nothing is read before it is mended."
        )
        raise WrongList(message)
    return digest


class Digesting:
    """Takes the digests of a stream while it passes; SHA-1 and MD5 only where there is a list."""

    def __init__(self, known: KnownFiles) -> None:
        names = DIGESTS if known.digests else DIGESTS[:1]
        self._running = [hashlib.new(name, usedforsecurity=False) for name in names]

    def update(self, chunk: bytes) -> None:
        """The next bytes."""
        for one in self._running:
            one.update(chunk)

    def digests(self) -> Digests:
        """Of everything that passed."""
        return Digests(*(one.hexdigest() for one in self._running))
