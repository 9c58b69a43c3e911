"""Passages: runs of messages of one conversation that are weighed as one, so that years do not add up to a warning."""

import msgspec
import numpy as np

from safelight.signals.heads.sparse import Numbers

LONG, STEP = 60, 30
"""Messages of a passage, and after how many of them the next one begins."""


class Passages(msgspec.Struct, frozen=True):
    """Places in a talk: where each begins, and where it has ended. They may overlap."""

    begins: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.begins)

    def __getitem__(self, some: slice | Numbers) -> "Passages":
        return Passages(self.begins[some], self.ends[some])

    @property
    def sizes(self) -> Numbers:
        """How many messages each holds."""
        return self.ends - self.begins


def passages_of(thread: Numbers) -> Passages:
    """Every passage of every thread, in order: ``LONG`` messages, a new one every ``STEP``, the last one shorter."""
    begins, ends = _threads(thread)
    count = 1 + np.maximum(0, -(-(ends - begins - LONG) // STEP))
    firsts = np.cumsum(count) - count
    at = np.repeat(begins - STEP * firsts, count) + STEP * np.arange(int(count.sum()))
    return Passages(at, np.minimum(at + LONG, np.repeat(ends, count)))


def last_of_each(thread: Numbers) -> Passages:
    """The last ``LONG`` messages of every thread."""
    begins, ends = _threads(thread)
    return Passages(np.maximum(begins, ends - LONG), ends)


def _threads(thread: Numbers) -> tuple[Numbers, Numbers]:
    begins = np.flatnonzero(np.append(True, np.diff(thread) != 0)[: len(thread)])
    return begins, np.append(begins[1:], len(thread))[: len(begins)]
