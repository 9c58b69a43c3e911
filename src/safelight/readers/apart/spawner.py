"""Starting the template, and asking it for reading processes."""

import atexit
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

from safelight.readers.apart import bubblewrap
from safelight.readers.apart.bubblewrap import wrapped
from safelight.readers.apart.template import ENDING, KILL, READY
from safelight.readers.apart.wire import pair

PACKAGES = Path(__file__).parents[3]
BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from safelight.readers.apart.template import main; main(int(sys.argv[2]))"
)


_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Libraries that count in parallel would start threads of their own, which a template must not have."""


class Ending(NamedTuple):
    """How a reading process ended, by the kernel's own figures."""

    status: int
    """As ``os.waitstatus_to_exitcode`` gives it: negative for a signal."""
    peak_bytes: int
    processor_seconds: float


class TemplateGone(Exception):
    """The process that reading processes are made from could not be started, or ended."""

    def __str__(self) -> str:
        """As a sentence."""
        return (
            "The process that reads files could not be started, or was ended from outside. Nothing was read; "
            "everything sealed is unharmed. Try again, and if it happens again tell the system's administrator."
        )


class Template:
    """One template process. It serves one exhibit at a time."""

    def __init__(self, boot: str = BOOT) -> None:
        self.maker = os.getpid()
        self._boot = boot
        self._is_ready = False
        self.guards: tuple[str, ...] = ()
        """What keeps all its reading processes in, before they shut themselves in."""
        self._start(is_wrapped=True)

    def _start(self, *, is_wrapped: bool) -> None:
        self._control, theirs = pair()
        with theirs:
            plain = [sys.executable, "-I", "-c", self._boot, str(PACKAGES), str(theirs.fileno())]
            wrapping = wrapped(plain) if is_wrapped else []
            self.guards = (bubblewrap.NAME,) if wrapping else ()
            self._process = subprocess.Popen(
                wrapping or plain,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=_ONE_THREAD,
                cwd="/",
            )

    def reader(self) -> socket.socket:
        """The connection to a new reading process. Raises ``TemplateGone``."""
        self._await_start()
        ours, theirs = pair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
            except OSError as problem:
                ours.close()
                raise TemplateGone from problem
        return ours

    def _await_start(self) -> None:
        """Where bubblewrap is there but may not do its work, the template starts without it."""
        while not self._is_ready:
            try:
                self._expect(len(READY))
                self._is_ready = True
            except TemplateGone:
                self.close()
                if not self.guards:
                    raise
                self._start(is_wrapped=False)

    def ended(self) -> Ending:
        """Waits for the end of the reading process. Raises ``TemplateGone``."""
        status, kilobytes, seconds = ENDING.unpack(self._expect(ENDING.size))
        return Ending(os.waitstatus_to_exitcode(status), kilobytes * 1024, seconds)

    def kill_reader(self) -> None:
        """Ends the reading process, whatever it is doing."""
        self._control.sendall(KILL)

    def _expect(self, length: int) -> bytes:
        data = self._control.recv(length, socket.MSG_WAITALL)
        if len(data) < length:
            raise TemplateGone
        return data

    def close(self) -> None:
        """Ends the template, and the reading process with it."""
        self._control.close()
        if self.maker == os.getpid():
            self._process.wait()


class Templates:
    """Templates that wait for their next exhibit; each thread that reads has one to itself."""

    def __init__(self, boot: str = BOOT) -> None:
        self._boot = boot
        self._waiting: list[Template] = []
        self._lock = threading.Lock()
        atexit.register(self.close)

    def take(self) -> Template:
        """One that waits, or a new one."""
        with self._lock:
            while self._waiting:
                template = self._waiting.pop()
                if template.maker == os.getpid():
                    return template
        return Template(self._boot)

    def give_back(self, template: Template) -> None:
        """Lets it wait for its next exhibit."""
        with self._lock:
            self._waiting.append(template)

    def warm_up(self) -> None:
        """Starts one, so that it is ready by the time the first exhibit is sealed."""
        self.give_back(self.take())

    def close(self) -> None:
        """Ends those that wait."""
        with self._lock:
            while self._waiting:
                self._waiting.pop().close()


idle = Templates()
