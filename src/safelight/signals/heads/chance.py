"""From log-odds to probabilities, and back."""

import numpy as np
import numpy.typing as npt

SUREST, LEAST = 0.97, 0.001
"""No probability is told that is higher or lower."""

Wide = npt.NDArray[np.float64]


def chance(odds: Wide) -> Wide:
    """Probabilities, never quite sure."""
    return np.clip(1 / (1 + np.exp(-np.clip(odds, -30, 30))), LEAST, SUREST)


def odds_of(chances: Wide) -> Wide:
    """Log-odds."""
    out: Wide = np.log(chances / (1 - chances))
    return out
