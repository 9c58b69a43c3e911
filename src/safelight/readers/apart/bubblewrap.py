"""A world of its own for the template, where bubblewrap is installed: Python's files to read, and nothing else."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from safelight.readers.apart.guards.landlock import SYSTEM_LIBRARIES, python_folders

NAME = "bubblewrap"
_SCRATCH = "/tmp"  # noqa: S108  # of its world, not of ours


def wrapped(command: Sequence[str]) -> list[str]:
    """The command inside, or no word where bubblewrap is not installed.

    No network, no processes of others, no capability; the files that Python needs, read-only, and an empty
    scratch folder that ends with it.
    """
    program = shutil.which("bwrap")
    if program is None:
        return []
    visible = sorted({str(path) for path in _visible()})
    bound = [word for path in visible for word in ("--ro-bind-try", path, path)]
    return [
        program, "--unshare-all", "--new-session", "--cap-drop", "ALL", *bound,
        "--dev", "/dev", "--proc", "/proc", "--tmpfs", _SCRATCH, "--chdir", "/", "--", *command,
    ]  # fmt: skip


def _visible() -> Iterator[Path]:
    yield from SYSTEM_LIBRARIES
    yield from python_folders()
    yield Path(sys.prefix)
    yield Path(sys.base_prefix)
