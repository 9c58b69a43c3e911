"""Writing a bundle: files as they stream in, then what they are, signed and entered in the ledger."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Protocol

import msgspec

from safelight.evidence.audit import AuditEvent
from safelight.evidence.bundle.contents import BundleContents, BundleFile, BundleRefused, check_path, written
from safelight.evidence.durable import flush_folder
from safelight.evidence.ledger import Ledger
from safelight.evidence.ledger_entry import LedgerEntry
from safelight.evidence.verifier.page import page, verifier


class Bundle(msgspec.Struct, frozen=True):
    """A bundle that was made."""

    folder: Path
    sha256: str
    """Of ``bundle.json``; it stands for the whole bundle and is the subject of its entry in the ledger."""
    entry: LedgerEntry


class Output(Protocol):
    """Where the bytes of one file go."""

    def write(self, piece: bytes, /) -> object:
        """Takes the next bytes."""


class _Measured:
    """Passes bytes on to a file, and takes their digest and number meanwhile."""

    def __init__(self, file: Output) -> None:
        self._file = file
        self.digest = sha256()
        self.size = 0

    def write(self, piece: bytes, /) -> int:
        self._file.write(piece)
        self.digest.update(piece)
        self.size += len(memoryview(piece).cast("B"))
        return len(piece)

    def flush(self) -> None:
        """Nothing to do: the file is flushed when it is finished."""


class BundleWriter:
    """Writes into a folder beside its final place, which appears whole in the end or not at all."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        """Raises ``BundleRefused`` where something already stands at ``folder``."""
        if folder.exists():
            raise BundleRefused(f"{folder.name} is already there. Choose another place; nothing was written.")
        self._folder = folder
        self._ledger = ledger
        self._partial = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
        self._files: dict[str, BundleFile] = {}
        self._folders: set[str] = set()
        self._partial.mkdir(parents=True, mode=0o700)

    def __enter__(self) -> "BundleWriter":
        """Leaving without ``finish`` leaves nothing behind."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Takes away what was not finished."""
        shutil.rmtree(self._partial, ignore_errors=True)

    @contextmanager
    def adding(self, path: str) -> Iterator[Output]:
        """Takes one file. Raises ``BundleRefused`` for a name that is taken or that not every system can hold."""
        check_path(path)
        folders = {str(folder) for folder in PurePosixPath(path.lower()).parents}
        taken = path.lower() in self._files or path.lower() in self._folders
        if taken or folders & self._files.keys():
            raise BundleRefused(f"{path} is in the bundle already, as a file or as a folder.")
        self._folders |= folders
        with self._writing(path) as output:
            yield output

    def finish(self, contents: BundleContents, *, audit: AuditEvent) -> Bundle:
        """Lists, signs and records what was added; the folder stands in its place when this returns.

        ``audit`` is recorded with the digest of ``bundle.json`` as its subject, before anything can be seen.
        Raises ``BundleRefused``, or ``LedgerUnavailable`` where it cannot be recorded: nothing is left then.
        """
        if contents.entries and not 0 <= min(contents.entries) <= max(contents.entries) < self._ledger.size:
            raise BundleRefused("The bundle names an entry that is not in the ledger. Nothing was written.")
        for name, content in (("verify.py", verifier()), ("index.html", page())):
            with self._writing(name) as output:
                output.write(content)
        listed = written(
            contents,
            list(self._files.values()),
            made_at=datetime.now(UTC),
            ledger_key=self._ledger.verifier_key,
        )
        digest = sha256(listed).hexdigest()
        note = self._ledger.sign(f"safelight/bundle/v1\nsha256 {digest}\n")
        entry = self._ledger.append(msgspec.structs.replace(audit, subject=digest))
        self._keep({"bundle.json": listed, "bundle.note": note.encode(), **self._proofs(contents, entry)})
        self._partial.rename(self._folder)
        flush_folder(self._folder.parent)
        return Bundle(self._folder, digest, entry)

    def _proofs(self, contents: BundleContents, own: LedgerEntry) -> dict[str, bytes]:
        head, receipts = self._ledger.receipts([own.index, *contents.entries])
        proofs = {f"ledger/{index}.tlog-proof": receipts[index].encode() for index in contents.entries}
        proofs["ledger/bundle.tlog-proof"] = receipts[own.index].encode()
        return {"ledger/checkpoint": head.encode(), **proofs}

    def _keep(self, parts: dict[str, bytes]) -> None:
        for path, content in parts.items():
            target = self._place(path)
            target.write_bytes(content)

    @contextmanager
    def _writing(self, path: str) -> Iterator[Output]:
        with self._place(path).open("xb") as file:
            output = _Measured(file)
            yield output
            file.flush()
            os.fsync(file.fileno())
        self._files[path.lower()] = BundleFile(path, output.digest.hexdigest(), output.size)

    def _place(self, path: str) -> Path:
        place = self._partial / path
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return place
