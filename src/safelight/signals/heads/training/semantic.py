"""Chooses on slices left out how much the heads lean on the taught encoder, and fits what both say together."""

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.course import Wide, layout
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.model import conversation_features
from safelight.signals.heads.semantic.head import SemanticHead, candidates
from safelight.signals.heads.semantic.tuned import Answers
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.training.alerts import alerts_of
from safelight.signals.heads.training.figures import average_precision
from safelight.signals.heads.training.learning import Learned, conversations_learned
from safelight.signals.heads.training.lesson import Lesson
from safelight.signals.heads.training.ridge import logistic

SHARES = (0.15, 0.3, 0.45, 0.6, 0.75)
"""How much the encoder may count, the heads counting one; both made comparable."""
ENOUGH = 0.99
_RIDGE_OF_BLEND = 1e-4
_UNJUDGED, _A_LITTLE = np.zeros(0, np.float32), 1e-9

Mask = npt.NDArray[np.bool_]
Vector = npt.NDArray[np.float64]


class SemanticLearned(msgspec.Struct, frozen=True):
    """The head, and what it says of what was left out."""

    head: SemanticHead
    odds: Wide
    """Log-odds of heads and encoder as one."""
    conversation: npt.NDArray[np.float64]
    share: float
    """What was chosen of ``SHARES``."""


def semantic_learned(
    lesson: Lesson, folds: Numbers, learned: Learned, without_slices: Wide, answers: Answers
) -> SemanticLearned:
    """Learns it beside heads that were learned from the same lesson and folds.

    ``without_slices``: log-odds of every message by heads that have not learned from its slice; ``answers``: for
    messages of the lesson by an encoder that was not taught with their slice.
    """
    told = answers(lesson.talk, np.arange(len(lesson.talk)))
    upheld = lesson.targets[:, : len(SCORED)] > 0
    share = _share(without_slices, told, upheld)
    places = candidates(learned.left_out.odds, None)
    odds = learned.left_out.odds.copy()
    blends = [_blend(share, odds[places, at], told[places, at], upheld[places, at]) for at in range(len(SCORED))]
    blend = np.array(blends, dtype=np.float32).T
    odds[places] = SemanticHead(blend, _UNJUDGED).mixed(odds[places], told[places])
    first = learned.left_out.first
    judged = conversations_learned(lesson, folds, conversation_features(layout(lesson.talk, first), first, odds))
    models = [
        msgspec.structs.replace(model, semantic=SemanticHead(blend, each))
        for model, each in zip(learned.without, judged.without, strict=True)
    ]
    alerts = alerts_of(lesson, folds, models, odds, answers)
    return SemanticLearned(
        head=SemanticHead(blend, judged.weights, answers.version, alerts),
        odds=odds,
        conversation=judged.left_out,
        share=share,
    )


def _share(odds: Wide, told: Floats, upheld: Mask) -> float:
    """The least share that reaches all but a little of what the best one does."""
    reached = {share: _reached(share, odds, told, upheld) for share in SHARES}
    return min(share for share, each in reached.items() if each >= ENOUGH * max(reached.values()))


def _reached(share: float, odds: Wide, told: Floats, upheld: Mask) -> float:
    """The mean over all questions of the average precision, heads and encoder both left out by slice.

    One share for all of them: most slices hold few families, so that what one question gains is mostly chance.
    """
    reached = []
    for at in np.flatnonzero(upheld.any(axis=0)).tolist():
        lean = _lean(share, odds[:, at], told[:, at])
        reached.append(average_precision(odds[:, at] + lean * told[:, at].astype(np.float64), upheld[:, at]))
    return float(np.mean(reached))


def _blend(share: float, odds: Vector, told: Floats, upheld: Mask) -> tuple[float, float, float]:
    """Bias, weight of the heads' and of the encoder's log-odds."""
    lean = _lean(share, odds, told)
    both = odds + lean * told.astype(np.float64)
    slope, bias = logistic(both[:, None], upheld, _RIDGE_OF_BLEND, rising=True)
    return float(bias), float(slope), float(slope * lean)


def _lean(share: float, odds: Vector, told: Floats) -> float:
    return float(share * odds.std() / max(float(told.std()), _A_LITTLE))
