"""A figure with the interval in which it lies when other conversations of the kind had been drawn."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

DRAWS = 300
SEED = 20260501


class Figure(msgspec.Struct, frozen=True):
    """A figure, and the middle 95 % of what other draws of the conversations gave."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if np.isnan(self.value):
            return "–"
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


def figure(groups: Sequence[object], measured: Callable[[list[int]], float]) -> Figure:
    """What is measured over all groups, and over draws of as many with putting back (never splitting a group)."""
    everything = list(range(len(groups)))
    rolls = np.random.Generator(np.random.PCG64(SEED))
    drawn = [measured(rolls.integers(0, len(groups), len(groups)).tolist()) for _ in range(DRAWS)]
    known = [one for one in drawn if not np.isnan(one)] or [float("nan")]
    return Figure(measured(everything), *(float(one) for one in np.quantile(known, (0.025, 0.975))))
