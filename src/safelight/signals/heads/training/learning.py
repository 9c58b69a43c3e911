"""Learns a whole model: each later stage from what the earlier one says of conversations it was not fitted on."""

from collections.abc import Callable

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.course import Wide, columns_for, course, layout
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.linear import Seen, looked, seen
from safelight.signals.heads.model import Model, Second, by_thread, conversation_features
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.training.boosting import Growing, boosted
from safelight.signals.heads.training.first import fitted, vocabulary_of
from safelight.signals.heads.training.lesson import Lesson
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


def learned(lesson: Lesson, folds: npt.NDArray[np.int64], told: Told, how: Growing = Growing()) -> Learned:
    """The model of a lesson. ``folds``: one a conversation; none is judged by what was learned from its fold."""
    fold = folds[lesson.conversation]
    everything = np.ones(len(lesson.talk), dtype=bool)
    told("Weighing words")
    vocabulary = vocabulary_of(lesson.talk, everything)
    features = seen(lesson.talk, vocabulary)
    first = _first_left_out(lesson, features, fold)
    parts = fitted(lesson.talk, features, lesson.targets, everything)
    laid = layout(lesson.talk, first)
    wide = course(laid, first)
    middle = np.stack([wide.mean(axis=0), wide.std(axis=0) + 1e-6]).astype(np.float32)
    edges = edges_of(wide, how.bins)
    look = _Look(lesson, wide, (wide - middle[0]) / middle[1], binned(wide, edges), first, fold, how)
    seconds, odds = [], np.zeros((len(lesson.talk), len(SCORED)))
    for at, question in enumerate(SCORED):
        told(f"Weighing the course of conversations: {question}")
        second, odds[:, at] = look.learned(at, question)
        seconds.append(second)
    weights, said = _conversations(lesson, folds, conversation_features(laid, first, odds))
    model = Model(vocabulary, parts, middle, edges, tuple(seconds), weights)
    return Learned(model, LeftOut(first, odds, said))


def _first_left_out(lesson: Lesson, features: Seen, fold: npt.NDArray[np.int64]) -> Floats:
    first = np.zeros_like(lesson.targets)
    for one in np.unique(fold):
        parts = fitted(lesson.talk, features, lesson.targets, fold != one)
        first[fold == one] = looked(lesson.talk, features, parts)[fold == one]
    return first


class _Look(msgspec.Struct, frozen=True):
    lesson: Lesson
    wide: Wide
    even: Wide
    bins: Bins
    first: Floats
    fold: npt.NDArray[np.int64]
    how: Growing

    def learned(self, at: int, question: str) -> tuple[Second, Wide]:
        """How the course is weighed for one question, and the log-odds of what was left out."""
        columns, upheld = columns_for(question), self.lesson.targets[:, at] > 0
        even = self.even[:, columns]
        out = np.zeros((len(upheld), 3))
        out[:, 0] = self.first[:, at]
        for one in np.unique(self.fold):
            rest, left = self.fold != one, self.fold == one
            weights = logistic(even[rest], upheld[rest], RIDGE)
            out[left, 1] = even[left] @ weights[:-1] + weights[-1]
            out[left, 2] = grown(self.bins[left], boosted(self.bins[rest], columns, upheld[rest], self.how))
        blend = logistic(out, upheld, RIDGE_OF_BLEND, rising=True)
        second = Second(
            boosted(self.bins, columns, upheld, self.how),
            logistic(even, upheld, RIDGE).astype(np.float32),
            np.append(blend[-1], blend[:-1]).astype(np.float32),
        )
        return second, out @ blend[:-1] + blend[-1]


def _conversations(
    lesson: Lesson, folds: npt.NDArray[np.int64], told: Wide
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    features = by_thread(lesson.talk, told)
    order = lesson.conversation[np.flatnonzero(np.append(True, np.diff(lesson.talk.thread) != 0))]
    harmful, fold = lesson.harmful[order], folds[order]
    said = np.zeros(len(lesson.harmful))
    for one in np.unique(fold):
        weights = logistic(features[fold != one], harmful[fold != one], RIDGE_OF_CONVERSATION)
        said[order[fold == one]] = features[fold == one] @ weights[:-1] + weights[-1]
    return logistic(features, harmful, RIDGE_OF_CONVERSATION).astype(np.float32), said
