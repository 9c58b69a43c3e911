"""The service as a newcomer starts it, in a process of its own, with the worked example in it."""

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.walk.walker import Service

LONGEST_S = 600
"""A service that hangs is stopped after this long, so that a run of tests ends."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Started by the command of ``make run``; ready when it says so."""
    folder = tmp_path_factory.mktemp("demonstration")
    port = _free_port()
    command = [
        *(sys.executable, "-m", "safelight", "demonstration", "--no-open-page"),
        *("--folder", str(folder), "--port", str(port)),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        too_long = threading.Timer(LONGEST_S, process.kill)
        too_long.start()
        try:
            yield Service(*_what_it_says(process), folder=Path(folder))
        finally:
            too_long.cancel()
            process.terminate()
            process.wait()


@pytest.fixture(autouse=True)
def _windows_closed(chromium: Browser) -> Iterator[None]:
    """Close every window after each walk: an open one keeps its connection to the service."""
    yield
    for context in chromium.contexts:
        context.close()


def _what_it_says(process: "subprocess.Popen[str]") -> tuple[str, str]:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        found = re.search(r"open at (\S+)/cases/.*password (\S+)", said, re.DOTALL)
        if found:
            return found[1], found[2]
    pytest.fail(f"The service ended before it was open:\n{said}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
