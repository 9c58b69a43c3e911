"""Learns when to warn early: from beginnings of conversations whose whole slice was left out of the learning.

One writer's style runs through a slice of the corpus, so heads are asked here that have not seen the slice, and what
they say is weighed by weights that have not seen it either. Where there is only one slice, the folds stand for slices.
Findings are not weighed: left out by slice they added nothing to what the heads say (docs/decisions/0054).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.course import Wide
from safelight.signals.heads.model import Model
from safelight.signals.heads.passages import last_of_each
from safelight.signals.heads.semantic.head import SemanticHead
from safelight.signals.heads.semantic.tuned import Answers
from safelight.signals.heads.sparse import Numbers
from safelight.signals.heads.training.alerts import unfolded
from safelight.signals.heads.training.boosting import Growing
from safelight.signals.heads.training.learning import learned
from safelight.signals.heads.training.lesson import Lesson
from safelight.signals.heads.training.ridge import logistic
from safelight.signals.heads.warning import (
    CLOSER_SIGNS,
    SHARES,
    SIGNS,
    Begins,
    EarlyWarning,
    Heard,
    signs_at_the_end,
)

RIDGE = 0.1
SOON = 5
"""Messages after the one at which a careful reader would raise an alert, in which a warning is still soon."""
BEGINNINGS = SOON + 1
"""Beginnings of each conversation that are learned from."""
_DIGITS, _A_LITTLE = 3, 1e-6

Mask = npt.NDArray[np.bool_]


class Beginnings(msgspec.Struct, frozen=True):
    """What there is to learn from: of each conversation the signs of all its beginnings, left out of the learning."""

    signs: Sequence[Wide]
    last: Numbers
    """The beginning at which a warning is soon for the last time; without harm, the whole."""
    due: Numbers
    harmful: Mask
    part: Numbers


class WithoutSlices(msgspec.Struct, frozen=True):
    """Heads for each slice that have not learned from it."""

    part: Numbers
    """For each conversation the number of its slice."""
    models: Mapping[int, Model]
    odds: Wide
    """The log-odds of every message by the heads that have not learned from its slice."""


class CloserLook(NamedTuple):
    """The taught encoder, and how it is blended with the heads."""

    head: SemanticHead
    answers: Answers


def without_slices(lesson: Lesson, told: Callable[[str], None], how: Growing = Growing()) -> WithoutSlices:
    """Learns heads anew for every slice, which takes a while."""
    part = lesson.part if len(np.unique(lesson.part)) > 1 else lesson.fold
    made = learned(lesson, part, told, how)
    return WithoutSlices(part, dict(zip(np.unique(part).tolist(), made.without, strict=True)), made.left_out.odds)


def warning_of(lesson: Lesson, without: WithoutSlices, closer: CloserLook | None = None) -> EarlyWarning:
    """The weights, and from which sum on to warn: of the heads alone, or after a closer look."""
    size = np.bincount(lesson.conversation)
    last = np.where(lesson.harmful, np.minimum(size - 1, lesson.due + SOON), size - 1)
    signs = [_signs(lesson, number, without, closer) for number in range(len(size))]
    names = CLOSER_SIGNS if closer else SIGNS
    return weighed(Beginnings(signs, last, lesson.due, lesson.harmful, without.part), names)


def weighed(beginnings: Beginnings, names: Sequence[str]) -> EarlyWarning:
    """The warning learned from beginnings; its thresholds from conversations of slices left out."""
    harmful, part = beginnings.harmful, beginnings.part
    highest = np.zeros(len(harmful))
    for one in np.unique(part):
        weights = _fitted(beginnings, part != one)
        for number in np.flatnonzero(part == one).tolist():
            until = beginnings.signs[number][: beginnings.last[number] + 1]
            highest[number] = (until @ weights[:-1] + weights[-1]).max()
    *kept, start = _fitted(beginnings, np.ones(len(harmful), dtype=bool))
    return EarlyWarning(
        start=_rounded(start),
        weights={name: _rounded(one) for name, one in zip(names, kept, strict=True)},
        begins=tuple(_begins(share, highest, harmful) for share in SHARES),
    )


def _signs(lesson: Lesson, number: int, without: WithoutSlices, closer: CloserLook | None) -> Wide:
    places = np.flatnonzero(lesson.conversation == number)
    talk = unfolded(lesson.talk.part(places[0], places[-1] + 1))
    _, first, odds = without.models[int(without.part[number])].looks(talk)
    heard = Heard(talk, first, odds)
    if closer:
        heard = Heard(talk, first, *closer.head.closer(talk, odds, closer.answers, None))
    return signs_at_the_end(heard, last_of_each(talk.thread))


def _fitted(beginnings: Beginnings, known: Mask) -> npt.NDArray[np.float64]:
    """Weights, none below zero, and last the start: harm that is due by now against any beginning without harm."""
    taken, upheld = [], []
    for number in np.flatnonzero(known).tolist():
        harmful = bool(beginnings.harmful[number])
        first = beginnings.due[number] if harmful else 0
        places = np.unique(np.linspace(first, beginnings.last[number], BEGINNINGS).astype(np.int64))
        taken.append(beginnings.signs[number][places])
        upheld.append(np.full(len(places), harmful))
    signs = np.concatenate(taken)
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + _A_LITTLE
    weights = logistic((signs - middle) / spread, np.concatenate(upheld), RIDGE, rising=True)
    kept = weights[:-1] / spread
    return np.append(kept, weights[-1] - kept @ middle)


def _begins(share: float, sums: npt.NDArray[np.float64], harmful: Mask) -> Begins:
    ordered = np.sort(sums[~harmful])[::-1]
    allowed = max(1, int(share * len(ordered)))
    least = _rounded((ordered[allowed - 1] + ordered[min(allowed, len(ordered) - 1)]) / 2)
    return Begins(share, least, _rounded((sums[harmful] >= least).mean()))


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS)
