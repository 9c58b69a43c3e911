"""How long something lasted, in whole seconds where the table says so much."""

import re
from functools import lru_cache

from safelight.readers.tables.mapping import DurationUnit

_CLOCK = re.compile(r"\s*(?:(\d{1,5}):)?(\d{1,5}):(\d\d)\s*", re.ASCII)
_NUMBER = re.compile(r"\s*(\d{1,12})(?:\.(\d{1,9}))?\s*", re.ASCII)
_MILLI = {DurationUnit.SECONDS: 1_000, DurationUnit.MINUTES: 60_000, DurationUnit.MILLISECONDS: 1}


@lru_cache(maxsize=4_096)
def seconds_of(text: str, unit: DurationUnit) -> str:
    """Seconds as digits: ``1:02:03`` and ``2:03`` as clocks write them, a number by its unit; else empty."""
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return str(hours * 3600 + minutes * 60 + seconds)
    if match := _NUMBER.fullmatch(text):
        whole, part = match.groups()
        nanos = int(whole) * 10**9 + int((part or "0").ljust(9, "0"))
        seconds, rest = divmod(nanos * _MILLI[unit], 10**12)
        return f"{seconds}.{rest:012d}".rstrip("0").rstrip(".")
    return ""
