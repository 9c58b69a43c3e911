"""The folder that backups are kept in: sealed objects once for all of them, and one folder for each moment."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from safelight.evidence.durable import flush_folder, write_new, write_over
from safelight.evidence.objects.folder import FolderStore

MARKER = "SAFELIGHT-BACKUP"
FORMAT = 1
_MARKED = b"""\
Backups of Safelight. Everything in here is sealed. It opens with the case keys, which are not in here, and with
the key of the force, which is in neither place.
"""
_STAMP = "%Y-%m-%dT%H%M%S.%fZ"


class NoBackup(Exception):
    """There is no backup to use, or a place cannot take one. The message is a sentence."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What one backup is. Holds no content."""

    format: int
    made_at: datetime
    software: str
    ledger_size: int
    ledger_root: str
    checkpoint: str
    verifier_key: str
    migrations: dict[str, str]
    cases: tuple[str, ...]
    """Keys of the cases whose rows are in it, each in a file of its own."""
    objects: int
    objects_bytes: int


class BackupPlace:
    """Backups by their moment. A backup that was not finished is not one."""

    def __init__(self, folder: Path) -> None:
        """Looks at nothing yet."""
        self.folder = folder
        self.objects = FolderStore(folder / "objects")

    def prepare(self) -> None:
        """Makes the folder a place for backups. Raises ``NoBackup`` where something else lies there."""
        if not (self.folder / MARKER).exists():
            if self.folder.exists() and any(self.folder.iterdir()):
                raise NoBackup(f"{self.folder} holds something else. Name an empty folder for backups.")
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_new(self.folder / MARKER, _MARKED)
        self.objects.folder.mkdir(exist_ok=True, mode=0o700)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One backup at a time. Raises ``NoBackup`` where another one is being made."""
        handle = os.open(self.folder / MARKER, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as busy:
            raise NoBackup("Another backup is being made to this place. Wait until it is done.") from busy
        finally:
            os.close(handle)

    @contextmanager
    def making(self) -> Iterator[Path]:
        """A folder for a new backup, which counts when this ends without an error."""
        for left in self.folder.glob(".partial-*"):  # of a backup that was stopped: nobody else is making one
            shutil.rmtree(left)
        stamp = datetime.now(UTC).strftime(_STAMP)
        partial = self.folder / f".partial-{stamp}"
        partial.mkdir(mode=0o700)
        try:
            yield partial
            flush_folder(partial)
            partial.replace(self.folder / stamp)
            flush_folder(self.folder)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise

    def backups(self) -> list[str]:
        """The moments there are backups of, oldest first."""
        return sorted(one.name for one in self.folder.glob("2*Z") if (one / "manifest.json").exists())

    def backup(self, stamp: str | None) -> Path:
        """The folder of one backup, or of the newest. Raises ``NoBackup``."""
        there = self.backups()
        if not there:
            raise NoBackup(f"There is no finished backup in {self.folder}.")
        if stamp is not None and stamp not in there:
            raise NoBackup(f"There is no backup {stamp} in {self.folder}. There are: {', '.join(there)}.")
        return self.folder / (stamp or there[-1])


def read_manifest(backup: Path) -> Manifest:
    """What a backup is. Raises ``NoBackup`` where it cannot be read."""
    try:
        manifest = msgspec.json.decode((backup / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as problem:
        raise NoBackup(f"The backup {backup.name} cannot be read. Use another one.") from problem
    if manifest.format != FORMAT:
        raise NoBackup(f"The backup {backup.name} was made by another version. Restore it with that version.")
    return manifest


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Written last: a backup without it is not finished."""
    write_over(backup / "manifest.json", msgspec.json.format(msgspec.json.encode(manifest), indent=1))
