"""Writing so that what was acknowledged is still there after a power cut."""

import os
import secrets
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Makes a small file, whole or not at all, readable by its owner only.

    Raises ``FileExistsError`` where the name is taken; of several who try at once, one succeeds.
    """
    partial = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(partial)
    finally:
        partial.unlink(missing_ok=True)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Puts the names in a folder on disk; ``fsync`` of a file alone does not (Linux fsync(2), notes)."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
