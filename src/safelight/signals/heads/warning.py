"""An early warning of a conversation: a sum of what its gravest messages say, and of the tone it has taken."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.chance import LEAST, SUREST, odds_of
from safelight.signals.heads.families import ANY, ASKED, SCORED
from safelight.signals.heads.passages import LONG, Passages, passages_of
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.talk import Talk

Wide = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
SHARES = (0.05, 0.1, 0.2, 0.3)
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
CLOSER_SIGNS = (
    "gravest", "three_gravest", "account", "three_account", "case", "three_case", "due", "three_due", "due_by_owner"
)  # fmt: skip
"""The same two after the taught encoder has looked, and of its answers, the highest and the mean of three: an account
that does harm, a conversation with harm, an alert that is due; and the last as the owner's messages tell it."""
UNASKED = -6.0
"""What stands for an answer where the encoder did not look, and no answer counts for less: about one in 400."""
_AT_ONCE = 500


class Heard(msgspec.Struct, frozen=True):
    """A talk with what is said of it, a row each for every message."""

    talk: Talk
    first: Floats
    """By the first look."""
    odds: Wide
    """Log-odds of ``SCORED``."""
    besides: Wide | None = None
    """What the taught encoder answers beside them, as in ``Closer``; nothing where it did not look at all."""

    @property
    def signs(self) -> tuple[str, ...]:
        """The names of what is weighed."""
        return SIGNS if self.besides is None else CLOSER_SIGNS


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
    of: Numbers
    """How many passages the thread has."""


class EarlyWarning(msgspec.Struct, frozen=True):
    """The weights; kept in the training record."""

    start: float = 0.0
    weights: dict[str, float] = {}
    """Of ``SIGNS`` or ``CLOSER_SIGNS``, none below zero: nothing that is said speaks against harm."""
    begins: tuple[Begins, ...] = ()
    """In the order of ``SHARES``."""

    def of(self, signs: Wide, names: Sequence[str]) -> Wide:
        """The log-odds, for signs on the last axis."""
        told: Wide = signs @ np.array([self.weights.get(name, 0.0) for name in names]) + self.start
        return told

    def heaviest(self, heard: Heard) -> Weighed:
        """Of each thread what speaks loudest for a warning."""
        talk, passages = heard.talk, passages_of(heard.talk.thread)
        ends, sums = passages.ends.copy(), np.zeros(len(passages))
        for begin in range(0, len(passages), _AT_ONCE):
            some = slice(begin, begin + _AT_ONCE)
            told = self.of(signs_up_to_each(heard, passages[some]), heard.signs)
            told[np.arange(LONG) >= passages[some].sizes[:, None]] = -np.inf
            ends[some] = passages.begins[some] + told.argmax(axis=1) + 1
            sums[some] = told.max(axis=1)
        thread = talk.thread[passages.begins]
        order = np.lexsort((-sums, thread))
        first = np.flatnonzero(np.append(True, np.diff(thread[order]) != 0)[: len(order)])
        best = order[first]
        return Weighed(
            Passages(passages.begins[best], ends[best]), sums[best], np.diff(np.append(first, len(order)))
        )


def signs_at_the_end(heard: Heard, passages: Passages) -> Wide:
    """The signs of whole passages, one row each."""
    rows = [np.zeros((0, len(heard.signs)))]
    for begin in range(0, len(passages), _AT_ONCE):
        some = passages[begin : begin + _AT_ONCE]
        rows.append(signs_up_to_each(heard, some)[np.arange(len(some)), some.sizes - 1])
    return np.concatenate(rows)


def signs_up_to_each(heard: Heard, passages: Passages) -> Wide:
    """For each passage and each of its ``LONG`` messages the signs up to it; after the end they mean nothing."""
    places = passages.begins[:, None] + np.arange(LONG)
    there = places < passages.ends[:, None]
    at = np.where(there, places, passages.begins[:, None])
    owner = heard.talk.owner[at]
    said = _Said(heard, at, there & (owner < 1), there & (owner > 0))
    lowest, highest = odds_of(np.array([LEAST, SUREST]))
    harm = np.where(said.by_others, np.clip(heard.odds[at, SCORED.index(ANY)], lowest, highest), lowest)
    beside = _tones(said) if heard.besides is None else _answers(said, heard.besides[at])
    return np.stack([np.maximum.accumulate(harm, axis=1), _three(harm, lowest), *beside], axis=2)


class _Said(NamedTuple):
    heard: Heard
    at: Numbers
    by_others: Mask
    by_owner: Mask


def _tones(said: _Said) -> list[Wide]:
    case, account = (
        said.heard.first[said.at, ASKED.index(name)].astype(np.float64) for name in ("case", "account")
    )
    tones = [
        _in_a_row(np.where(by, tone, 0.0))
        for by, tone in ((said.by_others, case), (said.by_owner, case), (said.by_others, account))
    ]
    return [*(np.maximum.accumulate(tone, axis=1) for tone in tones), *tones]


def _answers(said: _Said, besides: Wide) -> list[Wide]:
    by_others = [np.where(said.by_others, besides[:, :, place], UNASKED) for place in range(besides.shape[2])]
    by_owner = np.where(said.by_owner, besides[:, :, -1], UNASKED)
    both = [(np.maximum.accumulate(one, axis=1), _three(one, UNASKED)) for one in by_others]
    return [*(sign for signs in both for sign in signs), np.maximum.accumulate(by_owner, axis=1)]


def _three(told: Wide, lowest: float) -> Wide:
    """The mean of the three highest so far; those that are not there count as least likely."""
    highest = np.full((len(told), TOP), lowest)
    out = np.zeros_like(told)
    for place in range(told.shape[1]):
        highest = np.sort(np.column_stack([highest, told[:, place]]), axis=1)[:, 1:]
        out[:, place] = highest.mean(axis=1)
    return out


def _in_a_row(told: Wide) -> Wide:
    """The mean over the last messages; those before the passage say nothing."""
    sums = np.cumsum(told, axis=1)
    before = np.zeros_like(sums)
    before[:, IN_A_ROW:] = sums[:, :-IN_A_ROW]
    out: Wide = (sums - before) / IN_A_ROW
    return out
