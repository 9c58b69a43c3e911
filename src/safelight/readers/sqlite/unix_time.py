"""Counts since 1970, UTC, in seconds, milliseconds, microseconds or nanoseconds, told apart by their size."""

from array import array
from collections.abc import Sequence

import numpy as np

from safelight.readers.json_moment import NO_TIME, At
from safelight.records.moment import Micros
from safelight.records.record import AtQuality

_EXACT = AtQuality.EXACT
_LARGEST_SECONDS, _LARGEST_MILLISECONDS, _LARGEST_MICROSECONDS = 10**11, 10**14, 10**17
"""Read as a larger unit, a count would lie thousands of years ahead; as a smaller one, before spring 1973."""
_LATEST: Micros = 7_258_118_400_000_000
"""The year 2200: later counts are damage, not dates."""


def since_1970(count: int | None) -> At:
    """The moment of a count; no time where it is nought, negative or no date."""
    if not count or count < 0:
        return NO_TIME
    if count < _LARGEST_SECONDS:
        at = count * 1_000_000
    elif count < _LARGEST_MILLISECONDS:
        at = count * 1_000
    else:
        at = count if count < _LARGEST_MICROSECONDS else count // 1_000
    return At(at, _EXACT) if at < _LATEST else NO_TIME


def all_since_1970(counts: Sequence[int | None]) -> Sequence[Micros | None]:
    """The moments of many counts; ``None`` for no time."""
    if isinstance(counts, array):
        every = np.frombuffer(counts, np.int64)
        if every.min() >= _LARGEST_SECONDS and every.max() < _LATEST // 1_000:
            return array("q", (every * 1_000).tobytes())
    known = [count for count in counts if count]
    if len(known) == len(counts) and min(known) >= _LARGEST_SECONDS and max(known) < _LATEST // 1_000:
        return [count * 1_000 for count in known]
    return [since_1970(count).at for count in counts]
