"""Sealed objects as files: ``folder/<case>/<ab>/<name>``."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from safelight.evidence.durable import flush_folder
from safelight.evidence.objects.store import Kept, LeftOver
from safelight.evidence.sealing import PARTIAL, aside_name, partial_name


class FolderStore:
    """See ``ObjectStore``. A folder or file whose name begins with a full stop is never an object."""

    def __init__(self, folder: Path) -> None:
        """Looks at nothing yet."""
        self.folder = folder

    def partial(self, case: str) -> Path:
        """In the folder of the case, so that filing is a rename."""
        folder = self.folder / case
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder / partial_name()

    @contextmanager
    def alone_in(self, case: str) -> Iterator[None]:
        """A lock on the folder of the case, which the system lets go of however the process dies."""
        folder = self.folder / case
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def filed(self, case: str, partial: Path, name: str) -> Iterator[None]:
        """A damaged object in that place is kept aside: how it came to be damaged may matter."""
        path = self._path(case, name)
        self._make(path.parent)
        aside = path.with_name(aside_name()) if path.exists() else None
        if aside:
            path.replace(aside)
        partial.replace(path)
        try:
            flush_folder(path.parent)
            yield
        except BaseException:
            path.unlink()
            if aside:
                aside.replace(path)
            raise

    def open(self, case: str, name: str) -> BinaryIO:
        """The file."""
        return self._path(case, name).open("rb", buffering=0)

    def holds(self, case: str, name: str) -> bool:
        """Whether the file is there."""
        return self._path(case, name).exists()

    def cases(self) -> Iterator[str]:
        """Folders that do not begin with a full stop."""
        if self.folder.is_dir():
            yield from sorted(one.name for one in self.folder.iterdir() if one.is_dir() and one.name[0] != ".")

    def kept(self, case: str) -> Iterator[Kept]:
        """Every file but those left over. What cannot be an object's place is given too, by its path."""
        for path in self._files(case):
            if path.name[0] != ".":
                found = path.stat()
                mark = f"{found.st_ino}-{found.st_mtime_ns}"
                yield Kept(self._name(case, path), found.st_size, mark, time.time() - found.st_mtime)

    def left_over(self, case: str) -> Iterator[LeftOver]:
        """What was being written when something stopped, and damaged objects kept aside."""
        for path in self._files(case):
            if path.name[0] == ".":
                with suppress(FileNotFoundError):  # it was finished, or removed, just now
                    age = time.time() - path.stat().st_mtime
                    unfinished = path.name.startswith(PARTIAL)
                    name = path.relative_to(self.folder / case).as_posix()
                    yield LeftOver(name, unfinished, unfinished and _is_held(path), age)

    def remove(self, case: str, name: str) -> None:
        """Unlinks the file."""
        path = self._path(case, name)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            flush_folder(path.parent)

    def remove_case(self, case: str) -> None:
        """Removes the folder."""
        if (self.folder / case).is_dir():
            shutil.rmtree(self.folder / case)
            flush_folder(self.folder)

    def _path(self, case: str, name: str) -> Path:
        elsewhere = name[0] == "." or "/" in name  # no object's place: what was left over, or put there by hand
        return self.folder / case / name if elsewhere else self.folder / case / name[:2] / name

    def _name(self, case: str, path: Path) -> str:
        return (
            path.name if path == self._path(case, path.name) else path.relative_to(self.folder / case).as_posix()
        )

    def _files(self, case: str) -> list[Path]:
        return sorted(path for path in (self.folder / case).rglob("*") if path.is_file())

    def _make(self, folder: Path) -> None:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            flush_folder(folder.parent)
            flush_folder(folder.parent.parent)


def _is_held(partial: Path) -> bool:
    """Whether some process is still sealing it: each holds a lock on what it writes."""
    handle = os.open(partial, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
