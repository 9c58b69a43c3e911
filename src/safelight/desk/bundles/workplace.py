"""Where a bundle is put together: in memory where there is room, and gone when it is sealed."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder with a name nobody can guess is made in it
_COPIES = 3
"""The folder, the zip of it, and room to spare."""
_LEAST_BYTES = 256 * 1024 * 1024


@contextmanager
def workplace(bytes_of_originals: int) -> Iterator[Path]:
    """A folder that only this process may open; nothing is left of it afterwards."""
    place = Path(tempfile.mkdtemp(prefix="safelight-bundle-", dir=_where(bytes_of_originals)))
    try:
        yield place
    finally:
        shutil.rmtree(place)


def _where(bytes_of_originals: int) -> Path:
    needed = bytes_of_originals * _COPIES + _LEAST_BYTES
    if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > needed:
        return _IN_MEMORY
    return Path(settings.FOLDER)
