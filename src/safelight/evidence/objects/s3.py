"""Sealed objects in an S3-compatible store. What is there is ciphertext under names that say nothing.

A file is sealed on a local disk first and sent when it is whole: a store takes an object at once or not at all.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from safelight.evidence.objects.folder import FolderStore
from safelight.evidence.objects.s3_file import S3File
from safelight.evidence.objects.s3_told import NOT_THERE, told
from safelight.evidence.objects.store import Kept, LeftOver
from safelight.evidence.sealing import aside_name

if TYPE_CHECKING:
    from minio import Minio
    from minio.datatypes import Object

PART_BYTES = 64 * 1024 * 1024


class S3Store:
    """See ``ObjectStore``. Objects are ``<prefix>/<case>/<name>``."""

    def __init__(
        self, client: "Minio", bucket: str, prefix: str, staging: Path, *, part_bytes: int = PART_BYTES
    ) -> None:
        """``staging`` is a local folder for what is being sealed; looks at nothing yet."""
        self._client, self._bucket = client, bucket
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._staging = FolderStore(staging)
        self._part_bytes = part_bytes

    def partial(self, case: str) -> Path:
        """In the local folder."""
        return self._staging.partial(case)

    @contextmanager
    def alone_in(self, case: str) -> Iterator[None]:
        """A lock on this machine. Two machines that file the same at once leave one of two sound objects."""
        folder = self._staging.folder / case
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def filed(self, case: str, partial: Path, name: str) -> Iterator[None]:
        """Sends it; a damaged object of that name is kept aside under another one."""
        key = self._key(case, name)
        aside = self._key(case, aside_name()) if self.holds(case, name) else ""
        if aside:
            self._copy(key, aside)
        with told():
            self._client.fput_object(self._bucket, key, str(partial), part_size=self._part_bytes)
        try:
            yield
        except BaseException:
            if aside:
                self._copy(aside, key)
            self.remove(case, name if not aside else aside.rpartition("/")[2])
            raise

    def open(self, case: str, name: str) -> BinaryIO:
        """Reads parts of the object as they are asked for."""
        key = self._key(case, name)
        size = self._found(key)
        if size is None:
            raise FileNotFoundError(key)
        return cast("BinaryIO", S3File(self._client, self._bucket, key, size))

    def holds(self, case: str, name: str) -> bool:
        """Whether the store has it."""
        return self._found(self._key(case, name)) is not None

    def cases(self) -> Iterator[str]:
        """The folders below the prefix."""
        for found in self._listed(self._prefix, recursive=False):
            name = (found.object_name or "").removeprefix(self._prefix).rstrip("/")
            if name and found.is_dir:
                yield name

    def kept(self, case: str) -> Iterator[Kept]:
        """Objects by name; the mark is the store's own."""
        for found in self._listed(self._key(case, ""), recursive=True):
            name = self._name(case, found)
            if not name.startswith("."):
                age = (datetime.now(UTC) - (found.last_modified or datetime.now(UTC))).total_seconds()
                yield Kept(name, found.size or 0, found.etag or "", age)

    def left_over(self, case: str) -> Iterator[LeftOver]:
        """What is being sealed on this machine, and damaged objects kept aside in the store."""
        yield from self._staging.left_over(case)
        for found in self._listed(self._key(case, "."), recursive=True):
            yield LeftOver(self._name(case, found), unfinished=False, in_use=False, age_seconds=0.0)

    def remove(self, case: str, name: str) -> None:
        """From the store, or from this machine where it never left it."""
        with suppress(FileNotFoundError):
            self._staging.remove(case, name)
        with told():
            self._client.remove_object(self._bucket, self._key(case, name))

    def remove_case(self, case: str) -> None:
        """Everything under the name of the case."""
        for found in list(self._listed(self._key(case, ""), recursive=True)):
            with told():
                self._client.remove_object(self._bucket, found.object_name or "")
        self._staging.remove_case(case)

    def _found(self, key: str) -> int | None:
        from minio.error import S3Error

        with told():
            try:
                return self._client.stat_object(self._bucket, key).size or 0
            except S3Error as problem:
                if problem.code in NOT_THERE:
                    return None
                raise

    def _copy(self, source: str, target: str) -> None:
        from minio.commonconfig import CopySource

        with told():
            self._client.copy_object(self._bucket, target, CopySource(self._bucket, source))

    def _listed(self, prefix: str, *, recursive: bool) -> "Iterator[Object]":
        with told():
            yield from self._client.list_objects(self._bucket, prefix=prefix, recursive=recursive)

    def _key(self, case: str, name: str) -> str:
        return f"{self._prefix}{case}/{name}"

    def _name(self, case: str, found: "Object") -> str:
        return (found.object_name or "").removeprefix(self._key(case, ""))
