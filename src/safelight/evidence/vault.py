"""The vault: sealed objects by case, with custody hooked here and not at those who call."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from safelight.evidence import vault_check
from safelight.evidence.audit import AuditEvent
from safelight.evidence.case_keys import CaseDisposed, CaseKey, CaseKeys, checked_case, object_name
from safelight.evidence.digests import Digests, HiddenDigests
from safelight.evidence.envelope import KEPT_AS_IT_IS, Contents, Envelope, ObjectDamaged
from safelight.evidence.keys import CaseKeyWrapper, KeyMissing, KeyWrong
from safelight.evidence.ledger import Ledger
from safelight.evidence.objects.folder import FolderStore
from safelight.evidence.objects.store import ObjectStore
from safelight.evidence.sealed_file import SealedFile
from safelight.evidence.sealing import CannotSeal, Seal, SealWriter, told_as_cannot_seal
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

SWEPT_AFTER_SECONDS = 60.0
"""A file that is sealed is locked from its first moment on; this is longer than that moment takes."""

_SHA256 = re.compile("[0-9a-f]{64}")


class NotHeld(LookupError):
    """The case does not hold an object with this SHA-256. The message is a sentence."""


class Vault:
    """Objects by case and name; names say nothing to somebody without the key of the case.

    The vault enters every given event in the ledger before the first byte of content leaves it. Where the
    ledger cannot record, ``LedgerUnavailable`` is raised and there is no content.
    """

    def __init__(
        self, folder: Path, force_key: CaseKeyWrapper, ledger: Ledger, *, store: ObjectStore | None = None
    ) -> None:
        """Keeps wrapped case keys in ``folder/.case-keys``, and objects in ``store`` or else in ``folder``."""
        self.store = store or FolderStore(folder)
        self.keys = CaseKeys(folder / ".case-keys", force_key)
        self._ledger = ledger

    def seal(self, case: str, source: BinaryIO, *, audit: AuditEvent) -> Seal:
        """Seals what can be read from ``source``, one chunk at a time."""
        with self.sealing(case, audit=audit) as writer:
            while writer.take_from(source):
                pass
            return writer.finish()

    def seal_words(self, case: str, words: bytes, *, audit: AuditEvent) -> str:
        """Seals something short, such as the name of a file or what somebody wrote; what it is kept by.

        That stands for its SHA-256 everywhere, the ledger too, and is hidden under the key of the case: nobody who
        guesses the words can tell that the guess is right, and nobody at all once the case is disposed of.
        """
        with self._sealing(case, audit, HiddenDigests) as writer:
            writer.write(words)
            return writer.finish().sha256

    def sealing(self, case: str, *, audit: AuditEvent) -> AbstractContextManager[SealWriter]:
        """A writer for a file that arrives in pieces; leaving without ``finish`` keeps nothing of it."""
        return self._sealing(case, audit, lambda _: Digests())

    @contextmanager
    def _sealing(
        self, case: str, audit: AuditEvent, digests: Callable[[CaseKey], Digests]
    ) -> Iterator[SealWriter]:
        event = _about_case(audit, case)
        with told_as_cannot_seal():
            key = self.keys.find_or_create(case)
            partial = self.store.partial(case)

        def place(partial: Path, contents: Contents) -> Seal:
            with told_as_cannot_seal():
                return self._place(case, key, partial, contents, event)

        writer = SealWriter(partial, Envelope.new(case, key.wrapping), digests(key), place)
        try:
            yield writer
        finally:
            writer.close()

    def _place(self, case: str, key: CaseKey, partial: Path, contents: Contents, event: AuditEvent) -> Seal:
        sha256 = contents.sha256.hex()
        name = object_name(key, sha256)
        with self.store.alone_in(case):
            self.keys.check_not_disposed(case)  # it may have been while this was sealed
            held = self.store.holds(case, name) and vault_check.damage(self.store, case, name, key, sha256) is None
            blake3 = "" if contents.is_hidden else contents.blake3.hex()
            seal = Seal(case, sha256, blake3, contents.size, held)
            with nullcontext() if held else self.store.filed(case, partial, name):
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
            self._ledger.append(_looked(event, sha256, file.contents))
        except BaseException:
            file.close()
            raise
        return file

    def _find(self, case: str, sha256: str) -> SealedFile:
        try:
            key = self.keys.find(case)
            file = SealedFile(self.store.open(case, _name(case, key, sha256)), case, key)
        except FileNotFoundError as problem:
            raise _not_held(case, sha256) from problem
        if file.contents.sha256.hex() != sha256:
            file.close()
            raise ObjectDamaged(f"Where the object {sha256} should be, there is another one. {KEPT_AS_IT_IS}")
        return file

    def holds(self, case: str, sha256: str) -> bool:
        """Whether there is an object; says nothing about its condition (see ``check``)."""
        try:
            return self.store.holds(case, _name(case, self.keys.find(case), sha256))
        except (KeyMissing, CaseDisposed, NotHeld):
            return False

    def destroy_case_key(self, case: str, *, audit: AuditEvent) -> None:
        """Makes everything sealed in a case unreadable, here and in every backup that lacks its key."""
        checked_case(case)
        self._ledger.append(_about_case(audit, case))
        with self.store.alone_in(case):  # what is being filed just now is filed before, or refused
            self.keys.destroy(case)

    def remove(self, case: str, sha256: str, *, audit: AuditEvent) -> None:
        """Takes away one object that nothing names, and enters that it was. Raises ``LedgerUnavailable``."""
        name = _name(case, self.keys.find(case), sha256)
        with self.store.alone_in(case):
            self._ledger.append(msgspec.structs.replace(_about_case(audit, case), subject=sha256))
            self.store.remove(case, name)

    def sweep(self) -> int:
        """Removes what was being sealed when something stopped, and says how many. Nobody was told it is kept."""
        swept = 0
        for case in self.store.cases():
            for left in self.store.left_over(case):
                if left.unfinished and not left.in_use and left.age_seconds > SWEPT_AFTER_SECONDS:
                    self.store.remove(case, left.name)
                    swept += 1
        return swept

    def check(self, case: str) -> Iterator[Fault]:
        """Everything that is wrong in a case: objects damaged, missing, misplaced or unaccounted for."""
        return vault_check.faults(self.store, case, self.keys.find(case), self._ledger)


def _not_held(case: str, sha256: str) -> NotHeld:
    return NotHeld(f"Case {case} does not hold the object {sha256}.")


def _name(case: str, key: CaseKey, sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise _not_held(case, sha256)
    return object_name(key, sha256)


def _about_case(event: AuditEvent, case: str) -> AuditEvent:
    if event.case not in ("", case):
        raise ValueError("The event to be recorded is about another case than the content.")
    return msgspec.structs.replace(event, case=case)


def _sealed(event: AuditEvent, seal: Seal) -> AuditEvent:
    stored = "already held" if seal.already_held else "new"
    told: dict[str, int | str] = {"size": seal.size, "blake3": seal.blake3} if seal.blake3 else {}
    return msgspec.structs.replace(event, subject=seal.sha256, details={**event.details, **told, "stored": stored})


def _looked(event: AuditEvent, sha256: str, contents: Contents) -> AuditEvent:
    size: dict[str, int | str] = {} if contents.is_hidden else {"size": contents.size}
    details = {**event.details, "object": sha256, **size}
    return msgspec.structs.replace(event, subject=event.subject or sha256, details=details)
