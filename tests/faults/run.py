"""Running one kind of fault in a folder of its own that goes afterwards; on a small disk where this is root's."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SMALL_DISK = "448m"


def run(kind: str, *, points: int, files: int, seed: int) -> dict[str, Any]:
    """How it came out: ``wrong`` is a list of sentences, empty where all is well."""
    with tempfile.TemporaryDirectory(prefix="safelight-faults-") as place:
        folder = Path(place) / "desk"
        folder.mkdir()
        with _small_disk(folder) if kind == "full" else contextlib.nullcontext():
            command = [
                sys.executable,
                "-m",
                "tests.faults.child",
                kind,
                str(folder),
                *map(str, (seed, points, files)),
            ]
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, cwd=ROOT, env=dict(os.environ)
            )
        if done.returncode:
            return {"wrong": [done.stderr[-3000:]]}
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def can_inject() -> bool:
    """Whether system calls can be made to fail here."""
    if not shutil.which("strace"):
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "none", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
