"""An early warning of a conversation: a sum of what its gravest messages say, and of the tone it has taken."""

from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.chance import LEAST, SUREST, odds_of
from safelight.signals.heads.families import ANY, ASKED, SCORED
from safelight.signals.heads.passages import LONG, Passages, passages_of
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.talk import Talk

Wide = npt.NDArray[np.float64]
SHARES = (0.05, 0.1, 0.2)
"""Of harmless conversations that may be warned of at any time: a threshold is chosen for each."""
TOP = 3
IN_A_ROW = 6
"""Messages over which the tone is taken together: a conversation that is turning shows in several."""
TONES = ("others", "owner", "account")
"""What the first look says: how like a conversation with harm others write, how like one the owner writes, and how
like an account that does harm others write."""
SIGNS = ("gravest", "three_gravest", *(f"{when}_{of}" for when in ("highest", "last") for of in TONES))
"""Of a passage up to a message: log-odds of the likeliest message of others, and the mean of their three; each of
``TONES`` as the mean over messages in a row, where that was highest and as it is now."""
_AT_ONCE = 500


class Begins(NamedTuple):
    """From which sum on to warn, where this share of the harmless conversations may be warned of."""

    share: float
    least: float
    soon: float
    """The share of harmful conversations, left out of the learning, that it then warned of soon enough."""


class Weighed(NamedTuple):
    """For each thread, in order, the passage with the highest sum up to the message that makes it, and that sum."""

    passages: Passages
    sums: Wide


class EarlyWarning(msgspec.Struct, frozen=True):
    """The weights; kept in the training record."""

    start: float = 0.0
    weights: dict[str, float] = {}
    """Of ``SIGNS``, none below zero: nothing that is said speaks against harm."""
    begins: tuple[Begins, ...] = ()
    """In the order of ``SHARES``."""

    def of(self, signs: Wide) -> Wide:
        """The log-odds, for signs on the last axis."""
        told: Wide = signs @ np.array([self.weights.get(name, 0.0) for name in SIGNS]) + self.start
        return told

    def heaviest(self, talk: Talk, first: Floats, odds: Wide) -> Weighed:
        """Of each thread what speaks loudest for a warning."""
        passages = passages_of(talk.thread)
        ends, sums = passages.ends.copy(), np.zeros(len(passages))
        for begin in range(0, len(passages), _AT_ONCE):
            some = slice(begin, begin + _AT_ONCE)
            told = self.of(signs_up_to_each(talk, first, odds, passages[some]))
            told[np.arange(LONG) >= passages[some].sizes[:, None]] = -np.inf
            ends[some] = passages.begins[some] + told.argmax(axis=1) + 1
            sums[some] = told.max(axis=1)
        thread = talk.thread[passages.begins]
        order = np.lexsort((-sums, thread))
        best = order[np.append(True, np.diff(thread[order]) != 0)[: len(order)]]
        return Weighed(Passages(passages.begins[best], ends[best]), sums[best])


def signs_at_the_end(talk: Talk, first: Floats, odds: Wide, passages: Passages) -> Wide:
    """The signs of whole passages, one row each."""
    rows = [np.zeros((0, len(SIGNS)))]
    for begin in range(0, len(passages), _AT_ONCE):
        some = passages[begin : begin + _AT_ONCE]
        rows.append(signs_up_to_each(talk, first, odds, some)[np.arange(len(some)), some.sizes - 1])
    return np.concatenate(rows)


def signs_up_to_each(talk: Talk, first: Floats, odds: Wide, passages: Passages) -> Wide:
    """For each passage and each of its ``LONG`` messages the signs up to it; after the end they mean nothing.

    ``first``: what the first look says, ``odds``: the log-odds of ``SCORED``; a row each for every message of the talk.
    """
    places = passages.begins[:, None] + np.arange(LONG)
    there = places < passages.ends[:, None]
    at = np.where(there, places, passages.begins[:, None])
    by_others, by_owner = there & (talk.owner[at] < 1), there & (talk.owner[at] > 0)
    lowest, highest = odds_of(np.array([LEAST, SUREST]))
    harm = np.where(by_others, np.clip(odds[at, SCORED.index(ANY)], lowest, highest), lowest)
    case, account = (first[at, ASKED.index(name)].astype(np.float64) for name in ("case", "account"))
    tones = [
        _in_a_row(np.where(said, tone, 0.0))
        for said, tone in ((by_others, case), (by_owner, case), (by_others, account))
    ]
    so_far = [np.maximum.accumulate(tone, axis=1) for tone in tones]
    return np.stack([np.maximum.accumulate(harm, axis=1), _three(harm, lowest), *so_far, *tones], axis=2)


def _three(harm: Wide, lowest: float) -> Wide:
    """The mean of the three highest so far; those that are not there count as least likely."""
    highest = np.full((len(harm), TOP), lowest)
    out = np.zeros_like(harm)
    for place in range(harm.shape[1]):
        highest = np.sort(np.column_stack([highest, harm[:, place]]), axis=1)[:, 1:]
        out[:, place] = highest.mean(axis=1)
    return out


def _in_a_row(told: Wide) -> Wide:
    """The mean over the last messages; those before the passage say nothing."""
    sums = np.cumsum(told, axis=1)
    before = np.zeros_like(sums)
    before[:, IN_A_ROW:] = sums[:, :-IN_A_ROW]
    out: Wide = (sums - before) / IN_A_ROW
    return out
