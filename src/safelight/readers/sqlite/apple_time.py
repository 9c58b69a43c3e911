"""Apple's counts since the start of 2001, UTC: seconds with a fraction, or nanoseconds in newer databases."""

from array import array
from collections.abc import Sequence

import numpy as np

from safelight.readers.json_moment import NO_TIME, At
from safelight.records.moment import Micros
from safelight.records.record import AtQuality

_EXACT = AtQuality.EXACT
EPOCH_2001: Micros = 978_307_200_000_000
_LARGEST_SECONDS = 1e11
"""Counts from here on are nanoseconds: as seconds they would lie after the year 5000."""
_LARGEST = 1e19
"""Nanoseconds up to the year 2317; what is no number at all is not within them either."""
_LATEST: Micros = 7_258_118_400_000_000
"""The year 2200: later counts are damage, not dates."""
_LATEST_SECONDS = (_LATEST - EPOCH_2001) / 1_000_000


def since_2001(count: int | float | None) -> At:
    """The moment of a count, told apart by its size; no time where it is nought or no date."""
    if not count or not -_LARGEST < count < _LARGEST:
        return NO_TIME
    is_seconds = -_LARGEST_SECONDS < count < _LARGEST_SECONDS
    at = EPOCH_2001 + (round(count * 1_000_000) if is_seconds else int(count) // 1000)
    return At(at, _EXACT) if 0 < at < _LATEST else NO_TIME


def all_since_2001(counts: Sequence[float | None]) -> Sequence[Micros | None]:
    """The moments of many counts; ``None`` for no time."""
    if isinstance(counts, array):
        every = np.frombuffer(counts, np.float64)
        if every.min() > 0 and every.max() < _LATEST_SECONDS - 1:
            return array("q", (EPOCH_2001 + np.rint(every * 1_000_000).astype(np.int64)).tobytes())
    known = [count for count in counts if count]
    if len(known) == len(counts) and min(known) > 0 and max(known) < _LATEST_SECONDS - 1:
        return [EPOCH_2001 + round(count * 1_000_000) for count in known]
    return [since_2001(count).at for count in counts]
