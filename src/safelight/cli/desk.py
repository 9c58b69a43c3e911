"""The desk from the command line: its folder, its database, its people, its worker, its service."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path, typer.Option(envvar="SAFELIGHT_FOLDER", file_okay=False, help="The desk's data folder; made if missing.")
]
Port = Annotated[int, typer.Option(min=1, max=65_535, help="Port on this machine.")]

ADDRESS = "127.0.0.1"
_THREADS = 8
_GIVES_WAY = 5
"""How much lower the worker's claim to the processor is (nice(2)): somebody waits for each page."""
_ASK_AGAIN_AFTER_S = 0.1
_LAST_ANSWERS_S = 5
_START_AGAIN_AFTER_S = 1.0


def prepare(folder: Path) -> None:
    """Name the data folder, start Django and bring the database up to date."""
    os.environ["SAFELIGHT_FOLDER"] = str(folder.absolute())
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def set_up() -> None:
    """Start Django with the data folder that is named, and leave the database as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safelight.desk.settings")
    import django

    django.setup()


def worker(folder: Folder) -> None:
    """Read and examine what was handed in, until told to stop."""
    prepare(folder)
    from safelight.desk.exhibits.worker import run_worker
    from safelight.readers.apart.guards.kernel import die_with_parent

    die_with_parent(signal.SIGTERM)
    os.nice(_GIVES_WAY)
    run_worker()


def serve(folder: Folder, port: Port = 8000) -> None:
    """Open the desk on a port of this machine, with what reads and takes in files beside it.

    A force puts its own proxy in front.
    """
    prepare(folder)
    with helpers_beside(folder):
        when_answering(port, lambda: typer.echo(f"Safelight is open at http://{ADDRESS}:{port}/"))
        serve_pages(port)


def add_person(
    username: Annotated[str, typer.Argument(help="What they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name as colleagues see it.")],
    role: Annotated[str, typer.Option(help="officer, dmi, idva, supervisor or overseer.")],
    folder: Folder,
) -> None:
    """Make an account; the password is asked for and never shown."""
    prepare(folder)
    from safelight.desk.people.actions import make_person
    from safelight.desk.rules import NotAllowed

    password = typer.prompt("Password (12 characters or more)", hide_input=True, confirmation_prompt=True)
    try:
        make_person(username, password, name, role)
    except NotAllowed as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(2) from refused
    typer.echo(f"{name} can sign in as {username}.")


def when_answering(port: int, then: Callable[[], None]) -> None:
    """Do something as soon as the service takes connections, so that nobody is sent to a page too early."""

    def wait() -> None:
        while not _answers(port):
            time.sleep(_ASK_AGAIN_AFTER_S)
        then()

    threading.Thread(target=wait, daemon=True).start()


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((ADDRESS, port), timeout=1):
            return True
    except OSError:
        return False


def serve_pages(port: int) -> None:
    """Serve until stopped. Threads wait for disks, so there are more of them than cores."""
    # A forked child would inherit Polars' threads as locks that nobody holds, and hang at its first query.
    multiprocessing.set_start_method("spawn", force=True)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from safelight.desk.taking_in.relay import AT_ONCE

    Granian(
        "safelight.desk.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_THREADS + AT_ONCE,
        workers_kill_timeout=_LAST_ANSWERS_S,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    ).serve()


@contextmanager
def helpers_beside(folder: Path) -> Iterator[None]:
    """For as long as this lasts, a worker that reads files and a process that takes them in."""
    with tempfile.TemporaryDirectory(prefix="safelight-") as place:  # the path of a socket must be short
        socket_at = Path(place) / "taking-in"
        worker = [sys.executable, "-m", "safelight", "worker", "--folder", str(folder)]
        taking_in = [sys.executable, "-m", "safelight.desk.taking_in.service", str(socket_at)]
        with kept_running(worker), kept_running(taking_in):
            os.environ["SAFELIGHT_TAKING_IN"] = str(socket_at)
            yield


@contextmanager
def kept_running(command: list[str]) -> Iterator[None]:
    """A process that is started again whenever it ends, until this is left."""
    running = [subprocess.Popen(command)]
    lock, leaving = threading.Lock(), threading.Event()

    def start_again() -> None:
        while True:
            running[0].wait()
            if leaving.wait(_START_AGAIN_AFTER_S):
                return
            with lock:
                if not leaving.is_set():
                    running[0] = subprocess.Popen(command)

    watching = threading.Thread(target=start_again, daemon=True)
    watching.start()
    try:
        yield
    finally:
        with lock:
            leaving.set()
            running[0].terminate()
        running[0].wait()
        watching.join()
