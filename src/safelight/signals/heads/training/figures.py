"""Figures of a ranking."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def average_precision(scores: Floats, upheld: Mask) -> float:
    """The mean, over the upheld, of the share of upheld among all ranked no lower; not a number where none is."""
    if not upheld.any():
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    right = upheld[order]
    return float((np.cumsum(right)[right] / (np.flatnonzero(right) + 1)).mean())


def area(scores: Floats, upheld: Mask) -> float:
    """The chance that an upheld one is ranked above another; ties count half. Not a number without both."""
    many = int(upheld.sum())
    others = len(upheld) - many
    if not many or not others:
        return float("nan")
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2
    return float((middle[place][upheld].sum() - many * (many + 1) / 2) / (many * others))


def found_at(scores: Floats, upheld: Mask, alarms: float) -> float:
    """The share of the upheld that score above a threshold that at most this share of the others reach."""
    if not upheld.any() or upheld.all():
        return float("nan")
    others = np.sort(scores[~upheld])[::-1]
    allowed = int(alarms * len(others))
    return float((scores[upheld] > others[min(allowed, len(others) - 1)]).mean())


def brier(chances: Floats, upheld: Mask) -> float:
    """The mean squared error of probabilities."""
    return float(((chances - upheld) ** 2).mean())
