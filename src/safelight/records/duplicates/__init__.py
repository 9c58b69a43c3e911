"""The same message from two exports: found, linked and counted once. See ``docs/decisions/0015``."""

from safelight.records.duplicates.counted_once import count_once
from safelight.records.duplicates.repeats import Repeats, repeats_of

__all__ = ["Repeats", "count_once", "repeats_of"]
