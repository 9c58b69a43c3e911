"""The ledger in a backup: a copy as of one moment, made while others write, and held against its own tree."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import ledger_check, merkle
from safelight.evidence.checkpoint import BadCheckpoint
from safelight.evidence.ledger_file import LedgerFile


class Head(NamedTuple):
    """How long a ledger is, and the root of its tree."""

    size: int
    root: bytes


def copy_ledger(live: Path, copy: Path) -> Head:
    """Copies the file with SQLite's online backup, in one step, and says what its head is."""
    reading = f"{live.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(reading, uri=True)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    copy.chmod(0o600)
    return head_of(copy)


def head_of(path: Path) -> Head:
    """The head of a ledger's file."""
    with closing(LedgerFile(path)) as file, file.reading():
        size = file.size()
        return Head(size, merkle.root(file, size))


def sentences_of(path: Path, verifier_key: str, held: list[str]) -> list[str]:
    """What is wrong with a ledger's file, in sentences."""
    with closing(LedgerFile(path)) as file, file.reading():
        return [fault.sentence for fault in ledger_check.faults(file, held, verifier_key)]


def newest(notes: list[str], verifier_key: str) -> tuple[str, int] | None:
    """Of checkpoints kept elsewhere, the one over most entries, and over how many. Others' are passed over."""
    best: tuple[str, int] | None = None
    for note in notes:
        try:
            size = checkpoints.verified(note, verifier_key).size
        except BadCheckpoint:
            continue
        if best is None or size > best[1]:
            best = note, size
    return best
