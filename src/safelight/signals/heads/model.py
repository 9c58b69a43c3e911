"""The whole model: the first look, the course, the blend of both into a probability, and the conversation's."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.chance import chance
from safelight.signals.heads.course import FEATURES, STRETCH, Laid, Wide, columns_for, course, layout
from safelight.signals.heads.families import ASKED, SCORED
from safelight.signals.heads.linear import Parts, Vocabulary, looked, seen
from safelight.signals.heads.passages import Passages
from safelight.signals.heads.semantic.head import MOST, SemanticHead
from safelight.signals.heads.semantic.tuned import Answers
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.talk import REACH, Talk
from safelight.signals.heads.trees import Edges, Trees, binned, grown
from safelight.signals.heads.warning import EarlyWarning, Heard, Weighed

Number = TypeVar("Number", np.float32, np.float64)
AT_ONCE = 20_000
"""Messages whose course is weighed together, so that a million of them fit into memory; fewer take more time."""
WORDS_AT_ONCE = 10_000
"""Messages whose words are looked at together: these take more room."""


class Second(msgspec.Struct, frozen=True):
    """How the course is weighed for one question."""

    trees: Trees
    weights: npt.NDArray[np.float32]
    """Of the features named by ``columns_for``, made comparable; the last is the bias."""
    blend: npt.NDArray[np.float32]
    """Bias, weights of the first look, the additive weights and the trees: calibrated on what was left out."""


class Told(NamedTuple):
    """What is said of a talk."""

    messages: Wide
    """Probabilities: one row a message, columns as ``SCORED``."""
    threads: Wide
    """Probabilities of any harm, in order."""
    heaviest: Weighed


class Model(msgspec.Struct, frozen=True, dict=True):
    """Everything that was learned."""

    vocabulary: Vocabulary
    parts: Parts
    middle: npt.NDArray[np.float32]
    """Mean and spread of each feature of the course: two rows."""
    edges: Edges
    seconds: tuple[Second, ...]
    """In the order of ``SCORED``."""
    conversation: npt.NDArray[np.float32]
    """Weights of ``conversation_features``; the last is the bias."""
    alerts: Alerts = Alerts()
    warning: EarlyWarning = EarlyWarning()
    semantic: SemanticHead | None = None
    """For a sentence encoder beside the heads, where one was there when they were learned."""

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """What messages are scored for."""
        return SCORED

    def scores(self, talk: Talk, answers: Answers | None = None, most: int | None = MOST) -> Told:
        """Probabilities for every message and every thread; ``answers`` looks again at the ``most`` likeliest."""
        if not len(talk):
            none = np.zeros(0, dtype=np.int64)
            return Told(np.zeros((0, len(SCORED))), np.zeros(0), Weighed(Passages(none, none), np.zeros(0), none))
        laid, first, odds = self.looks(talk)
        within = list(windows(len(talk), 2 * STRETCH, AT_ONCE))
        weights, warning, besides = self.conversation, self.warning, None
        if answers is not None and self.semantic is not None:
            odds, besides = self.semantic.closer(talk, odds, answers, most)
            weights, warning = self.semantic.conversation, self.semantic.warning
        heaviest = warning.heaviest(Heard(talk, first, odds, besides))
        told = np.full((int(laid.opens.sum()), len(weights) - 1), -np.inf)
        for window in within:
            _, begin, last, _ = window
            rows = by_thread(talk.part(begin, last), _of_conversations(laid, first, odds, *window))
            at = int(laid.opens[: begin + 1].sum()) - 1
            told[at : at + len(rows)] = np.maximum(told[at : at + len(rows)], rows)
        for _, begin, last, _ in within:
            odds[begin:last] = chance(odds[begin:last])
        return Told(odds, chance(told @ weights[:-1] + weights[-1]), heaviest)

    def looks(self, talk: Talk) -> tuple[Laid, Floats, Wide]:
        """The layout of a talk, what the first look says of it, and the log-odds of ``SCORED`` after the second."""
        near = windows(len(talk), REACH, WORDS_AT_ONCE)
        first = _put_together(len(talk), (self._first(talk, *window) for window in near))
        laid = layout(talk, first)
        within = windows(len(talk), 2 * STRETCH, AT_ONCE)
        return laid, first, _put_together(len(talk), (self._second(laid, first, *window) for window in within))

    def _first(self, talk: Talk, begin: int, first: int, last: int, end: int) -> Floats:
        part = talk.part(begin, end)
        return looked(part, seen(part, self.vocabulary), self.parts)[first - begin : last - begin]

    def _second(self, laid: Laid, first: Floats, begin: int, start: int, last: int, end: int) -> Wide:
        part, said = laid.part(begin, end), first[begin:end]
        odds = second_look(course(part, said), said, self.middle, self.edges, self.seconds)
        return odds[start - begin : last - begin]


def _put_together(count: int, parts: Iterable[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """The rows of all parts, each written where it belongs as it comes, so that they are never held twice."""
    out: npt.NDArray[Number] | None = None
    done = 0
    for part in parts:
        if out is None:
            out = np.empty((count, part.shape[1]), dtype=part.dtype)
        out[done : done + len(part)] = part
        done += len(part)
    assert out is not None
    return out


def _of_conversations(laid: Laid, first: Floats, odds: Wide, begin: int, start: int, last: int, end: int) -> Wide:
    told = conversation_features(laid.part(begin, end), first[begin:end], odds[begin:end])
    return told[start - begin : last - begin]


def second_look(
    features: Wide, first: Floats, middle: npt.NDArray[np.float32], edges: Edges, seconds: tuple[Second, ...]
) -> Wide:
    """The calibrated log-odds of every scored question for every message."""
    bins = binned(features, edges)
    added = ((features - middle[0]) / middle[1]) @ additive(seconds) + [float(one.weights[-1]) for one in seconds]
    out = [blended(second, first[:, at], added[:, at], bins) for at, second in enumerate(seconds)]
    return np.stack(out, axis=1)


def additive(seconds: tuple[Second, ...]) -> Wide:
    """The weights of all questions as one matrix, so that features are laid out once for all of them."""
    weights = np.zeros((FEATURES, len(SCORED)))
    for at, (name, second) in enumerate(zip(SCORED, seconds, strict=True)):
        weights[columns_for(name), at] = second.weights[:-1]
    return weights


def blended(second: Second, first: Floats, added: Wide, bins: npt.NDArray[np.uint8]) -> Wide:
    """The calibrated log-odds of one question."""
    bias, of_first, of_added, of_trees = second.blend
    out: Wide = bias + of_first * first + of_added * added + of_trees * grown(bins, second.trees)
    return out


def windows(count: int, margin: int, at_once: int) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of messages looked at together: where its margin begins, it begins, it ends, its margin ends."""
    for first in range(0, count, at_once):
        last = min(count, first + at_once)
        yield max(0, first - margin), first, last, min(count, last + margin)


def conversation_features(laid: Laid, first: Floats, odds: Wide) -> Wide:
    """For each message what the gravest messages and the tone around it say of the conversation."""
    stretch, account = laid.all_round(), laid.by_account()
    case, by_account = ASKED.index("case"), ASKED.index("account")
    return np.stack(
        [
            stretch.top(odds[:, :1])[:, 0],
            stretch.top(odds[:, 2:].max(axis=1, keepdims=True))[:, 0],
            stretch.mean(chance(odds[:, :1]))[:, 0],
            stretch.mean(first[:, [case]].astype(np.float64))[:, 0],
            account.mean(first[:, [by_account]].astype(np.float64))[:, 0],
        ],
        axis=1,
    )


def by_thread(talk: Talk, told: Wide) -> Wide:
    """The highest that is told anywhere in each thread, thread by thread."""
    starts = np.flatnonzero(np.append(True, np.diff(talk.thread) != 0))
    return np.maximum.reduceat(told, starts, axis=0)
