"""Giving a bundle to a browser, locked on the way. Only what is locked lies on a disk meanwhile."""

import tempfile
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from django.conf import settings
from django.http import StreamingHttpResponse

from safelight.bundling.locking import lock, lock_with_passphrase
from safelight.desk import content
from safelight.desk.bundles.models import Bundle, Manner
from safelight.evidence.audit import AuditEvent

_IN_MEMORY_BYTES = 64 * 1024 * 1024
_PIECE = 1 << 20


def download(
    bundle: Bundle, *, manner: str, key: str, passphrase: str, audit: AuditEvent
) -> StreamingHttpResponse:
    """The bundle as a file to keep. Raises ``NotLocked``."""
    sealed = content.open_sealed(bundle.case, bundle.sealed_sha256, audit=audit)
    if manner == Manner.OPEN:
        return _file(sealed, bundle.file_name)
    with sealed:
        locked = _spool()
        sink = cast("BinaryIO", locked)
        if manner == Manner.KEY:
            lock(sealed, sink, [key])
        else:
            lock_with_passphrase(sealed, sink, passphrase)
    locked.seek(0)
    return _file(locked, f"{bundle.file_name}.age")


def _spool() -> IO[bytes]:
    return cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES, dir=str(settings.FOLDER)))


def _file(source: IO[bytes], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(_pieces(source), content_type="application/octet-stream", headers=headers)


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    with source:
        while piece := source.read(_PIECE):
            yield piece
