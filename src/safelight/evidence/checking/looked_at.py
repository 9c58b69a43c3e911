"""Which objects a check has found sound so far, so that one that was stopped goes on where it was."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from safelight.evidence.objects.store import Kept

OLDEST = timedelta(days=7)
"""A check that was stopped longer ago than this begins anew."""
_FLUSH_EVERY = 64


class LookedAt:
    """A file of lines: when the check began, then one line for each sound object. Nothing in it is content."""

    def __init__(self, path: Path) -> None:
        """Takes up what an earlier check left, if it is not too old."""
        self._path = path
        self._sound: set[str] = set()
        self.began = datetime.now(UTC)
        self._take_up()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file: TextIO = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a")
        if not self._sound:
            self._file.truncate(0)
            self._file.write(f"{self.began.isoformat()}\n")
        self._unflushed = 0

    @property
    def count(self) -> int:
        """How many objects are known to be sound."""
        return len(self._sound)

    def _take_up(self) -> None:
        try:
            first, *lines = self._path.read_text("ascii").split("\n")
            began = datetime.fromisoformat(first)
        except (OSError, ValueError):
            return
        if began.tzinfo and datetime.now(UTC) - began < OLDEST:
            self.began = began
            self._sound = set(lines[:-1])  # the last line may have been cut by a kill

    def holds(self, case: str, kept: Kept) -> bool:
        """Whether this very file was found sound before."""
        return _line(case, kept) in self._sound

    def add(self, case: str, kept: Kept) -> None:
        """An object was read in full and is what it should be."""
        self._sound.add(_line(case, kept))
        self._file.write(_line(case, kept) + "\n")
        self._unflushed += 1
        if self._unflushed >= _FLUSH_EVERY:
            self._file.flush()
            self._unflushed = 0

    def close(self) -> None:
        """Stops; the next check goes on from here."""
        self._file.close()

    def finish(self) -> None:
        """Everything was looked at: the next check begins anew."""
        self.close()
        self._path.unlink(missing_ok=True)


def _line(case: str, kept: Kept) -> str:
    return f"{case} {kept.name} {kept.size} {kept.mark}"
