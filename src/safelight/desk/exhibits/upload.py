"""Files are sealed while they stream in from the browser: plain bytes never touch a disk."""

from contextlib import ExitStack
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from safelight.evidence.audit import AuditEvent
from safelight.evidence.sealing import Seal, SealWriter
from safelight.evidence.vault import Vault

PIECE_BYTES = 1024 * 1024


class TooLarge(Exception):
    """A file is larger than this desk takes. The message is a sentence."""


class SealingUpload(UploadedFile[bytes]):
    """A file that arrived whole. It is kept only when ``keep`` is called."""

    def __init__(self, writer: SealWriter, name: str, size: int) -> None:
        super().__init__(name=name, size=size)
        self._writer = writer
        self.given_name = name

    def keep(self) -> Seal:
        """File it in the vault and enter it in the ledger."""
        return self._writer.finish()

    def close(self) -> None:
        """Nothing of it was kept. Django asks this of the files of a request that went wrong."""
        self._writer.close()


class SealingUploadHandler(FileUploadHandler):
    """Writes every file of one request into the vault's writers.

    Nothing is filed before the whole request arrived and the view asks for it: until ``keep`` is called,
    ``abandon`` (or an error) leaves nothing behind. A forged request therefore keeps nothing either.
    """

    chunk_size = PIECE_BYTES

    def __init__(self, vault: Vault, case: str, limit_bytes: int, *, audit: AuditEvent) -> None:
        super().__init__()
        self._vault, self._case, self._audit = vault, case, audit
        self._limit_bytes = limit_bytes
        self._open = ExitStack()
        self._writer: SealWriter | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self._writer = self._open.enter_context(self._vault.sealing(self._case, audit=self._audit))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it; raises ``TooLarge``."""
        if start + len(raw_data) > self._limit_bytes:
            message = (
                f"One of the files is larger than the {self._limit_bytes // 1024**2} MiB this desk takes. Nothing "
                "was kept of this upload. Ask the system's administrator to raise the limit."
            )
            raise TooLarge(message)
        assert self._writer is not None
        self._writer.write(raw_data)

    def file_complete(self, file_size: int) -> SealingUpload:
        """A file arrived whole."""
        assert self._writer is not None
        return SealingUpload(self._writer, self.file_name or "", file_size)

    def abandon(self) -> None:
        """Let go of everything that was not kept."""
        self._open.close()
