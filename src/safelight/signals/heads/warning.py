"""An early warning of a conversation: a sum of what its gravest messages and its findings so far show."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.finding import Finding, Strength
from safelight.signals.heads.families import ANY, FAMILIES, SCORED
from safelight.signals.heads.talk import Talk

Wide = npt.NDArray[np.float64]
SHARES = (0.05, 0.1, 0.2)
"""Of harmless conversations that may be warned of at any time: a threshold is chosen for each."""
TOP = 3
_LEAST = 0.001
SAID = ("gravest", "three_gravest", "expected", "boundary", *FAMILIES)
"""Log-odds of the likeliest message of others, and the mean of their three; the logarithm of how many are to be
expected; the likeliest boundary of the owner; and for each family the likeliest message of others."""
FOUND = ("moderate", "strong")
"""One where there is a finding of this strength or more, otherwise nothing."""


class Begins(NamedTuple):
    """From which sum on to warn, where this share of the harmless conversations may be warned of."""

    share: float
    least: float
    soon: float
    """The share of harmful conversations, left out of the learning, that it then warned of soon enough."""


class EarlyWarning(msgspec.Struct, frozen=True):
    """The weights; kept in the training record."""

    start: float = 0.0
    weights: dict[str, float] = {}
    """Of ``SAID`` and ``FOUND``, none below zero: nothing that is said or found speaks against harm."""
    begins: tuple[Begins, ...] = ()
    """In the order of ``SHARES``."""

    def of(self, said: Wide, found: Wide) -> Wide:
        """The log-odds for rows of ``signs_of`` and rows of ``steps_of``."""
        weights = np.array([self.weights.get(name, 0.0) for name in (*SAID, *FOUND)])
        told: Wide = np.concatenate([said, found], axis=1) @ weights + self.start
        return told


def steps_of(findings: Iterable[Finding]) -> tuple[float, ...]:
    """The signs of ``FOUND`` in the findings of one conversation."""
    best = max((finding.strength.rank for finding in findings), default=-1)
    return tuple(float(best >= Strength(name).rank) for name in FOUND)


def signs_of(talk: Talk, chances: Wide) -> Wide:
    """The signs of ``SAID`` in every thread, in order: one row a thread."""
    if not len(talk):
        return np.zeros((0, len(SAID)))
    starts = np.flatnonzero(np.append(True, np.diff(talk.thread) != 0))
    said = np.where(talk.owner[:, None] < 1, chances, _LEAST)
    by_owner = np.where(talk.owner > 0, chances[:, SCORED.index("boundary")], _LEAST)
    harm = said[:, SCORED.index(ANY)]
    families = [SCORED.index(name) for name in FAMILIES]
    return np.column_stack(
        [
            _odds(np.maximum.reduceat(harm, starts)),
            _three(harm, starts),
            np.log1p(np.add.reduceat(np.where(talk.owner < 1, harm, 0.0), starts)),
            _odds(np.maximum.reduceat(by_owner, starts)),
            _odds(np.maximum.reduceat(said[:, families], starts, axis=0)),
        ]
    )


def _three(harm: Wide, starts: npt.NDArray[np.int64]) -> Wide:
    """The mean log-odds of the three likeliest of each thread; those that are not there count as least likely."""
    thread = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(harm))))
    order = np.lexsort((-harm, thread))
    kept = order[np.arange(len(harm)) - starts[thread] < TOP]
    least = float(_odds(np.array([_LEAST]))[0])
    above = np.bincount(thread[kept], _odds(harm[kept]) - least, len(starts))
    out: Wide = least + above / TOP
    return out


def _odds(chances: Wide) -> Wide:
    out: Wide = np.log(chances / (1 - chances))
    return out
