"""A command of Safelight in a process of its own, as people call it."""

import subprocess
import sys


def safelight(*words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "safelight", *words]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, check=False, start_new_session=True
    )
