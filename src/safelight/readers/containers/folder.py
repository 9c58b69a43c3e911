"""A folder handed to the command line."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def files_under(folder: Path) -> Iterator[Path]:
    """Regular files under a folder (or the file itself), in sorted order; links are never followed."""
    if _is_regular(folder):
        yield folder
        return
    for place, names_of_folders, names_of_files in os.walk(folder, followlinks=False):
        names_of_folders.sort()
        for name in sorted(names_of_files):
            path = Path(place) / name
            if _is_regular(path):
                yield path


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
