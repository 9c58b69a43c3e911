"""The ledger: an append-only Merkle log of every act and every look (RFC 6962)."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import ledger_check, merkle, receipt
from safelight.evidence import note as notes
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checkpoint import BadCheckpoint, Checkpoint
from safelight.evidence.commit_queue import CommitQueue
from safelight.evidence.durable import flush_folder
from safelight.evidence.ledger_entry import LedgerEntry, encoded, entry_of, leaf_of
from safelight.evidence.ledger_fault import LedgerFault
from safelight.evidence.ledger_file import LedgerFile
from safelight.evidence.signing import signer_at
from safelight.evidence.tiles import export as tiles
from safelight.evidence.witness import cosignature
from safelight.evidence.witness import request as requests

T = TypeVar("T")

NOTHING_SHOWN = "Nothing was shown or changed. Try again; if this stays, tell the system's administrator."


class LedgerUnavailable(Exception):
    """The act or look cannot be recorded, so it must not happen. The message is a sentence for people."""


class Ledger:
    """The log in one folder. Several threads and processes may use the same folder at once.

    Threads of one process that append at the same time share a commit; processes take turns.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the ledger, making its file and signing key on first use. Raises ``LedgerUnavailable``."""
        self._path = folder / "ledger.sqlite"
        self._queue = CommitQueue(self._write)
        self._write_lock = threading.Lock()
        self._read_lock = threading.Lock()
        self._files: dict[str, LedgerFile] = {}
        self._closer = weakref.finalize(self, _close_all, self._files)
        with _told_as_unavailable():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._signer = signer_at(folder / "ledger.key")
            self._file("write")
            flush_folder(folder)

    @property
    def verifier_key(self) -> str:
        """The public key, in the form that outside verifiers take (C2SP signed-note)."""
        return self._signer.verifier_key

    def close(self) -> None:
        """Lets go of the file; the next use opens it again."""
        with self._write_lock, self._read_lock:
            _close_all(self._files)

    def append(self, event: AuditEvent) -> LedgerEntry:
        """Records one event. It is on disk when this returns. Raises ``LedgerUnavailable``."""
        return self.append_all([event])[0]

    def append_all(self, events: Sequence[AuditEvent]) -> list[LedgerEntry]:
        """Records events in one commit: all of them or, with ``LedgerUnavailable``, none."""
        with _told_as_unavailable():
            return self._queue.commit([(event, encoded(event)) for event in events])

    def _write(self, events: Sequence[tuple[AuditEvent, bytes]]) -> list[LedgerEntry]:
        with self._write_lock:
            file = self._file("write")
            with file.writing():
                size, now = file.size(), datetime.now(UTC)
                leaves = [leaf_of(size + offset, now, raw) for offset, (_, raw) in enumerate(events)]
                entries = [
                    LedgerEntry(size + offset, now, event, merkle.leaf_hash(leaf))
                    for offset, ((event, _), leaf) in enumerate(zip(events, leaves, strict=True))
                ]
                rows = [(entry.index, entry.event.case, leaf) for entry, leaf in zip(entries, leaves, strict=True)]
                file.add(rows, merkle.grow(file, size, [entry.leaf_hash for entry in entries]))
        return entries

    def entries(
        self, *, case: str | None = None, start: int = 0, limit: int = 100, newest_first: bool = False
    ) -> list[LedgerEntry]:
        """One page: up to ``limit`` entries (of one case) after leaving out the first ``start``."""

        def page(file: LedgerFile) -> list[bytes]:
            if case is not None:
                return file.case_page(case, start, limit, newest_first=newest_first)
            first = file.size() - 1 - start if newest_first else start
            return file.page(first, limit, newest_first=newest_first)

        return self._read(lambda file: [entry_of(leaf) for leaf in page(file)])

    def count(self, *, case: str | None = None) -> int:
        """How many entries there are, in all or of one case."""
        return self.size if case is None else self._read(lambda file: file.case_count(case))

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self._read(LedgerFile.size)

    def root(self, size: int | None = None) -> bytes:
        """The root of the tree over the first ``size`` entries, or over all."""
        return self._read(lambda file: merkle.root(file, file.size() if size is None else size))

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        """Shows that an entry is in the tree of that size (RFC 6962 section 2.1.1)."""
        with self._read_lock, _told_as_unavailable():
            file = self._file("read")  # nodes never change, so no transaction has to hold them still
            return file.nodes.inclusion_proof(index, size)

    def consistency_proof(self, old: int, new: int) -> list[bytes]:
        """Shows that nothing before ``old`` changed on the way to ``new`` (RFC 6962 section 2.1.2)."""
        return self._read(lambda file: merkle.consistency_proof(file, old, new))

    def checkpoint(self) -> str:
        """Signs the head of the ledger as it stands, as a C2SP signed note.

        Raises ``LedgerUnavailable`` where the ledger no longer continues the last head that it signed:
        a log must never sign two histories (C2SP tlog-checkpoint).
        """
        with self._write_lock, _told_as_unavailable():
            file = self._file("write")
            with file.writing():
                return self._sign_head(file)

    def _sign_head(self, file: LedgerFile) -> str:
        head = Checkpoint(self._signer.origin, file.size(), merkle.root(file, file.size()))
        last_note = file.last_checkpoint()
        if last_note is not None:
            last = checkpoints.verified(last_note, self.verifier_key)
            if last.size > head.size or merkle.root(file, last.size) != last.root:
                raise LedgerUnavailable(
                    "The ledger no longer continues what it signed before, so it will not sign. Keep the machine "
                    "as it is and tell whoever oversees the ledger."
                )
            if last.size == head.size:
                return last_note + "".join(file.cosignatures(head.size))
        note = checkpoints.sign(head, self._signer)
        file.add_checkpoint(head.size, note)
        return note

    def sign(self, text: str) -> str:
        """A text of another kind as a signed note. Raises ``ValueError`` for one that could be a checkpoint."""
        if text.startswith(f"{self._signer.origin}\n"):
            raise ValueError("Only the ledger itself signs its heads.")
        return notes.signed(text, self._signer)

    def receipt(self, index: int) -> str:
        """Proof, to be kept outside, that an entry is in the ledger (C2SP tlog-proof)."""
        return self.receipts([index])[1][index]

    def receipts(self, indices: Iterable[int]) -> tuple[str, dict[int, str]]:
        """One checkpoint and, for each entry, the proof that it is in the ledger of that checkpoint.

        Raises ``ValueError`` for an entry that is not there.
        """
        note = self.checkpoint()
        head = checkpoints.parse(note)
        return note, self._read(lambda file: {index: _receipt(file, index, head, note) for index in indices})

    def sealings_of(self, sha256: str) -> list[LedgerEntry]:
        """When a file with this digest was handed in and sealed, oldest first."""
        found = self._read(lambda file: [entry_of(leaf) for leaf in file.holding(sha256.encode())])
        return [each for each in found if each.event.act is Act.EXHIBIT_SEALED and each.event.subject == sha256]

    def request(self, witness: str, *, since: int | None = None) -> str:
        """Asks a witness (by name) to look at the head as it stands, from the last one it signed.

        ``since`` is the size that it last looked at, where that is not known here. Raises ``ValueError`` for
        one that was never reached.
        """
        note = self.checkpoint()
        size = checkpoints.parse(note).size

        def write(file: LedgerFile) -> str:
            old = file.last_seen(witness) if since is None else since
            return requests.write(old, merkle.consistency_proof(file, old, size), note)

        return self._read(write)

    def take_cosignature(self, note: str, witness_key: str) -> datetime:
        """Keeps what a witness signed, to be handed out with every checkpoint and receipt of that size.

        Answers with when it signed. Raises ``BadNote`` or ``BadCheckpoint`` for a note that is not this
        ledger's, or not signed by that witness.
        """
        head = checkpoints.verified(note, self.verifier_key)
        at, name = cosignature.seen_at(note, witness_key), witness_key.partition("+")[0].strip()
        with self._write_lock, _told_as_unavailable():
            file = self._file("write")
            with file.writing():
                if file.checkpoint_of(head.size) is None or merkle.root(file, head.size) != head.root:
                    raise BadCheckpoint("This checkpoint is not one of this ledger.")
                lines = (line for line in note.splitlines(keepends=True) if line.startswith(f"\u2014 {name} "))
                file.add_cosignature(head.size, name, next(lines))
        return at

    def witnessed(self) -> list[cosignature.Cosigned]:
        """For each witness the newest head that it signed."""
        return self._read(lambda file: [cosignature.cosigned(*one) for one in file.newest_cosignatures()])

    def export_tiles(self, folder: Path) -> int:
        """Writes everything that was recorded as plain files (C2SP tlog-tiles); answers with how many are new."""
        note = self.checkpoint()
        with _told_as_unavailable(), closing(LedgerFile(self._path)) as file, file.reading():
            return tiles.export(file, note, checkpoints.parse(note).size, folder)

    def verify(self, *held: str) -> list[LedgerFault]:
        """Rehashes everything and says what is wrong; empty where nothing is.

        ``held`` are checkpoints kept elsewhere. Without them, somebody who rules this machine could have
        rewritten the whole file; with them, nothing before the newest one can have changed unseen.
        """
        # A connection of its own, so that looks can go on while a long ledger is rehashed.
        with _told_as_unavailable(), closing(LedgerFile(self._path)) as file, file.reading():
            return ledger_check.faults(file, held, self.verifier_key)

    def _read(self, question: Callable[[LedgerFile], T]) -> T:
        with self._read_lock, _told_as_unavailable():
            file = self._file("read")
            with file.reading():
                return question(file)

    def _file(self, purpose: str) -> LedgerFile:
        file = self._files.get(purpose)
        if file is None or file.process != os.getpid():  # a connection must not cross a fork
            file = self._files[purpose] = LedgerFile(self._path)
        return file


@contextmanager
def _told_as_unavailable() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, msgspec.MsgspecError, UnicodeError, OverflowError) as problem:
        raise LedgerUnavailable(f"The ledger cannot be used ({problem}). {NOTHING_SHOWN}") from problem
    except merkle.MissingNode as problem:
        raise LedgerUnavailable(f"The ledger is damaged ({problem} is missing). {NOTHING_SHOWN}") from problem


def _receipt(file: LedgerFile, index: int, head: Checkpoint, note: str) -> str:
    path = file.nodes.inclusion_proof(index, head.size)
    leaf = file.leaf(index) or b""
    if not merkle.is_included(merkle.leaf_hash(leaf), index, head.size, path, head.root):
        raise LedgerUnavailable(
            f"Entry {index} is not what was recorded, so no receipt is given for it. Check the ledger and tell "
            "whoever oversees it."
        )
    return receipt.write(index, leaf, path, note)


def _close_all(files: dict[str, LedgerFile]) -> None:
    while files:
        files.popitem()[1].close()
