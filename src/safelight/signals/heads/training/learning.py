"""Learns a whole model: each later stage from what the earlier one says of conversations it was not fitted on."""

from collections.abc import Callable

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.course import Wide, columns_for, course, layout
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.linear import Parts, Vocabulary, looked, seen
from safelight.signals.heads.model import Model, Second, by_thread, conversation_features
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.training.boosting import Growing, boosted
from safelight.signals.heads.training.first import fitted, vocabulary_of
from safelight.signals.heads.training.lesson import Lesson
from safelight.signals.heads.training.ordinary import beside
from safelight.signals.heads.training.ridge import logistic
from safelight.signals.heads.trees import Bins, binned, edges_of, grown

RIDGE = 1e-3
RIDGE_OF_BLEND = 1e-4
RIDGE_OF_CONVERSATION = 1e-2
Told = Callable[[str], None]


class LeftOut(msgspec.Struct, frozen=True):
    """What the model says of every message and conversation when it has not learned from that conversation."""

    first: Floats
    odds: Wide
    conversation: npt.NDArray[np.float64]


class Learned(msgspec.Struct, frozen=True):
    """A model and the honest answers it was calibrated on."""

    model: Model
    left_out: LeftOut
    without: tuple[Model, ...]
    """For each fold, rising, the model that has not learned from it."""


def learned(lesson: Lesson, folds: npt.NDArray[np.int64], told: Told, how: Growing = Growing()) -> Learned:
    """The model of a lesson. ``folds``: one a conversation; none is judged by what was learned from its fold."""
    fold = folds[lesson.conversation]
    told("Weighing words")
    vocabulary, parts, first, parts_without = _first_look(lesson, fold)
    laid = layout(lesson.talk, first)
    wide = course(laid, first)
    middle = np.stack([wide.mean(axis=0), wide.std(axis=0) + 1e-6]).astype(np.float32)
    edges = edges_of(wide, how.bins)
    look = _Look(lesson, wide, (wide - middle[0]) / middle[1], binned(wide, edges), first, fold, how)
    seconds, odds = [], np.zeros((len(lesson.talk), len(SCORED)))
    seconds_without: list[list[Second]] = [[] for _ in parts_without]
    for at, question in enumerate(SCORED):
        told(f"Weighing the course of conversations: {question}")
        second, others, odds[:, at] = look.learned(at, question)
        seconds.append(second)
        for known, other in zip(seconds_without, others, strict=True):
            known.append(other)
    judged = conversations_learned(lesson, folds, conversation_features(laid, first, odds))
    model = Model(vocabulary, parts, middle, edges, tuple(seconds), judged.weights)
    without = tuple(
        Model(vocabulary, each, middle, edges, tuple(some), weights)
        for each, some, weights in zip(parts_without, seconds_without, judged.without, strict=True)
    )
    return Learned(model, LeftOut(first, odds, judged.left_out), without)


def _first_look(lesson: Lesson, fold: npt.NDArray[np.int64]) -> tuple[Vocabulary, Parts, Floats, list[Parts]]:
    """What is known, its weights, what they say of messages left out, and the weights without each fold.

    Ordinary messages belong to no fold: their words are known to every one.
    """
    talk, own = beside(lesson.talk, lesson.ordinary), len(lesson.talk)
    ordinary = np.zeros((len(lesson.ordinary), lesson.targets.shape[1]), np.float32)
    targets = np.concatenate([lesson.targets, ordinary])
    everything = np.ones(len(talk), dtype=bool)
    vocabulary = vocabulary_of(talk, everything)
    features = seen(talk, vocabulary)
    first, without = np.zeros_like(lesson.targets), []
    for one in np.unique(fold):
        rest = np.append(fold != one, everything[own:])
        without.append(fitted(talk, features, targets, rest))
        first[fold == one] = looked(talk, features, without[-1])[:own][fold == one]
    return vocabulary, fitted(talk, features, targets, everything), first, without


class _Look(msgspec.Struct, frozen=True):
    lesson: Lesson
    wide: Wide
    even: Wide
    bins: Bins
    first: Floats
    fold: npt.NDArray[np.int64]
    how: Growing

    def learned(self, at: int, question: str) -> tuple[Second, list[Second], Wide]:
        """How the course is weighed for one question, the same without each fold, and the log-odds left out."""
        columns, upheld = columns_for(question), self.lesson.targets[:, at] > 0
        even = self.even[:, columns]
        out = np.zeros((len(upheld), 3))
        out[:, 0] = self.first[:, at]
        others = []
        for one in np.unique(self.fold):
            rest, left = self.fold != one, self.fold == one
            weights = logistic(even[rest], upheld[rest], RIDGE)
            out[left, 1] = even[left] @ weights[:-1] + weights[-1]
            trees = boosted(self.bins[rest], columns, upheld[rest], self.how)
            out[left, 2] = grown(self.bins[left], trees)
            others.append((trees, weights.astype(np.float32)))
        blend = logistic(out, upheld, RIDGE_OF_BLEND, rising=True)
        kept = np.append(blend[-1], blend[:-1]).astype(np.float32)
        second = Second(
            boosted(self.bins, columns, upheld, self.how),
            logistic(even, upheld, RIDGE).astype(np.float32),
            kept,
        )
        return second, [Second(*other, kept) for other in others], out @ blend[:-1] + blend[-1]


class Conversations(msgspec.Struct, frozen=True):
    """How conversations are judged: weights, the same without each fold, and the log-odds of those left out."""

    weights: npt.NDArray[np.float32]
    without: tuple[npt.NDArray[np.float32], ...]
    left_out: npt.NDArray[np.float64]


def conversations_learned(lesson: Lesson, folds: npt.NDArray[np.int64], told: Wide) -> Conversations:
    """Learns it from what ``conversation_features`` tell of every message."""
    features = by_thread(lesson.talk, told)
    order = lesson.conversation[np.flatnonzero(np.append(True, np.diff(lesson.talk.thread) != 0))]
    harmful, fold = lesson.harmful[order], folds[order]
    said, without = np.zeros(len(lesson.harmful)), []
    for one in np.unique(fold):
        weights = logistic(features[fold != one], harmful[fold != one], RIDGE_OF_CONVERSATION)
        said[order[fold == one]] = features[fold == one] @ weights[:-1] + weights[-1]
        without.append(weights.astype(np.float32))
    whole = logistic(features, harmful, RIDGE_OF_CONVERSATION).astype(np.float32)
    return Conversations(whole, tuple(without), said)
