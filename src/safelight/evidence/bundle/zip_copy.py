"""A bundle as one file: a zip in which every byte follows from the files, so that nothing can hide in it."""

import shutil
import zipfile
from pathlib import Path

from safelight.evidence.bundle.contents import BundleRefused

LARGEST_BYTES = 2**32 - 1
MOST_FILES = 2**16 - 1
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_A_FILE_FOR_ALL = 0o100644 << 16
_UNIX = 3


def write_zip(folder: Path, target: Path) -> None:
    """Packs a bundle without compressing it; the same folder always gives the same bytes.

    Raises ``BundleRefused`` for more than 4 GiB or 65,535 files, and ``FileExistsError``.
    """
    found = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())
    taken = sum(path.stat().st_size + 2 * len(str(path)) + 98 for path in found)
    if taken > LARGEST_BYTES or len(found) > MOST_FILES:
        raise BundleRefused(
            "This bundle is too large for a zip that every program can open: more than 4 GiB or 65,535 files. "
            "Hand over the folder instead."
        )
    try:
        _pack(folder, found, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _pack(folder: Path, found: list[Path], target: Path) -> None:
    with target.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for path in found:
            member = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EARLIEST)
            member.create_system, member.external_attr = _UNIX, _A_FILE_FOR_ALL
            member.file_size = path.stat().st_size
            with path.open("rb") as source, packed.open(member, "w") as output:
                shutil.copyfileobj(source, output, 1 << 20)
