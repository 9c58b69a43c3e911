"""Writing so that what was acknowledged is still there after a power cut."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Makes a small file, whole or not at all, readable by its owner only.

    Raises ``FileExistsError`` where the name is taken; of several who try at once, one succeeds.
    """
    with _written(path, content) as partial:
        path.hardlink_to(partial)
    flush_folder(path.parent)


def write_over(path: Path, content: bytes) -> None:
    """Makes a small file, or takes the place of one, whole or not at all, readable by its owner only."""
    with _written(path, content) as partial:
        partial.replace(path)
    flush_folder(path.parent)


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """The content on disk under another name beside ``path``, which is gone afterwards."""
    partial = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield partial
    finally:
        partial.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Puts the names in a folder on disk; ``fsync`` of a file alone does not (Linux fsync(2), notes)."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
