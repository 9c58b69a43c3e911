"""The vault: sealed objects by case, with custody hooked here and not at those who call."""

import fcntl
import hmac
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from safelight.evidence import vault_check
from safelight.evidence.audit import AuditEvent
from safelight.evidence.case_keys import CaseDisposed, CaseKey, CaseKeys, checked_case
from safelight.evidence.durable import flush_folder
from safelight.evidence.envelope import KEPT_AS_IT_IS, Contents, Envelope, ObjectDamaged
from safelight.evidence.keys import ForceKey, KeyMissing, KeyWrong
from safelight.evidence.ledger import Ledger
from safelight.evidence.sealed_file import SealedFile
from safelight.evidence.sealing import CannotSeal, Seal, SealWriter, aside_name, partial_name
from safelight.evidence.vault_check import Fault, FaultKind

__all__ = [
    "CannotSeal",
    "CaseDisposed",
    "Fault",
    "FaultKind",
    "KeyMissing",
    "KeyWrong",
    "NotHeld",
    "ObjectDamaged",
    "Seal",
    "SealWriter",
    "Vault",
]

_SHA256 = re.compile("[0-9a-f]{64}")


class NotHeld(LookupError):
    """The case does not hold an object with this SHA-256. The message is a sentence."""


class Vault:
    """Objects in ``folder/<case>/<ab>/<name>``; names say nothing to somebody without the key of the case.

    The vault enters every given event in the ledger before the first byte of content leaves it. Where the
    ledger cannot record, ``LedgerUnavailable`` is raised and there is no content.
    """

    def __init__(self, folder: Path, force_key: ForceKey, ledger: Ledger) -> None:
        """Keeps objects in ``folder`` and wrapped case keys in ``folder/.case-keys``."""
        self._folder = folder
        self._keys = CaseKeys(folder / ".case-keys", force_key)
        self._ledger = ledger

    def seal(self, case: str, source: BinaryIO, *, audit: AuditEvent) -> Seal:
        """Seals what can be read from ``source``, one chunk at a time."""
        with self.sealing(case, audit=audit) as writer:
            while writer.take_from(source):
                pass
            return writer.finish()

    @contextmanager
    def sealing(self, case: str, *, audit: AuditEvent) -> Iterator[SealWriter]:
        """A writer for a file that arrives in pieces; leaving without ``finish`` keeps nothing of it."""
        event = _about_case(audit, case)
        key = self._keys.find_or_create(case)
        folder = self._case_folder(case)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

        def place(partial: Path, contents: Contents) -> Seal:
            return self._place(case, key, partial, contents, event)

        writer = SealWriter(folder / partial_name(), Envelope.new(case, key.wrapping), place)
        try:
            yield writer
        finally:
            writer.close()

    def _place(self, case: str, key: CaseKey, partial: Path, contents: Contents, event: AuditEvent) -> Seal:
        sha256 = contents.sha256.hex()
        path = self._path(case, key, sha256)
        self._make_folders(path.parent)
        with _alone_in(self._case_folder(case)):
            held = path.exists() and vault_check.damage(path, case, key, sha256) is None
            seal = Seal(case, sha256, contents.blake3.hex(), contents.size, held)
            with nullcontext() if held else _filed(partial, path):
                self._ledger.append(_sealed(event, seal))
        return seal

    def open(self, case: str, sha256: str, *, audit: AuditEvent) -> BinaryIO:
        """The original bytes, seekable; every chunk is checked before any of it is handed out.

        Raises ``NotHeld``, ``ObjectDamaged``, ``KeyMissing``, ``KeyWrong``, ``CaseDisposed`` or
        ``LedgerUnavailable``; reading can raise ``ObjectDamaged`` later on.
        """
        return cast("BinaryIO", io.BufferedReader(self._open(case, sha256, audit)))

    def read(self, case: str, sha256: str, *, audit: AuditEvent) -> bytes:
        """All of the original bytes at once. Raises what ``open`` raises."""
        with self._open(case, sha256, audit) as file:
            return file.readall()

    def _open(self, case: str, sha256: str, audit: AuditEvent) -> SealedFile:
        event = _about_case(audit, case)
        file = self._find(case, sha256)
        try:
            self._ledger.append(_looked(event, sha256, file.contents.size))
        except BaseException:
            file.close()
            raise
        return file

    def _find(self, case: str, sha256: str) -> SealedFile:
        try:
            key = self._keys.find(case)
            file = SealedFile(self._path(case, key, sha256), case, key)
        except FileNotFoundError as problem:
            raise _not_held(case, sha256) from problem
        if file.contents.sha256.hex() != sha256:
            file.close()
            raise ObjectDamaged(f"Where the object {sha256} should be, there is another one. {KEPT_AS_IT_IS}")
        return file

    def holds(self, case: str, sha256: str) -> bool:
        """Whether there is an object; says nothing about its condition (see ``check``)."""
        try:
            return self._path(case, self._keys.find(case), sha256).exists()
        except (KeyMissing, CaseDisposed, NotHeld):
            return False

    def destroy_case_key(self, case: str, *, audit: AuditEvent) -> None:
        """Makes everything sealed in a case unreadable, here and in every backup that lacks its key."""
        checked_case(case)
        self._ledger.append(_about_case(audit, case))
        self._keys.destroy(case)

    def check(self, case: str) -> Iterator[Fault]:
        """Everything that is wrong in a case: objects damaged, missing, misplaced or unaccounted for."""
        key = self._keys.find(case)
        return vault_check.faults(
            self._case_folder(case), case, key, self._ledger, lambda sha256: self._path(case, key, sha256)
        )

    def _case_folder(self, case: str) -> Path:
        return self._folder / checked_case(case)

    def _path(self, case: str, key: CaseKey, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise _not_held(case, sha256)
        name = hmac.digest(key.naming, bytes.fromhex(sha256), "sha256").hex()
        return self._case_folder(case) / name[:2] / name

    def _make_folders(self, folder: Path) -> None:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            flush_folder(folder.parent)
            flush_folder(folder.parent.parent)


def _not_held(case: str, sha256: str) -> NotHeld:
    return NotHeld(f"Case {case} does not hold the object {sha256}.")


def _about_case(event: AuditEvent, case: str) -> AuditEvent:
    if event.case not in ("", case):
        raise ValueError("The event to be recorded is about another case than the content.")
    return msgspec.structs.replace(event, case=case)


def _sealed(event: AuditEvent, seal: Seal) -> AuditEvent:
    stored = "already held" if seal.already_held else "new"
    details = {**event.details, "size": seal.size, "blake3": seal.blake3, "stored": stored}
    return msgspec.structs.replace(event, subject=seal.sha256, details=details)


def _looked(event: AuditEvent, sha256: str, size: int) -> AuditEvent:
    details = {**event.details, "object": sha256, "size": size}
    return msgspec.structs.replace(event, subject=event.subject or sha256, details=details)


@contextmanager
def _filed(partial: Path, path: Path) -> Iterator[None]:
    """Puts an object in its place, and takes it back if what is to be recorded of it cannot be.

    A damaged object in that place is kept aside: how it came to be damaged may matter.
    """
    aside = path.with_name(aside_name()) if path.exists() else None
    if aside:
        path.replace(aside)
    partial.replace(path)
    flush_folder(path.parent)
    try:
        yield
    except BaseException:
        path.unlink()
        if aside:
            aside.replace(path)
        raise


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keeps other threads and processes from filing in the same case meanwhile."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
