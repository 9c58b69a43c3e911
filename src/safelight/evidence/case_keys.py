"""The key of each case, kept wrapped by the force key, and destroyed when a case is disposed of."""

import contextlib
import os
import re
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safelight.evidence.durable import flush_folder, write_new
from safelight.evidence.keys import KEY_BYTES, ForceKey, KeyMissing

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_-]{0,99}")


class CaseDisposed(Exception):
    """The key of the case was destroyed on purpose: nothing sealed in it can be opened again."""


class CaseKey:
    """The two secrets of a case: one wraps object keys, one names objects."""

    def __init__(self, key: bytes) -> None:
        """Derives both from the 32 bytes of the case key (HKDF, RFC 5869)."""
        self.wrapping = _derived(key, b"safelight object keys 1")
        self.naming = _derived(key, b"safelight object names 1")


class CaseKeys:
    """The wrapped keys in one folder, to be backed up apart from the objects and never for long."""

    def __init__(self, folder: Path, force_key: ForceKey) -> None:
        """Looks at nothing yet."""
        self._folder = folder
        self._force_key = force_key

    def find(self, case: str) -> CaseKey:
        """The key of a case. Raises ``KeyMissing``, ``KeyWrong`` or ``CaseDisposed``."""
        path = self._path(case)
        try:
            wrapped = path.read_bytes()
        except FileNotFoundError as problem:
            self._check_not_disposed(case)
            raise KeyMissing(f"Nothing is sealed in case {case}, or its key is missing.") from problem
        return CaseKey(self._force_key.unwrap(case, wrapped))

    def find_or_create(self, case: str) -> CaseKey:
        """The key of a case, made now if it has none. Raises ``KeyWrong`` or ``CaseDisposed``."""
        path = self._path(case)
        if not path.exists():
            self._check_not_disposed(case)
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with contextlib.suppress(FileExistsError):  # somebody else was first: theirs is the key
                write_new(path, self._force_key.wrap(case, secrets.token_bytes(KEY_BYTES)))
        return self.find(case)

    def destroy(self, case: str) -> None:
        """Overwrites and removes the key of a case and leaves a mark, so that none is made again."""
        path = self._path(case)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):
            write_new(self._mark(case), b"")
        with contextlib.suppress(FileNotFoundError):
            with path.open("r+b") as file:
                file.write(bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            flush_folder(self._folder)

    def _check_not_disposed(self, case: str) -> None:
        if self._mark(case).exists():
            raise CaseDisposed(f"Case {case} was disposed of. What was sealed in it cannot be opened again.")

    def _path(self, case: str) -> Path:
        return self._folder / f"{checked_case(case)}.key"

    def _mark(self, case: str) -> Path:
        return self._folder / f"{checked_case(case)}.disposed"


def checked_case(case: str) -> str:
    """The case id, which must be fit to be the name of a folder. Raises ``ValueError`` where it is not."""
    if not _NAME.fullmatch(case):
        raise ValueError("A case id is up to 100 letters, digits, colons, hyphens and underscores.")
    return case


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)
