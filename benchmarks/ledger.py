"""How many acts and looks the ledger can record, each on disk before it is acknowledged."""

import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.row import Row
from safelight.evidence import merkle
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger
from safelight.evidence.tiles.check import check as check_tiles

EVENT = AuditEvent(
    act=Act.LOOKED_AT_CONVERSATION,
    actor="person:7",
    role="officer",
    case="case:12",
    subject="5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    details={"count": 50},
)
ROUNDS = 3
MILLION = 1_000_000
PROOFS = 5_000
GOAL = 20_000


def run() -> list[Row]:
    """Appends in four ways, each beside what SQLite alone does with the same bytes; then proofs and tiles."""
    with tempfile.TemporaryDirectory() as name:
        ledger = Ledger(Path(name))
        plain = _best(lambda: _plain_commits(Path(name) / "plain.sqlite", 300), 300)
        rows = [
            _row("ledger: appends one at a time", _best(lambda: _one_by_one(ledger, 300), 300), plain),
            _row("ledger: appends by 8 threads at once", _best(lambda: _by_threads(ledger, 100), 800), plain),
            _of_batches("100", _best(lambda: _batches(ledger, 20, 100), 2_000)),
            _of_batches("1000", _best(lambda: _batches(ledger, 10, 1_000), 10_000)),
            *_proof_rows(ledger),
            *_tile_rows(ledger, Path(name) / "tiles"),
        ]
        ledger.close()
        return rows


def _row(what: str, per_second: float, plain: float) -> Row:
    against = f"SQLite alone, one commit each: {plain:,.0f}/s"
    return Row(what, f"{per_second:,.0f} entries/s", against, f"{per_second / plain:.2f}")


def _of_batches(size: str, per_second: float) -> Row:
    what = f"ledger: appends in batches of {size}, on disk"
    return Row(what, f"{per_second:,.0f} entries/s", f"goal {GOAL:,}", f"{per_second / GOAL:.2f}")


def _best(work: Callable[[], object], count: int) -> float:
    """The best rate of a few rounds: the others were disturbed by something else on the machine."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return count / min(seconds)


def _plain_commits(path: Path, count: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS entry (position INTEGER PRIMARY KEY, leaf BLOB)")
        for _ in range(count):
            connection.execute("INSERT INTO entry (leaf) VALUES (?)", (b"x" * 250,))


def _one_by_one(ledger: Ledger, count: int) -> None:
    for _ in range(count):
        ledger.append(EVENT)


def _by_threads(ledger: Ledger, count: int) -> None:
    threads = [threading.Thread(target=_one_by_one, args=(ledger, count)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _batches(ledger: Ledger, count: int, size: int) -> None:
    for _ in range(count):
        ledger.append_all([EVENT] * size)


def _proof_rows(ledger: Ledger) -> list[Row]:
    """On a ledger of a million entries, by processor time: what else runs on the machine does not count."""
    while ledger.size < MILLION:
        ledger.append_all([EVENT] * min(1_000, MILLION - ledger.size))
    ledger.checkpoint()
    root, against = ledger.root(), f"a ledger of {MILLION:,} entries, processor time"
    indices = [number * 7_919 % MILLION for number in range(PROOFS)]
    made = _least_processor_time(lambda: [ledger.inclusion_proof(index, MILLION) for index in indices])
    paths = [(index, ledger.inclusion_proof(index, MILLION)) for index in indices]
    leaf = ledger.entries(start=0, limit=1)[0].leaf_hash
    checked = _least_processor_time(
        lambda: [merkle.is_included(leaf, i, MILLION, path, root) for i, path in paths]
    )
    replayed = _least_processor_time(ledger.verify)
    return [
        Row(
            "ledger: an inclusion proof made",
            f"{made / PROOFS * 1e6:,.0f} us",
            f"{against}; goal 50 us",
            f"{50e-6 * PROOFS / made:.2f}",
        ),
        Row("ledger: an inclusion proof checked", f"{checked / PROOFS * 1e6:,.0f} us", against, ""),
        Row(
            "ledger: everything rehashed and checked",
            f"{replayed:,.2f} s",
            f"{against}; goal 3 s",
            f"{3 / replayed:.2f}",
        ),
    ]


def _least_processor_time(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of a few rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def _tile_rows(ledger: Ledger, folder: Path) -> list[Row]:
    """Everything as plain files, and the check that rebuilds the root from them."""
    start = time.process_time()
    count = ledger.export_tiles(folder)
    written = time.process_time() - start
    checked = _least_processor_time(lambda: check_tiles(folder, ledger.verifier_key))
    against = f"{MILLION:,} entries in {count:,} files, processor time"
    return [
        Row("ledger: everything written as tiles", f"{written:,.1f} s", against, ""),
        Row("ledger: the root rebuilt from tiles", f"{checked:,.1f} s", f"{against}; goal 30 s", ""),
    ]
