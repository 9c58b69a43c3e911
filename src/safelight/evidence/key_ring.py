"""The force key in its file, and beside it the next one while keys are wrapped anew."""

import threading
from pathlib import Path

from safelight.evidence.durable import flush_folder
from safelight.evidence.key_copies import destroy_file
from safelight.evidence.keys import ForceKey, KeyWrong


class KeyRing:
    """Opens with the key in the file, or with the next one; a desk that works meanwhile goes on working."""

    def __init__(self, path: Path) -> None:
        """Reads the file. Raises ``KeyMissing`` or ``KeyWrong``."""
        self._path = path
        self._lock = threading.Lock()
        self._keys = self._read()

    @property
    def next_path(self) -> Path:
        """Where the next key is while a rotation goes on."""
        return self._path.with_name(f"{self._path.name}.next")

    def wrap(self, case: str, case_key: bytes) -> bytes:
        """With the newest key there is: what is made during a rotation need not be made again."""
        with self._lock:
            self._keys = self._read()
            return self._keys[-1].wrap(case, case_key)

    def unwrap(self, case: str, wrapped: bytes) -> bytes:
        """With whichever key opens it; the files are read again before it is said that none does."""
        try:
            return self._tried(case, wrapped)
        except KeyWrong:
            with self._lock:
                self._keys = self._read()
            return self._tried(case, wrapped)

    def begin_rotation(self) -> ForceKey:
        """The next key: made now, or made by a rotation that was stopped."""
        if not self.next_path.exists():
            ForceKey.create_file(self.next_path)
            flush_folder(self.next_path.parent)
        return ForceKey.from_file(self.next_path)

    def end_rotation(self) -> None:
        """The next key takes the place of the old one, which is overwritten."""
        held = self._path.with_name(f"{self._path.name}.old")
        if self._path.exists():  # not where this was stopped after its first step
            self._path.replace(held)
        self.next_path.replace(self._path)
        flush_folder(self._path.parent)
        destroy_file(held)
        with self._lock:
            self._keys = self._read()

    def _tried(self, case: str, wrapped: bytes) -> bytes:
        *others, last = self._keys
        for key in others:
            try:
                return key.unwrap(case, wrapped)
            except KeyWrong:
                continue
        return last.unwrap(case, wrapped)

    def _read(self) -> list[ForceKey]:
        """The old key first. Between the two renames at the end of a rotation, only the next one is there."""
        there = [path for path in (self._path, self.next_path) if path.exists()]
        return [ForceKey.from_file(path) for path in there or [self._path]]
