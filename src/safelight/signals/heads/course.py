"""What the course of a conversation adds to the first look: who else speaks how, before, after and all round.

A conversation is read in stretches of ``STRETCH`` messages; a message sees its own stretch and the ones before and
after it, so that a thread of years is judged like the short ones the weights were learned from.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.families import ASKED
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.talk import Talk

STRETCH = 60
TOP = 3
NEAR, NEAR_FADING = 3, 0.7
WIDE, WIDE_FADING = 12, 0.9
_LONGEST_RUN = 6
_LONGEST_GAP_HOURS = 500.0
_NIGHT_ENDS, _NIGHT_STARTS = 6, 23

Wide = npt.NDArray[np.float64]
PER_QUESTION = (
    "itself", "account_mean", "thread_mean", "account_top", "thread_top", "near_same", "near_other", "wide_same"
)  # fmt: skip
BESIDES = (
    "owner", "boundary_before", "gap_before", "gap_after", "night", "unanswered", "share", "group",
    "boundary_before_other",
)  # fmt: skip

FEATURES = len(PER_QUESTION) * len(ASKED) + len(BESIDES)
"""How many there are of a message."""


def columns_for(question: str) -> list[int]:
    """The features that are weighed for one question: its own, the general ones, and those besides."""
    wanted = {question, "any", "boundary", "account", "case"}
    chosen = [at for at, name in enumerate(ASKED) if name in wanted]
    many = len(ASKED)
    picked = [block * many + at for block in range(len(PER_QUESTION)) for at in chosen]
    return picked + list(range(len(PER_QUESTION) * many, FEATURES))


class Grouped:
    """Sums over groups of messages, each with the groups whose key is one less and one more."""

    def __init__(self, key: Numbers) -> None:
        self.keys, self.place = np.unique(key, return_inverse=True)
        self.order = np.argsort(self.place, kind="stable")
        self.starts = (
            np.flatnonzero(np.append(True, np.diff(self.place[self.order]) > 0)) if key.size else self.place
        )
        self.beside = [self._at(step) for step in (-1, 0, 1)]

    def _at(self, step: int) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        found = np.minimum(np.searchsorted(self.keys, self.keys + step), max(0, len(self.keys) - 1))
        return found, self.keys[found] == self.keys + step

    def count(self) -> Wide:
        """How many messages are in the group and its neighbours, for each message."""
        out: Wide = self._with_neighbours(np.bincount(self.place).astype(np.float64)[:, None])[self.place, 0]
        return out

    def mean(self, told: Wide) -> Wide:
        """The mean over the group and its neighbours, for each message."""
        sums = np.add.reduceat(told[self.order], self.starts, axis=0) if len(told) else told
        return self._with_neighbours(sums)[self.place] / self.count()[:, None]

    def top(self, told: Wide) -> Wide:
        """The mean of the ``TOP`` highest in the group and its neighbours, for each message."""
        if not len(told):
            return told
        best = self._highest(told)
        beside = [np.where(there[:, None, None], best[found], -np.inf) for found, there in self.beside]
        ordered = np.sort(np.concatenate(beside, axis=1), axis=1)[:, -TOP:, :]
        known = np.isfinite(ordered)
        mean: Wide = np.where(known, ordered, 0.0).sum(axis=1) / known.sum(axis=1)
        out: Wide = mean[self.place]
        return out

    def _highest(self, told: Wide) -> Wide:
        """For each group the ``TOP`` highest of each column, rising; infinitely low where there are fewer."""
        laid, out = told[self.order], np.full((len(self.keys), TOP, told.shape[1]), -np.inf)
        many = np.diff(np.append(self.starts, len(told)))
        room = 1 << np.ceil(np.log2(many)).astype(np.int64)
        for size in np.unique(room).tolist():  # groups of about one size side by side, sorted all at once
            some, place = np.flatnonzero(room == size), np.arange(size)
            there = place < many[some, None]
            at = np.where(there, self.starts[some, None] + place, 0)
            kept = min(TOP, size)
            out[some, TOP - kept :] = np.sort(np.where(there[:, :, None], laid[at], -np.inf), axis=1)[:, -kept:]
        return out

    def _with_neighbours(self, sums: Wide) -> Wide:
        total = np.zeros_like(sums)
        for found, there in self.beside:
            total += np.where(there[:, None], sums[found], 0.0)
        return total


class Laid(msgspec.Struct, frozen=True):
    """A talk, and for each message what only the whole of it can tell."""

    talk: Talk
    stretch: Numbers
    """A number for each stretch; those of one thread follow each other, and threads are two apart."""
    opens: npt.NDArray[np.bool_]
    """Whether it is the first message of its thread."""
    told_off: npt.NDArray[np.float64]
    """How likely the owner set a boundary earlier in the thread."""
    most: int
    """More than any number of a stretch."""

    def part(self, first: int, last: int) -> "Laid":
        """Only the messages from ``first`` up to ``last``."""
        kept = slice(first, last)
        return Laid(
            self.talk.part(first, last), self.stretch[kept], self.opens[kept], self.told_off[kept], self.most
        )

    def all_round(self) -> Grouped:
        """The messages by stretch."""
        return Grouped(self.stretch)

    def by_account(self) -> Grouped:
        """The messages by account and stretch."""
        return Grouped(self.talk.sender * self.most + self.stretch)


def layout(talk: Talk, first: Floats) -> Laid:
    """The layout of a talk, with what the first look says of it."""
    opens = np.append(True, np.diff(talk.thread) != 0)[: len(talk)]
    places = np.arange(len(talk))
    place = places - np.maximum.accumulate(np.where(opens, places, 0)) if len(talk) else places
    stretch = np.cumsum((place % STRETCH == 0).astype(np.int64) + opens)
    return Laid(talk, stretch, opens, _told_before(talk, first, opens), 2 * len(talk) + 2)


def course(laid: Laid, first: Floats) -> Wide:
    """All features: for each of ``PER_QUESTION`` one column a question, then ``BESIDES``."""
    talk, told = laid.talk, first.astype(np.float64)
    own, all_round = laid.by_account(), laid.all_round()
    blocks = [
        told, own.mean(told), all_round.mean(told), own.top(told), all_round.top(told),
        around(talk, told, NEAR, NEAR_FADING, same=True),
        around(talk, told, NEAR, NEAR_FADING, same=False),
        around(talk, told, WIDE, WIDE_FADING, same=True),
    ]  # fmt: skip
    return np.concatenate([*blocks, _besides(laid, own, all_round)], axis=1)


def around(talk: Talk, told: Wide, reach: int, fading: float, *, same: bool) -> Wide:
    """The faded mean of what is told of messages up to ``reach`` away, of the same account or of others."""
    total, weight = np.zeros_like(told), np.zeros((len(told), 1))
    for step in range(1, min(reach, len(told) - 1) + 1):
        earlier, later = slice(0, len(told) - step), slice(step, len(told))
        alike = talk.sender[earlier] == talk.sender[later]
        near = ((talk.thread[earlier] == talk.thread[later]) & (alike == same))[:, None] * fading ** (step - 1)
        total[later] += near * told[earlier]
        total[earlier] += near * told[later]
        weight[later] += near
        weight[earlier] += near
    return total / np.maximum(weight, 0.3)


def _besides(laid: Laid, own: Grouped, all_round: Grouped) -> Wide:
    talk = laid.talk
    gap = np.zeros(len(talk))
    gap[1:] = np.nan_to_num(np.diff(talk.hours), nan=0.0)
    gap = np.where(laid.opens, _LONGEST_GAP_HOURS, np.clip(gap, 0.0, _LONGEST_GAP_HOURS))
    after = np.append(gap[1:], _LONGEST_GAP_HOURS)[: len(talk)]
    night = (talk.clock < _NIGHT_ENDS) | (talk.clock >= _NIGHT_STARTS)
    return np.stack(
        [
            talk.owner,
            laid.told_off,
            np.log1p(gap),
            np.log1p(after),
            night.astype(np.float64),
            _unanswered(laid),
            own.count() / all_round.count(),
            talk.company,
            laid.told_off * (1 - talk.owner),
        ],
        axis=1,
    )


def _told_before(talk: Talk, first: Floats, opens: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    odds = np.clip(first[:, ASKED.index("boundary")].astype(np.float64), -30, 30)
    chance = talk.owner / (1 + np.exp(-odds))
    number = 2.0 * np.cumsum(opens)
    highest = np.maximum.accumulate(chance + number) - number if len(talk) else chance
    return np.where(opens, 0.0, np.append(0.0, highest[:-1])[: len(talk)])


def _unanswered(laid: Laid) -> Wide:
    begins = laid.opens | np.append(True, np.diff(laid.talk.sender) != 0)[: len(laid.talk)]
    places = np.arange(len(laid.talk))
    begun = np.maximum.accumulate(np.where(begins, places, 0)) if len(places) else places
    return np.minimum(places - begun, _LONGEST_RUN).astype(np.float64)
