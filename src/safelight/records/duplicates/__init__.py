"""The same message from two exports: found, linked and counted once. See ``docs/decisions/0015``."""

from safelight.records.duplicates.counted_once import count_once

__all__ = ["count_once"]
