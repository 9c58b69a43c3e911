"""The force key: the one secret that everything sealed here depends on."""

import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
FILE_VARIABLE = "SAFELIGHT_FORCE_KEY_FILE"
KEY_VARIABLE = "SAFELIGHT_FORCE_KEY"
_MARK = "safelight-force-key-1"


class KeyMissing(Exception):
    """A key that is needed is not there. The message is a sentence."""


class KeyWrong(Exception):
    """A key does not fit what it should open. The message is a sentence."""


class CaseKeyWrapper(Protocol):
    """Whatever keeps the force's secret and wraps case keys with it."""

    def wrap(self, case: str, case_key: bytes) -> bytes:
        """Encrypts a case key, bound to its case. Raises ``KeyMissing``."""

    def unwrap(self, case: str, wrapped: bytes) -> bytes:
        """The case key again. Raises ``KeyWrong`` or ``KeyMissing``."""


class ForceKey:
    """Wraps and unwraps case keys (AES-256-GCM, bound to the case they belong to)."""

    def __init__(self, key: bytes) -> None:
        """Takes 32 secret bytes. Raises ``KeyWrong`` for any other number."""
        if len(key) != KEY_BYTES:
            raise KeyWrong(f"A force key has {KEY_BYTES} bytes; this one has {len(key)}.")
        self._cipher = AESGCM(key)

    @classmethod
    def create_file(cls, path: Path) -> "ForceKey":
        """Makes a new key and keeps it in a file that only its owner can read.

        Raises ``FileExistsError`` rather than write over a key: without the old one, nothing sealed opens.
        """
        key = secrets.token_bytes(KEY_BYTES)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{_MARK} {b64encode(key).decode()}\n")
            file.flush()
            os.fsync(file.fileno())
        return cls(key)

    @classmethod
    def from_file(cls, path: Path) -> "ForceKey":
        """Reads a key file. Raises ``KeyMissing`` or ``KeyWrong``."""
        try:
            content = path.read_text("ascii")
        except OSError as problem:
            raise KeyMissing(
                f"The force key cannot be read from {path}. Sealed evidence stays closed, and is safe, until the "
                "key file is put back."
            ) from problem
        except UnicodeDecodeError as problem:
            raise KeyWrong(f"{path} does not hold a force key.") from problem
        mark, _, encoded = content.strip().partition(" ")
        if mark != _MARK:
            raise KeyWrong(f"{path} does not hold a force key.")
        return cls(_decoded(encoded))

    @classmethod
    def from_environment(cls) -> "ForceKey":
        """Reads the key whose file (or which itself, in base64) an environment variable names."""
        if path := os.environ.get(FILE_VARIABLE):
            return cls.from_file(Path(path))
        if encoded := os.environ.get(KEY_VARIABLE):
            return cls(_decoded(encoded))
        raise KeyMissing(f"No force key is set. Name its file in {FILE_VARIABLE}.")

    def wrap(self, case: str, case_key: bytes) -> bytes:
        """Encrypts a case key: nonce, then ciphertext with its tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, case_key, _purpose(case))

    def unwrap(self, case: str, wrapped: bytes) -> bytes:
        """The case key again. Raises ``KeyWrong`` for another force key, another case, or a damaged file."""
        try:
            return self._cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _purpose(case))
        except (InvalidTag, ValueError) as problem:
            raise KeyWrong(
                f"The key of case {case} does not open: the force key is another one than it was sealed with, or "
                "the file of the case key is damaged. The sealed evidence itself was not touched."
            ) from problem


def _purpose(case: str) -> bytes:
    return b"safelight case key 1\0" + case.encode()


def _decoded(encoded: str) -> bytes:
    try:
        return b64decode(encoded, validate=True)
    except ValueError as problem:
        raise KeyWrong("The force key is not written in base64.") from problem
