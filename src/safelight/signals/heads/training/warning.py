"""Learns when to warn early: from beginnings of conversations whose whole slice was left out of the learning.

One writer's style runs through the corpus, so heads are asked here that have not seen the slice, and what they say
is weighed by weights that have not seen it either. Where there is only one slice, the folds stand for slices.
Findings are those of the signals as they are installed, with the same heads that have not seen the slice; the words and
weights of the signals themselves were fitted on the corpus, so they flatter.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.course import Wide
from safelight.signals.heads.model import Model
from safelight.signals.heads.scores import scored_by
from safelight.signals.heads.sparse import Numbers
from safelight.signals.heads.training.alerts import unfolded
from safelight.signals.heads.training.boosting import Growing
from safelight.signals.heads.training.learning import learned
from safelight.signals.heads.training.lesson import Lesson
from safelight.signals.heads.training.ridge import logistic
from safelight.signals.heads.warning import FOUND, SAID, SHARES, Begins, EarlyWarning, signs_of, steps_of
from safelight.signals.labelled import Labelled, context_of, table_with
from safelight.signals.registry import examine_all

RIDGE, RIDGE_OF_SUM = 3e-3, 1e-3
SOON = 5
"""Messages after the one at which a careful reader would raise an alert, in which a warning is still soon."""
BEGINNINGS = SOON + 1
"""Beginnings of each conversation that are learned from."""
_DIGITS = 3

Mask = npt.NDArray[np.bool_]


class Beginnings(msgspec.Struct, frozen=True):
    """What there is to learn from: of each conversation the signs of all its beginnings, left out of the learning."""

    said: Sequence[Wide]
    found: Wide
    """One row a conversation: what was found until a warning is due, or in all of one without harm."""
    last: Numbers
    """The beginning until which ``found`` looks."""
    due: Numbers
    harmful: Mask
    part: Numbers


def warning_of(
    conversations: Sequence[Labelled], lesson: Lesson, told: Callable[[str], None], how: Growing = Growing()
) -> EarlyWarning:
    """The weights, and from which sum on to warn. Learns heads anew for every slice, which takes a while."""
    part = lesson.part if len(np.unique(lesson.part)) > 1 else lesson.fold
    models = dict(zip(np.unique(part).tolist(), learned(lesson, part, told, how).without, strict=True))
    size = np.bincount(lesson.conversation)
    last = np.where(lesson.harmful, np.minimum(size - 1, lesson.due + SOON), size - 1)
    told("Examining beginnings")
    found = []
    for one, left_out, place in zip(conversations, part.tolist(), last.tolist(), strict=True):
        with scored_by(models[left_out], f"without part {left_out}"):
            found.append(_found(one, place + 1))
    said = _said(lesson, part, models)
    return weighed(Beginnings(said, np.array(found), last, lesson.due, lesson.harmful, part))


def weighed(beginnings: Beginnings) -> EarlyWarning:
    """The warning learned from beginnings; its thresholds from conversations of slices left out."""
    harmful, part = beginnings.harmful, beginnings.part
    everything = np.ones(len(harmful), dtype=bool)
    highest = np.zeros(len(harmful))
    for one in np.unique(part):
        weights = _of_words(beginnings, part != one)
        for number in np.flatnonzero(part == one).tolist():
            until = beginnings.said[number][: beginnings.last[number] + 1]
            highest[number] = (until @ weights[:-1] + weights[-1]).max()
    columns = np.column_stack([highest, beginnings.found])
    sums = np.zeros(len(harmful))
    for one in np.unique(part):
        mixed = logistic(columns[part != one], harmful[part != one], RIDGE_OF_SUM, rising=True)
        sums[part == one] = columns[part == one] @ mixed[:-1] + mixed[-1]
    words = _of_words(beginnings, everything)
    mixed = logistic(columns, harmful, RIDGE_OF_SUM, rising=True)
    kept = [*(mixed[0] * words[:-1]), *mixed[1:-1]]
    return EarlyWarning(
        start=_rounded(mixed[0] * words[-1] + mixed[-1]),
        weights={name: _rounded(one) for name, one in zip((*SAID, *FOUND), kept, strict=True)},
        begins=tuple(_begins(share, sums, harmful) for share in SHARES),
    )


def _said(lesson: Lesson, part: Numbers, models: Mapping[int, Model]) -> list[Wide]:
    signs = []
    for number, one in enumerate(part.tolist()):
        places = np.flatnonzero(lesson.conversation == number)
        talk = unfolded(lesson.talk.part(places[0], places[-1] + 1))
        signs.append(signs_of(talk, models[one].scores(talk)[0]))
    return signs


def _found(conversation: Labelled, count: int) -> tuple[float, ...]:
    table, context = table_with([conversation.first(count)]), context_of(conversation)
    return steps_of(examine_all(table, context).findings)


def _of_words(beginnings: Beginnings, known: Mask) -> npt.NDArray[np.float64]:
    """Weights, none below zero, and last the start: harm that is due by now against any beginning without harm."""
    taken, upheld = [], []
    for number in np.flatnonzero(known).tolist():
        harmful = bool(beginnings.harmful[number])
        first = beginnings.due[number] if harmful else 0
        places = np.unique(np.linspace(first, beginnings.last[number], BEGINNINGS).astype(np.int64))
        taken.append(beginnings.said[number][places])
        upheld.append(np.full(len(places), harmful))
    return logistic(np.concatenate(taken), np.concatenate(upheld), RIDGE, rising=True)


def _begins(share: float, sums: npt.NDArray[np.float64], harmful: Mask) -> Begins:
    ordered = np.sort(sums[~harmful])[::-1]
    allowed = max(1, int(share * len(ordered)))
    least = _rounded((ordered[allowed - 1] + ordered[min(allowed, len(ordered) - 1)]) / 2)
    return Begins(share, least, _rounded((sums[harmful] >= least).mean()))


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS)
