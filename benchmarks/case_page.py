"""Pages of a case with a million records behind it, as a signed-in officer asks for them.

``BENCH_RECORDS`` in the environment asks for another number of records; a million take about a minute to load.
"""

import os
import re
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.first_conversation import first_conversation
from benchmarks.row import Row
from benchmarks.whatsapp_export import write_export

_RECORDS = int(os.environ.get("BENCH_RECORDS", "1000000"))
_ASKS = 15
_GOAL_MS = 200
_GOAL_S_A_MILLION = 60


def run() -> list[Row]:
    """The median of each page, in milliseconds, beside the goal. The desk answers in this process."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["SAFELIGHT_FOLDER"] = place
        from safelight.cli.desk import prepare

        prepare(Path(place))
        seconds = _load(Path(place))
        took = Row(
            f"{_RECORDS:,} messages sealed, read and examined by the desk",
            f"{seconds:.1f} s",
            f"goal {_GOAL_S_A_MILLION} s for a million",
            f"{_GOAL_S_A_MILLION * _RECORDS / 1_000_000 / seconds:.1f}",
        )
        return [took, *_pages()]


def _load(place: Path) -> float:
    from safelight.desk.cases.actions import open_case
    from safelight.desk.exhibits.actions import hand_in
    from safelight.desk.exhibits.worker import run_worker
    from safelight.desk.people.actions import make_person

    export = place / "WhatsApp Chat with Netball.txt"
    write_export(export, messages=_RECORDS)
    officer = make_person("officer", "only-for-this-measurement", "Asha Brown", "officer")
    case = open_case(officer, title="A million records", harm="stalking", safe_contact="By day")
    began = time.perf_counter()
    with export.open("rb") as stream:
        hand_in(case, officer, export.name, stream)
    run_worker(until_idle=True)
    return time.perf_counter() - began


def _pages() -> list[Row]:
    from django.test import Client

    from safelight.desk.cases.models import Case
    from safelight.desk.people.models import Person

    client, reference = Client(), Case.objects.get().reference
    client.force_login(Person.objects.get())
    base = f"/cases/{reference}/"
    middle = f"{first_conversation(client, base)}?from={_RECORDS // 2}"
    record = _first(r'id="r-(\w{32})"', client.get(middle))
    findings = re.findall(r"findings/(\w{32})/", client.get(f"{base}findings/").content.decode())
    asks = {
        "the case": lambda: client.get(base),
        "its findings": lambda: client.get(f"{base}findings/"),
        "its conversations": lambda: client.get(f"{base}conversations/"),
        "a page in the middle of one": lambda: client.get(middle),
        "when it happened": lambda: client.get(f"{base}conversations/rhythm/"),
        "a search for a phrase": lambda: client.post(
            f"{base}conversations/search/", {"words": "added petrol", "manner": "phrase"}
        ),
        "one record's bytes": lambda: client.get(f"{base}conversations/records/{record}/bytes/"),
    }
    if findings:
        asks["one finding"] = lambda: client.get(f"{base}findings/{findings[0]}/")
    return [_row(what, ask) for what, ask in asks.items()]


def _first(pattern: str, answer: Any) -> str:
    found = re.search(pattern, answer.content.decode())
    assert found, pattern
    return found[1]


def _row(what: str, ask: object) -> Row:
    assert callable(ask)
    times = [_timed(ask) for _ in range(_ASKS)][1:]
    median = statistics.median(times)
    return Row(
        f"{what}, {_RECORDS:,} records",
        f"{median:.0f} ms",
        f"goal {_GOAL_MS} ms; worst {max(times):.0f} ms",
        f"{_GOAL_MS / median:.1f}",
    )


def _timed(ask: object) -> float:
    assert callable(ask)
    began = time.perf_counter()
    answer = ask()
    assert answer.status_code == 200, answer.status_code
    return (time.perf_counter() - began) * 1000
