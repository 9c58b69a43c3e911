"""The key of each case, kept wrapped by the force key, and destroyed when a case is disposed of."""

import contextlib
import hmac
import re
import secrets
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safelight.evidence.durable import write_new, write_over
from safelight.evidence.key_copies import KeyCopies, destroy_file, is_reachable, mark_disposed
from safelight.evidence.keys import KEY_BYTES, CaseKeyWrapper, KeyMissing, KeyWrong

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_-]{0,99}")


class CaseDisposed(Exception):
    """The key of the case was destroyed on purpose: nothing sealed in it can be opened again."""


class CaseKey:
    """The secrets of a case: one wraps object keys, one names objects, one hides what digests are of."""

    def __init__(self, key: bytes) -> None:
        """Derives them from the 32 bytes of the case key (HKDF, RFC 5869)."""
        self.wrapping = _derived(key, b"safelight object keys 1")
        self.naming = _derived(key, b"safelight object names 1")
        self._hiding = _derived(key, b"safelight hidden digests 1")

    def hidden(self, digest: bytes) -> bytes:
        """A digest (32 bytes) that only the case can tell from chance: whoever guesses the words learns nothing."""
        return hmac.digest(self._hiding, digest, "sha256")


class CaseKeys:
    """The wrapped keys in one folder, to be backed up apart from the objects and never for long."""

    def __init__(self, folder: Path, force_key: CaseKeyWrapper) -> None:
        """Looks at nothing yet."""
        self._folder = folder
        self.wrapper = self._force_key = force_key
        self.copies = KeyCopies(folder)

    def find(self, case: str) -> CaseKey:
        """The key of a case. Raises ``KeyMissing``, ``KeyWrong`` or ``CaseDisposed``."""
        path = self._path(case)
        try:
            wrapped = path.read_bytes()
        except FileNotFoundError as problem:
            self.check_not_disposed(case)
            raise KeyMissing(f"Nothing is sealed in case {case}, or its key is missing.") from problem
        return CaseKey(self._force_key.unwrap(case, wrapped))

    def find_or_create(self, case: str) -> CaseKey:
        """The key of a case, made now if it has none. Raises ``KeyWrong`` or ``CaseDisposed``."""
        path = self._path(case)
        if not path.exists():
            self.check_not_disposed(case)
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            wrapped = self._force_key.wrap(case, secrets.token_bytes(KEY_BYTES))
            with contextlib.suppress(FileExistsError):  # somebody else was first: theirs is the key
                write_new(path, wrapped)
                self.copies.put(path.name, wrapped)
        return self.find(case)

    def destroy(self, case: str) -> None:
        """Overwrites and removes the key of a case, here and in every copy, and leaves a mark.

        Copies out of reach stay owing (``copies_owing``) until ``settle`` reaches them. Doing it twice is safe.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark_disposed(self._folder, checked_case(case))
        destroy_file(self._path(case))
        owing = self.copies.destroy(case)
        write_over(self._mark(case), msgspec.json.encode([str(place) for place in owing]))

    def settle(self) -> list[Path]:
        """Brings every copy up to date and destroys there what is owing; the places that are out of reach."""
        out_of_reach = self.copies.bring_up_to_date()
        for mark in sorted(self._folder.glob("*.disposed")):
            case = mark.name.removesuffix(".disposed")
            owing = self.copies_owing(case)
            if any(is_reachable(place) for place in owing):
                self.destroy(case)
        return out_of_reach

    def has_key(self, case: str) -> bool:
        """Whether there is a key of the case, whether it opens or not."""
        return self._path(case).exists()

    def copies_owing(self, case: str) -> list[Path]:
        """Copies that were out of reach when the key of a case was destroyed, and have it still."""
        try:
            return [Path(place) for place in msgspec.json.decode(self._mark(case).read_bytes() or b"[]")]
        except FileNotFoundError:
            return []

    def wrap_anew(self, case: str, old: CaseKeyWrapper, new: CaseKeyWrapper) -> bool:
        """Wraps the key of a case by another wrapper, unless that opens it already; whether it did.

        Raises ``KeyWrong`` where neither opens it. A copy out of reach keeps the old one until ``settle``.
        """
        path = self._path(case)
        wrapped = path.read_bytes()
        try:
            new.unwrap(case, wrapped)
        except KeyWrong:
            again = new.wrap(case, old.unwrap(case, wrapped))
            write_over(path, again)
            self.copies.put(path.name, again)
            return True
        return False

    def cases(self) -> list[str]:
        """The cases that have a key here."""
        return sorted(path.name.removesuffix(".key") for path in self._folder.glob("*.key"))

    def is_disposed(self, case: str) -> bool:
        """Whether the key of the case was destroyed on purpose."""
        return self._mark(case).exists()

    def check_not_disposed(self, case: str) -> None:
        """Raises ``CaseDisposed`` where the key was destroyed on purpose."""
        if self.is_disposed(case):
            raise CaseDisposed(f"Case {case} was disposed of. What was sealed in it cannot be opened again.")

    def _path(self, case: str) -> Path:
        return self._folder / f"{checked_case(case)}.key"

    def _mark(self, case: str) -> Path:
        return self._folder / f"{checked_case(case)}.disposed"


def object_name(key: CaseKey, sha256: str) -> str:
    """The name of an object in the vault; ``sha256`` is of the original, in hexadecimal."""
    return hmac.digest(key.naming, bytes.fromhex(sha256), "sha256").hex()


def checked_case(case: str) -> str:
    """The case id, which must be fit to be the name of a folder. Raises ``ValueError`` where it is not."""
    if not _NAME.fullmatch(case):
        raise ValueError("A case id is up to 100 letters, digits, colons, hyphens and underscores.")
    return case


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)
