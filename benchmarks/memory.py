"""How much memory reading takes as a file grows, for every long format.

``make bench PART=memory MESSAGES=1000000`` measures what the goal is about; fewer take some minutes.
"""

import os
import tempfile
from pathlib import Path

from benchmarks.formats import FORMATS, Format
from benchmarks.one_reading import one_reading, written_apart
from benchmarks.row import Row

_SMALL = 100_000
_LARGE = int(os.environ.get("MESSAGES", "300000"))
_GOAL_MB, _GOAL_MESSAGES = 600, 1_000_000


def run() -> list[Row]:
    """The peak of the larger process for two sizes of each format: seal, read, tally, Parquet."""
    with tempfile.TemporaryDirectory() as place:
        return [_row(one, Path(place) / one.name) for one in FORMATS]


def _row(one: Format, path: Path) -> Row:
    small, large = (_peak_mb(one, path, messages) for messages in (_SMALL, _LARGE))
    slope = (large - small) / max(1, _LARGE - _SMALL)
    at_goal = large + slope * (_GOAL_MESSAGES - _LARGE)
    said = f"{small:,.0f} MB for {_SMALL:,}; goal {_GOAL_MB} MB for a million, at this growth {at_goal:,.0f}"
    return Row(f"{one.title}, {_LARGE:,} messages", f"{large:,.0f} MB", said, f"{_GOAL_MB / at_goal:.2f}")


def _peak_mb(one: Format, path: Path, messages: int) -> float:
    written_apart(one.write, path, messages=messages)
    peak = one_reading(path).peak_mb
    path.unlink()
    return peak
