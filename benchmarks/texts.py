"""Texts of an iPhone (``sms.db``): Safelight the whole way beside the module of MVT that reads this database."""

import tempfile
from pathlib import Path

from benchmarks import peers
from benchmarks.made.phones import write_sms_db
from benchmarks.one_reading import one_reading, whole_process_seconds, written_apart
from benchmarks.row import Row

_MESSAGES = 100_000
_RUNS = 3
_MVT = (
    "import sys, logging; logging.disable(logging.CRITICAL)\n"
    "from mvt.ios.modules.mixed.sms import SMS\n"
    "module = SMS(file_path=sys.argv[1], target_path=sys.argv[2]); module.run()\n"
    "print(len(module.results))"
)


def run() -> list[Row]:
    """One row for each; the ratio is how often Safelight's time the peer takes, both as whole processes."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "sms.db"
        written_apart(write_sms_db, path, messages=_MESSAGES)
        ours = min(one_reading(path) for _ in range(_RUNS))
        rate = ours.records / ours.seconds
        kept = f"{ours.records:,} of {_MESSAGES:,} records kept, {ours.failed_bytes:,} bytes failed"
        rows = [
            Row("safelight: seal, read, tally, Parquet (a warm worker)", f"{rate:,.0f} records/s", kept, "1.00")
        ]
        theirs = peers.peer(_MVT, path, place) if peers.PYTHON.exists() else None
        if theirs:
            name = f"mvt {peers.version_of('mvt')}: its module SMS, whole process, nothing written"
            rate = theirs.records / theirs.seconds
            kept = f"{theirs.records:,} of {_MESSAGES:,} records kept"
            ours_whole = min(whole_process_seconds(path) for _ in range(_RUNS))
            kept += f"; Safelight from the start of Python takes {ours_whole:.1f} s"
            rows.append(Row(name, f"{rate:,.0f} records/s", kept, f"{theirs.seconds / ours_whole:.2f}"))
    return rows
