"""Fits the head over the encoder's directions, and chooses in the folds how much each question leans on it."""

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.course import Wide, layout
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.model import conversation_features
from safelight.signals.heads.semantic.head import Encodes, SemanticHead, candidates, features_of
from safelight.signals.heads.sparse import Floats, Numbers
from safelight.signals.heads.training.alerts import alerts_of
from safelight.signals.heads.training.descent import Vector, lowest
from safelight.signals.heads.training.figures import average_precision
from safelight.signals.heads.training.first import counting
from safelight.signals.heads.training.learning import Learned, conversations_learned
from safelight.signals.heads.training.lesson import Lesson
from safelight.signals.heads.training.ridge import logistic

RIDGE = 3e-4
STEPS = 40
SHARES = (0.15, 0.3, 0.45, 0.6)
"""How much the encoder may count, the heads counting one; both made comparable."""
BETTER_IN = 0.8
"""The share of the folds that must each gain, or a question does without it."""
_RIDGE_OF_BLEND = 1e-4

Mask = npt.NDArray[np.bool_]


class SemanticLearned(msgspec.Struct, frozen=True):
    """The head, and what it says of what was left out."""

    head: SemanticHead
    odds: Wide
    """Log-odds of heads and encoder as one."""
    conversation: npt.NDArray[np.float64]
    shares: dict[str, float]
    """By question what was chosen of ``SHARES``; 0.0 for those that do without."""


def semantic_learned(lesson: Lesson, folds: Numbers, learned: Learned, encoder: Encodes) -> SemanticLearned:
    """Learns it beside heads that were learned from the same lesson and folds."""
    everything = np.arange(len(lesson.talk))
    fold = folds[lesson.conversation]
    features = features_of(lesson.talk, everything, encoder)
    targets = lesson.targets[:, : len(SCORED)]
    said = np.zeros_like(targets)
    without = []
    for one in np.unique(fold):
        without.append(directions_fitted(features[fold != one], targets[fold != one]))
        said[fold == one] = features[fold == one] @ without[-1]
    chosen = [_Question(learned.left_out.odds, said, targets, fold, at).chosen() for at in range(len(SCORED))]
    blend = np.array([one for _, one in chosen], dtype=np.float32).T
    weights = directions_fitted(features, targets)
    unjudged = SemanticHead(weights, blend, np.zeros(0, np.float32))
    places = candidates(learned.left_out.odds, None)
    odds = learned.left_out.odds.copy()
    odds[places] = unjudged.mixed(odds[places], said[places])
    first = learned.left_out.first
    judged = conversations_learned(lesson, folds, conversation_features(layout(lesson.talk, first), first, odds))
    models = [
        msgspec.structs.replace(model, semantic=SemanticHead(some, blend, each))
        for model, some, each in zip(learned.without, without, judged.without, strict=True)
    ]
    alerts = alerts_of(lesson, folds, models, odds, encoder)
    return SemanticLearned(
        head=SemanticHead(weights, blend, judged.weights, encoder.version, alerts),
        odds=odds,
        conversation=judged.left_out,
        shares={question: share for question, (share, _) in zip(SCORED, chosen, strict=True)},
    )


class _Question(msgspec.Struct, frozen=True):
    odds: Wide
    said: Floats
    targets: Floats
    fold: Numbers
    at: int

    def chosen(self) -> tuple[float, Sequence[float]]:
        """The share, and the blend that gives it: bias, weight of the heads', weight of the encoder's log-odds."""
        own, upheld = self.odds[:, self.at], self.targets[:, self.at] > 0
        best, kept = average_precision(own, upheld), (0.0, (0.0, 1.0, 0.0))
        for share in SHARES:
            blend = self._blend(share)
            mixed = self._mixed(blend)
            reached = average_precision(mixed, upheld)
            if reached > best and self._gains(own, mixed, upheld):
                best, kept = reached, (share, blend)
        return kept

    def _blend(self, share: float) -> tuple[float, float, float]:
        places = candidates(self.odds, None)
        own, said = self.odds[places, self.at], self.said[places, self.at].astype(np.float64)
        lean = share * own.std() / max(float(said.std()), 1e-9)
        slope, bias = logistic(
            (own + lean * said)[:, None], self.targets[places, self.at] > 0, _RIDGE_OF_BLEND, rising=True
        )
        return float(bias), float(slope), float(slope * lean)

    def _mixed(self, blend: tuple[float, float, float]) -> npt.NDArray[np.float64]:
        places = candidates(self.odds, None)
        bias, of_odds, of_said = blend
        out: npt.NDArray[np.float64] = self.odds[:, self.at].copy()
        out[places] = bias + of_odds * out[places] + of_said * self.said[places, self.at]
        return out

    def _gains(self, own: npt.NDArray[np.float64], mixed: npt.NDArray[np.float64], upheld: Mask) -> bool:
        inside = [self.fold == one for one in np.unique(self.fold)]
        gained = [
            average_precision(mixed[each], upheld[each]) > average_precision(own[each], upheld[each])
            for each in inside
            if upheld[each].any()
        ]
        return sum(gained) >= BETTER_IN * len(inside)


def directions_fitted(features: Floats, targets: Floats) -> Floats:
    """Weights learned from some rows, rounded as they are kept."""
    shape = (features.shape[1], targets.shape[1])
    counts = counting(targets, np.ones(len(targets), dtype=bool))

    def loss(weights: Vector) -> tuple[float, Vector]:
        told = features @ weights.reshape(shape).astype(np.float32)
        error = (counts * (1 / (1 + np.exp(-told)) - targets)).astype(np.float32)
        value = float((counts * (np.logaddexp(0, told) - targets * told)).sum())
        slope = (features.T @ error).ravel().astype(np.float64) + RIDGE * weights
        return value + 0.5 * RIDGE * float(weights @ weights), slope

    found = lowest(loss, np.zeros(shape[0] * shape[1]), STEPS).reshape(shape)
    return found.astype(np.float16).astype(np.float32)
