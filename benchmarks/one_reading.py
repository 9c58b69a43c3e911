"""One file the way an exhibit goes: sealed, read, tallied, its table sealed as Parquet. ``python -m`` with a path.

A process of its own, so that its peak of memory is the reading's.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, Protocol

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Vault
from safelight.examining.exhibit import read_sealed
from safelight.readers.apart.spawner import idle
from safelight.readers.reader import ReadingHints

_CASE = "benchmark"
_WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
"""This process, and the one in which a reader reads."""


class OneReading(NamedTuple):
    """Seconds on the clock and of the processors, megabytes of the larger process, records, bytes that failed."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    records: int
    failed_bytes: int


class Write(Protocol):
    """Writes a file of so many messages."""

    def __call__(self, path: Path, *, messages: int) -> None:
        """Writes it."""


def written_apart(write: Write, path: Path, *, messages: int) -> None:
    """Written by a process of its own: on Linux a process inherits the peak of the one that started it."""
    writer = get_context("fork").Process(target=write, args=(path,), kwargs={"messages": messages})
    writer.start()
    writer.join()


def one_reading(path: Path) -> OneReading:
    """Measured in a process of its own; what Python takes to start is not counted."""
    command = [sys.executable, "-m", "benchmarks.one_reading", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return OneReading(*json.loads(done.stdout))


def _measured(path: Path) -> OneReading:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        vault = Vault(folder / "vault", ForceKey.create_file(folder / "force.key"), Ledger(folder / "ledger"))
        wall, processor = time.perf_counter(), _processor_seconds()
        with path.open("rb") as original:
            seal = vault.seal(_CASE, original, audit=AuditEvent(act=Act.EXHIBIT_SEALED, actor="benchmark"))
        audit = AuditEvent(act=Act.EXHIBIT_READ, actor="benchmark")
        read = read_sealed(vault, _CASE, seal, path.name, ReadingHints(), audit=audit)
        wall = time.perf_counter() - wall
    idle.close()  # what a process used is told once it has ended
    processor = _processor_seconds() - processor
    peak_mb = max(resource.getrusage(whose).ru_maxrss for whose in _WHOSE) / 1000
    return OneReading(wall, processor, peak_mb, sum(read.records_by_kind.values()), read.bytes.failed)


def _processor_seconds() -> float:
    used = [resource.getrusage(whose) for whose in _WHOSE]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]))))
