"""Every signal over harmless talk: one long conversation of four people, and conversations of a hundred messages.

A process of its own measures each, so that its peak of memory is the examination's, the table in it included; nothing
is warm. Without the sentence encoder, which costs by candidates and not by messages.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from benchmarks import harmless
from benchmarks.one_reading import written_apart
from benchmarks.row import Row
from benchmarks.whatsapp_export import write_export
from safelight.examining.paths import examine
from safelight.signals import links
from safelight.signals.context import CaseContext
from safelight.signals.heads.semantic.encoder import WITHOUT
from safelight.signals.registry import examine_all

_GOALS = {100_000: 10, 1_000_000: 90}
"""Seconds for so many messages, on two cores."""
_GOAL_MB = 1_500
_ACCOUNTS, _OF_EACH, _GOAL_LINKS = 2_000, 50, 60


class Measured(NamedTuple):
    """Seconds on the clock and of the processors, megabytes at the most, records and findings."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    records: int
    findings: int


def run() -> Iterator[Row]:
    """One row for each kind of talk and size, one for linking."""
    with tempfile.TemporaryDirectory() as place:
        for messages, goal in _GOALS.items():
            for kind, write in (("one conversation", _one_conversation), ("conversations of 100", _conversations)):
                path = Path(place) / f"{kind} {messages}.parquet"
                written_apart(write, path, messages=messages)
                yield _row(f"{kind}, {messages:,} messages", path, goal)
        path = Path(place) / "accounts.parquet"
        written_apart(_accounts, path, messages=_ACCOUNTS * _OF_EACH)
        yield _row(f"linking {_ACCOUNTS:,} accounts", path, _GOAL_LINKS, "links")


def _row(what: str, path: Path, goal: int, signals: str = "all") -> Row:
    command = [sys.executable, "-m", "benchmarks.signals", str(path), signals]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, WITHOUT: "1"})
    made = Measured(*json.loads(done.stdout))
    said = f"goal {goal} s, {_GOAL_MB} MB; {made.processor_seconds:.1f} s of processors, {made.peak_mb:,.0f} MB"
    return Row(what, f"{made.seconds:.1f} s", said, f"{goal / made.seconds:.2f}")


def _one_conversation(path: Path, *, messages: int) -> None:
    export = path.with_name("WhatsApp Chat with Netball.txt")
    write_export(export, messages=messages)
    examine(export).table.write_parquet(path)


def _conversations(path: Path, *, messages: int) -> None:
    harmless.table_of(harmless.salad(messages), owner="me").write_parquet(path)


def _accounts(path: Path, *, messages: int) -> None:
    """Each in a conversation of its own with the owner, who says nothing."""
    table = harmless.table_of(harmless.salad(messages), owner="me")
    number = pl.int_range(pl.len()) // _OF_EACH
    other = pl.format("account {}", number)
    table.with_columns(sender=other, thread=other, direction=pl.lit("towards_owner")).write_parquet(path)


def _measured(path: Path, signals: str) -> Measured:
    table = pl.read_parquet(path)
    wall, processor = time.perf_counter(), time.process_time()
    if signals == "all":
        found = len(examine_all(table, CaseContext()).findings)
    else:
        found = len(list(links.examine(table, CaseContext())))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return Measured(wall, processor, peak_mb, table.height, found)


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]), sys.argv[2])))
