"""Work in a copy of this process that can be killed, or whose disk can fail, and that tells how far it came."""

import os
import resource
import select
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Tell = Callable[[str], None]
Work = Callable[[Tell], None]
STARTED = "started"
LONGEST_S = 300.0


class Ended(NamedTuple):
    """What a copy told, line by line, and whether it came to its own end."""

    told: list[str]
    came_to_its_end: bool
    took_s: float

    def after(self, word: str) -> list[str]:
        """What was told after a word, of the lines that begin with it."""
        return [line.split(" ", 1)[1] for line in self.told if line.startswith(f"{word} ")]


def forked(
    work: Work,
    *,
    kill_after_s: float | None = None,
    longest_file: int | None = None,
    inject: list[str] | None = None,
) -> Ended:
    """Does work in a copy of this process.

    It is killed so long after it began, or no file may grow past so many bytes, or system calls fail as ``strace``
    is told (``inject``).
    """
    ears, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_copy(work, mouth, longest_file, wait=inject is not None)
    os.close(mouth)
    tracer = _traced(child, inject) if inject else None
    try:
        told, took = _listen(ears, child, kill_after_s)
    finally:
        os.close(ears)
        status = os.waitpid(child, 0)[1]
        if tracer:
            tracer.wait()
    return Ended(told, os.waitstatus_to_exitcode(status) == 0, took)


def _be_the_copy(work: Work, mouth: int, longest_file: int | None, *, wait: bool) -> None:
    os.setpgid(0, 0)
    code = 1
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        if not os.environ.get("SAFELIGHT_FAULTS_LOUD"):
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
        if wait:
            os.kill(os.getpid(), signal.SIGSTOP)
        if longest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file, resource.RLIM_INFINITY))

        def tell(line: str) -> None:
            os.writev(mouth, [f"{line}\n".encode()])  # not write: that is what may be made to fail

        tell(STARTED)
        work(tell)
        code = 0
    finally:
        os._exit(code)


def _listen(ears: int, child: int, kill_after_s: float | None) -> tuple[list[str], float]:
    heard, began, killed = b"", time.monotonic(), False
    last = began + LONGEST_S
    deadline = last
    while True:
        ready, _, _ = select.select([ears], [], [], max(0.0, deadline - time.monotonic()))
        if ready:
            piece = os.read(ears, 65_536)
            if not piece:
                break
            if not heard and kill_after_s is not None:
                began = time.monotonic()
                deadline = began + kill_after_s
            heard += piece
        elif not killed:
            killed, deadline = True, last
            os.killpg(child, signal.SIGKILL)  # and those it started
    return heard.decode().splitlines(), time.monotonic() - began


def _traced(child: int, inject: list[str]) -> "subprocess.Popen[bytes]":
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", "-qqq", "-o", os.devnull, "-p", str(child), *inject],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    status = Path(f"/proc/{child}/status")
    while tracer.poll() is None and "TracerPid:\t0" in status.read_text():
        time.sleep(0.002)
    os.kill(child, signal.SIGCONT)
    return tracer
