"""A PostgreSQL of our own on a socket, for as long as a test lasts."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDED = "SAFELIGHT_TESTS_NEED_POSTGRESQL"
_AS = "postgres"


@contextmanager
def postgresql(place: Path) -> Iterator[str]:
    """The port it listens on, on this machine alone; databases are made by ``create``.

    Where PostgreSQL or psycopg is missing the test is skipped, or fails if the environment says that it must not.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs or find_spec("psycopg") is None:
        if os.environ.get(NEEDED):
            pytest.fail("PostgreSQL or psycopg is missing, and the environment says that tests need them.")
        pytest.skip("Needs PostgreSQL and psycopg (the extra “postgres”).")
    server = _Server(programs[-1], place)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def create(port: str, name: str) -> str:
    """Makes an empty database and says how Safelight is set to it."""
    command = ["createdb", "-h", "127.0.0.1", "-p", port, "-U", _AS, name]
    subprocess.run(command, check=True, capture_output=True)
    return f"postgresql://{_AS}@127.0.0.1:{port}/{name}"


class _Server:
    def __init__(self, programs: Path, place: Path) -> None:
        self.programs, self.data = programs, place / "postgresql"
        self.port = str(20_000 + os.getpid() % 20_000)
        self.data.mkdir()
        self.as_root = os.geteuid() == 0
        if self.as_root:
            for folder in (self.data, *self.data.parents):
                if not folder.stat().st_mode & 0o001:
                    folder.chmod(folder.stat().st_mode | 0o011)
            shutil.chown(self.data, _AS)

    def start(self) -> None:
        self._do("initdb", "-D", str(self.data), "-U", _AS, "-A", "trust", "--no-sync")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.data}"
        self._do("pg_ctl", "-D", str(self.data), "-o", options, "-l", str(self.data / "log"), "-w", "start")

    def stop(self) -> None:
        self._do("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def _do(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words]
        before = ["runuser", "-u", _AS, "--"] if self.as_root else []
        subprocess.run([*before, *command], check=True, capture_output=True, cwd="/")
