"""Who says what when: the messages of a case in the order people lived them, as columns to reckon with."""

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.heads.readable import Readable
from safelight.signals.heads.sparse import Floats, Numbers

REACH = 6
"""Messages before one that count as its surroundings."""
REACTION = 3
"""Messages after one in which a reaction is looked for."""
FADING = 0.8
"""How much less each step away counts."""


class Talk(msgspec.Struct, frozen=True):
    """Messages thread by thread in time order. All columns have one entry a message."""

    texts: pl.Series | Readable
    """Readable ones."""
    thread: Numbers
    """The same number for messages of one thread, rising."""
    sender: Numbers
    """The same number for messages of one account in one thread; unknown senders count as one."""
    owner: Floats
    """1 where the owner speaks, 0 where somebody else does, 0.5 where nobody knows."""
    hours: npt.NDArray[np.float64]
    """Hours since 1970 UTC; not a number where the time is missing."""
    clock: npt.NDArray[np.float64]
    """The hour of the day on the clock of the case, 0 to 24; 12 where the time is missing."""
    company: npt.NDArray[np.float64]
    """1 where more than two accounts take part in the thread, otherwise 0."""

    def __len__(self) -> int:
        return len(self.texts)

    def part(self, first: int, last: int) -> "Talk":
        """Only the messages from ``first`` up to ``last``."""
        return Talk(*(getattr(self, name)[first:last] for name in self.__struct_fields__))


class Surrounding(msgspec.Struct, frozen=True):
    """Steps to other messages of the thread, said by the same account or by others."""

    steps: tuple[int, ...]
    same: bool

    def gathered(self, talk: Talk, scores: Floats) -> Floats:
        """For each message the faded sum of the scores of those around it."""
        return self._moved(talk, scores, 1)

    def scattered(self, talk: Talk, scores: Floats) -> Floats:
        """The other way: for each message the faded sum over those that it surrounds."""
        return self._moved(talk, scores, -1)

    def _moved(self, talk: Talk, scores: Floats, sense: int) -> Floats:
        out = np.zeros_like(scores)
        for step in self.steps:
            here, there = _pair(len(talk), step * sense)
            alike = talk.sender[here] == talk.sender[there]
            near = (talk.thread[here] == talk.thread[there]) & (alike == self.same)
            out[here] += scores[there] * (near * np.float32(FADING ** (abs(step) - 1)))[:, None]
        return out


def _pair(count: int, step: int) -> tuple[slice, slice]:
    if abs(step) >= count:
        return slice(0, 0), slice(0, 0)
    if step > 0:
        return slice(0, count - step), slice(step, count)
    return slice(-step, count), slice(0, count + step)


BEFORE = tuple(range(-REACH, 0))
AFTER = tuple(range(1, REACTION + 1))
SURROUNDINGS = (
    Surrounding(BEFORE, same=True),
    Surrounding(BEFORE, same=False),
    Surrounding(AFTER, same=True),
    Surrounding(AFTER, same=False),
)
