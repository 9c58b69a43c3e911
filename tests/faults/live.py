"""The real service, started as a force starts it, whose processes are killed one at a time or all at once."""

import contextlib
import http.client
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from tests.faults.importing import Import

WAIT_S = 0.1
LONGEST_WAIT_S = 120.0


class Service:
    """``safelight serve`` on a port of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def up(self) -> None:
        """Starts it where it does not run, as whoever looks after the machine would."""
        with self._one_at_a_time:
            if self._process is None or self._process.poll() is not None:
                command = [sys.executable, "-m", "safelight", "serve"]
                options = ["--folder", str(self._folder), "--port", str(self.port)]
                self._process = subprocess.Popen(
                    [*command, *options],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )

    def processes(self) -> list[int]:
        """Itself and everything it started, by number, itself first."""
        assert self._process is not None
        return _with_children(self._process.pid)

    def cut_the_power(self) -> None:
        """All of it at once."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):  # it ended by itself
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """As it should be stopped."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait()


class Killer(threading.Thread):
    """Kills one process of the service at a time at random moments, and everything at once now and then."""

    def __init__(self, service: Service, chance: random.Random, points: int) -> None:
        super().__init__()
        self._service, self._chance, self._points = service, chance, points
        self.killed = {"one": 0, "all": 0}

    def run(self) -> None:
        """So many points, however often the service has to be started again in between."""
        while sum(self.killed.values()) < self._points:
            time.sleep(self._chance.uniform(0.05, 1.5))
            if self._chance.random() < 0.1:
                self._service.cut_the_power()
                self.killed["all"] += 1
            elif others := self._service.processes()[1:]:
                with contextlib.suppress(ProcessLookupError):  # it ended by itself
                    os.kill(self._chance.choice(others), signal.SIGKILL)
                self.killed["one"] += 1
            self._service.up()


def hand_in(importing: Import, service: Service, address: str, session: str, killer: threading.Thread) -> None:
    """One file after the other, each sent until it is answered, while something kills; the rest when it has done."""
    while importing.pending or killer.is_alive():
        if not importing.pending:
            killer.join(WAIT_S)
            continue
        number = importing.pending[0]
        status = _status(importing, number, service.port, address, session)
        if status == http.client.FOUND:
            importing.pending.remove(number)
            importing.acknowledged.append(number)
        else:
            importing.refusals += 1
            service.up()
            time.sleep(WAIT_S)


def _status(importing: Import, number: int, port: int, address: str, session: str) -> int:
    boundary, token = secrets.token_hex(16), secrets.token_hex(16)
    fields = {"csrfmiddlewaretoken": token, "form": importing.form(number)}
    head = "".join(_field(boundary, name, value) for name, value in fields.items())
    head += f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="_chat {number}.txt"\r\n\r\n'
    foot = f"\r\n{_field(boundary, 'last', 'last')}--{boundary}--\r\n"
    body = head.encode() + importing.content(number) + foot.encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": f"session={session}; csrf={token}",
    }
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT_S)) as connection:
        try:
            connection.request("POST", quote(address), body, headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0


def _field(boundary: str, name: str, value: str) -> str:
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


def _with_children(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return [process]
    return [process, *(one for child in found for one in _with_children(int(child)))]
