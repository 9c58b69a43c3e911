"""By message: how well the heads, and the findings of the signals, rank what readers labelled."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.evaluating.figures import Figure, figure
from safelight.evaluating.judged import Judged
from safelight.signals.heads.families import ANY, FAMILIES, belongs
from safelight.signals.heads.training.figures import area, average_precision, brier

BUDGETS = (20, 50)
BINS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.01)
SIGNAL_OF = {"images": "intimate_images"}
"""Where a signal has another name than the family of labels."""


class Ranking(msgspec.Struct, frozen=True):
    """The figures of one family."""

    family: str
    labelled: int
    base: float
    precision: Figure
    area: Figure
    first: tuple[float, ...]
    """The share labelled among the first of each of ``BUDGETS``."""
    brier: float
    alone: float
    """Average precision without the sentence encoder; the same as ``precision`` where there is none."""
    signal: float
    """Average precision of the signal's own findings; messages that no finding rests on come last."""


class Bin(msgspec.Struct, frozen=True):
    """Messages whose probability of any harm lies in one range."""

    start: float
    end: float
    messages: int
    said: float
    """The mean probability."""
    labelled: float
    """The share that readers labelled."""


def rankings(cases: Sequence[Judged]) -> list[Ranking]:
    """Any harm first, then each family."""
    return [_ranking(cases, family) for family in (ANY, *FAMILIES)]


def calibration(cases: Sequence[Judged]) -> list[Bin]:
    """How probabilities of any harm compare with what readers labelled."""
    chances, upheld = _columns(cases, ANY)
    said, right = np.concatenate(chances), np.concatenate(upheld)
    bins = []
    for start, end in pairwise(BINS):
        inside = (said >= start) & (said < end)
        if inside.any():
            bins.append(
                Bin(start, end, int(inside.sum()), float(said[inside].mean()), float(right[inside].mean()))
            )
    return bins


def _ranking(cases: Sequence[Judged], family: str) -> Ranking:
    chances, upheld = _columns(cases, family)
    said, right = np.concatenate(chances), np.concatenate(upheld)
    alone = np.concatenate([one.alone.column(family) for one in cases])
    order = np.argsort(-said, kind="stable")
    name = SIGNAL_OF.get(family, family)
    found = [one.best([each for each in one.findings if family == ANY or each.signal == name]) for one in cases]
    return Ranking(
        family=family,
        labelled=int(right.sum()),
        base=float(right.mean()),
        precision=figure(cases, lambda drawn: average_precision(*_drawn(chances, upheld, drawn))),
        area=figure(cases, lambda drawn: area(*_drawn(chances, upheld, drawn))),
        first=tuple(float(right[order[:budget]].mean()) for budget in BUDGETS),
        brier=brier(said, right),
        alone=average_precision(alone, right),
        signal=average_precision(np.concatenate([np.array(one, dtype=float) for one in found]), right),
    )


def _columns(
    cases: Sequence[Judged], family: str
) -> tuple[list[npt.NDArray[np.float64]], list[npt.NDArray[np.bool_]]]:
    chances = [one.scores.column(family) for one in cases]
    upheld = [np.array([belongs(list(each), family) for each in one.labels], dtype=bool) for one in cases]
    return chances, upheld


def _drawn(
    chances: list[npt.NDArray[np.float64]], upheld: list[npt.NDArray[np.bool_]], drawn: list[int]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    return np.concatenate([chances[at] for at in drawn]), np.concatenate([upheld[at] for at in drawn])
