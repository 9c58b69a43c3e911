"""How much memory reading takes as a file grows."""

import tempfile
from pathlib import Path

from benchmarks.one_reading import one_reading, written_apart
from benchmarks.row import Row
from benchmarks.whatsapp_export import write_export

_SIZES = (100_000, 1_000_000)
_GOAL_MB = 600


def run() -> list[Row]:
    """The peak of the whole process for each size of a WhatsApp export: seal, read, tally, Parquet."""
    with tempfile.TemporaryDirectory() as place:
        return [_row(Path(place) / "WhatsApp Chat with Netball.txt", messages) for messages in _SIZES]


def _row(path: Path, messages: int) -> Row:
    written_apart(write_export, path, messages=messages)
    read = one_reading(path)
    said = f"goal {_GOAL_MB} MB; {read.records / read.seconds:,.0f} records/s"
    return Row(
        f"WhatsApp text, {messages:,} messages", f"{read.peak_mb:,.0f} MB", said, f"{_GOAL_MB / read.peak_mb:.2f}"
    )
