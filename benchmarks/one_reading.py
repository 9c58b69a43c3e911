"""One file the way an exhibit goes: sealed, read, tallied, its table sealed as Parquet. ``python -m`` with a path.

A process of its own, so that its peak of memory is the reading's. It has read another file before, as the desk's
worker has: what libraries take to load is not measured here (``benchmarks.whatsapp`` measures whole processes).
"""

import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Vault
from safelight.examining.exhibit import ReadExhibit, read_sealed
from safelight.readers.apart.spawner import idle
from safelight.readers.reader import ReadingHints

_CASE = "benchmark"
_FIRST = b"26/03/2026, 10:00 - Ada: bring milk\n26/03/2026, 10:01 - Ben: and bread\n"


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
    """Measured in a process of its own that is warm."""
    done = subprocess.run(_command(path, "warm"), check=True, capture_output=True, text=True)
    return OneReading(*json.loads(done.stdout))


def whole_process_seconds(path: Path) -> float:
    """The same from the start of Python to its end, nothing warm: as peers are measured."""
    began = time.perf_counter()
    subprocess.run(_command(path, "cold"), check=True, capture_output=True)
    return time.perf_counter() - began


def _command(path: Path, how: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.one_reading", str(path), how]


def _measured(path: Path, how: str) -> OneReading:
    idle.warm_up()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        vault = Vault(folder / "vault", ForceKey.create_file(folder / "force.key"), Ledger(folder / "ledger"))
        if how == "warm":
            _read_through(vault, io.BytesIO(_FIRST), "chat.txt")
        wall, processor = time.perf_counter(), time.process_time()
        with path.open("rb") as original:
            read = _read_through(vault, original, path.name)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak_mb = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, read.peak_bytes / 1_000_000)
    return OneReading(
        wall,
        processor + read.processor_seconds,
        peak_mb,
        sum(read.records_by_kind.values()),
        read.bytes.failed,
    )


def _read_through(vault: Vault, original: BinaryIO, name: str) -> ReadExhibit:
    seal = vault.seal(_CASE, original, audit=AuditEvent(act=Act.EXHIBIT_SEALED, actor="benchmark"))
    return read_sealed(
        vault, _CASE, seal, name, ReadingHints(), audit=AuditEvent(act=Act.EXHIBIT_READ, actor="benchmark")
    )


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]), sys.argv[2])))
