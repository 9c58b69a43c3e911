"""Pages of the running desk, at rest and while four people hand in large files; and what a recorded look costs."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from unittest import mock

from benchmarks.first_conversation import first_conversation
from benchmarks.row import Row
from benchmarks.uploader import Signed
from benchmarks.whatsapp_export import write_export
from safelight.evidence.audit import AuditEvent
from safelight.evidence.ledger_entry import LedgerEntry

_RECORDS = int(os.environ.get("BENCH_RECORDS", "100000"))
_ASKS = 40
_UPLOADS = 4
_GOAL_MS = 300
_GOAL_OF_A_LOOK_MS = 20


def run() -> list[Row]:
    """The 95th percentile over the pages of a case, in milliseconds, beside the goal."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["SAFELIGHT_FOLDER"] = name
        session, case, paths = _prepared(place)
        looks = _cost_of_looks(session, paths)
        with _desk(place) as port:
            signed = Signed(port, session, case)
            at_rest = _asked(paths, signed.timed)
            with _uploads(signed) as taken:
                under_load = _asked(paths, signed.timed)
                files = taken()
    return [
        _row("pages of the desk at rest", at_rest, _GOAL_MS),
        _row(f"the same while {_UPLOADS} uploads run ({files} files of 64 MiB taken)", under_load, _GOAL_MS),
        _row("what recording the look costs a page", looks, _GOAL_OF_A_LOOK_MS),
    ]


def _row(what: str, took_ms: float, goal_ms: int) -> Row:
    return Row(f"{what}, 95th percentile", f"{took_ms:.1f} ms", f"goal {goal_ms} ms", f"{goal_ms / took_ms:.1f}")


def _prepared(place: Path) -> tuple[str, str, list[str]]:
    """A case with messages in it: the session of a signed-in officer, the case's address, the pages to ask for."""
    from safelight.cli.desk import prepare

    prepare(place)
    from django.test import Client

    from safelight.desk.cases.actions import open_case
    from safelight.desk.exhibits.actions import hand_in
    from safelight.desk.exhibits.worker import run_worker
    from safelight.desk.people.actions import make_person

    export = place / "WhatsApp Chat with Netball.txt"
    write_export(export, messages=_RECORDS)
    officer = make_person("officer", "only-for-this-measurement", "Asha Brown", "officer")
    case = open_case(officer, title="Many records", harm="stalking", safe_contact="By day")
    with export.open("rb") as stream:
        hand_in(case, officer, export.name, stream)
    run_worker(until_idle=True)
    client = Client()
    client.force_login(officer)
    base = f"/cases/{case.reference}/"
    middle = f"{first_conversation(client, base)}?from={_RECORDS // 2}"
    below = ("", "findings/", "exhibits/", "conversations/", "conversations/rhythm/")
    return client.cookies["session"].value, base, ["/", *(f"{base}{path}" for path in below), middle]


def _cost_of_looks(session: str, paths: Sequence[str]) -> float:
    """What each page spends on recording, asked for in this process."""
    from django.test import Client

    from safelight.evidence.ledger import Ledger

    client, recorded, spent = Client(), Ledger.append_all, [0.0]
    client.cookies["session"] = session

    def timed(ledger: Ledger, events: Sequence[AuditEvent]) -> list[LedgerEntry]:
        began = time.perf_counter()
        entries = recorded(ledger, events)
        spent[-1] += (time.perf_counter() - began) * 1000
        return entries

    with mock.patch.object(Ledger, "append_all", timed):
        for path in list(paths) * _ASKS:
            spent.append(0.0)
            assert client.get(path).status_code == 200, path
    return _percentile(spent[1:])


def _asked(paths: Sequence[str], timed: Callable[[str], float]) -> float:
    for path in paths:
        timed(path)
    return _percentile([timed(path) for _ in range(_ASKS) for path in paths])


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


@contextmanager
def _desk(place: Path) -> Iterator[int]:
    """The service as a force starts it, with its worker."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "safelight", "serve", "--folder", str(place), "--port", str(port)]
    service = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert service.stdout is not None
    try:
        service.stdout.readline()
        yield port
    finally:
        service.terminate()
        service.communicate()


@contextmanager
def _uploads(signed: Signed) -> Iterator[Callable[[], int]]:
    """Four uploads at once for as long as this lasts; gives what tells how many files were taken."""
    command = [sys.executable, "-m", "benchmarks.uploader", str(signed.port), signed.session, signed.case]
    with ExitStack() as stack:
        logs = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(_UPLOADS)]
        running = [subprocess.Popen(command, stdout=log) for log in logs]
        stack.callback(_stop, running)

        def taken() -> int:
            assert all(one.poll() is None for one in running), "an upload was refused"
            return sum(os.pread(log.fileno(), 1 << 20, 0).count(b"\n") for log in logs)

        while not taken():
            time.sleep(0.1)
        yield taken


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for one in running:
        one.terminate()
    for one in running:
        one.wait()
