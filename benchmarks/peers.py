"""Software that is measured beside Safelight, each in its own process and with nothing of Safelight's loaded.

They have an environment of their own (``.venv-peers``, made from ``requirements/peers.txt``).
"""

import subprocess
import time
from pathlib import Path
from typing import NamedTuple

PYTHON = Path(".venv-peers/bin/python")
RUNS = 3


class Timed(NamedTuple):
    """The fastest of several runs of a whole process, in seconds, and how many records it said it kept."""

    seconds: float
    records: int


def peer(code: str, *given: object) -> Timed | None:
    """What a piece of code that prints a count takes; ``None`` where it ends in an error."""
    command = [str(PYTHON), "-c", code, *map(str, given)]
    timed = [_timed(command) for _ in range(RUNS)]
    if not all(timed):
        return None
    return min(one for one in timed if one)


def version_of(name: str) -> str:
    """The version that is installed."""
    code = f"from importlib.metadata import version; print(version('{name}'))"
    return subprocess.run([str(PYTHON), "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def _timed(command: list[str]) -> Timed | None:
    began = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    return None if done.returncode else Timed(seconds, int(done.stdout.split()[-1]))
