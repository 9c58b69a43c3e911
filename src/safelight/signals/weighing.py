"""Signs and their weights: a small additive model (log-odds) whose every term can be read out as a reason."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path

import msgspec
import yaml

from safelight.signals.finding import Strength

MOST = 0.97
"""No probability above this: a program has not read the case."""
UNSURE = frozenset({"direction_unknown", "among_others"})
"""Signs that leave open who is addressed."""


def likelihood(start: float, weights: Mapping[str, float], values: Mapping[str, float], *, most: float) -> float:
    """The probability for log-odds of ``start`` plus each value times its weight, ``most`` at most.

    Summed in the order of names and rounded to three places, so that it is the same anywhere. Raises ``KeyError``
    for a value without a weight.
    """
    odds = start + sum(weights[name] * value for name, value in sorted(values.items()))
    return round(min(most, 1 / (1 + exp(-odds))), 3)


def strength_of(probability: float, *, moderate_from: float, strong_from: float) -> Strength:
    """The word for a probability that is worth a person's time."""
    if probability >= strong_from:
        return Strength.STRONG
    return Strength.MODERATE if probability >= moderate_from else Strength.WEAK


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sign, in words, and its weight in log-odds (negative speaks against).

    A held weight was set by judgement, because invented conversations hold too few or too playful examples.
    """

    words: str
    weight: float
    held: bool = False


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A model: the log-odds with no sign at all, the signs, and the probabilities where strengths begin."""

    start: float
    weak_from: float
    moderate_from: float
    strong_from: float
    most_unknown: float
    """No probability above this where it is not known or not sure who is addressed: below ``strong_from``."""
    signs: dict[str, Sign]

    def probability(self, present: Collection[str]) -> float:
        """The probability with these signs present."""
        most = MOST if UNSURE.isdisjoint(present) else self.most_unknown
        weights = {sign: self.signs[sign].weight for sign in self._known(present)}
        return likelihood(self.start, weights, dict.fromkeys(weights, 1.0), most=most)

    def probability_of(self, values: Mapping[str, float]) -> float:
        """The probability for signs that may be more or less; those without a weight count for nothing."""
        most = MOST if UNSURE.isdisjoint(values) else self.most_unknown
        known = self._known(values)
        return likelihood(
            self.start,
            {sign: self.signs[sign].weight for sign in known},
            {sign: values[sign] for sign in known},
            most=most,
        )

    def reasons_of(self, values: Mapping[str, float]) -> tuple[str, ...]:
        """The signs in words, the one that adds most first, each saying whether it speaks for or against."""
        terms = {sign: self.signs[sign].weight * values[sign] for sign in self._known(values)}
        return tuple(
            f"{'Speaks for' if terms[sign] > 0 else 'Speaks against'}: {self.signs[sign].words}."
            for sign in sorted(terms, key=lambda sign: (-abs(terms[sign]), sign))
            if terms[sign]
        )

    def strength(self, probability: float) -> Strength | None:
        """How far that bears a claim out; ``None`` where it is too little to trouble anybody with."""
        if probability < self.weak_from:
            return None
        return strength_of(probability, moderate_from=self.moderate_from, strong_from=self.strong_from)

    def reasons(self, present: Iterable[str]) -> tuple[str, ...]:
        """The signs in words, the weightiest first, each saying whether it speaks for or against."""
        known = sorted(self._known(present), key=lambda sign: (-abs(self.signs[sign].weight), sign))
        return tuple(
            f"{'Speaks for' if self.signs[sign].weight > 0 else 'Speaks against'}: {self.signs[sign].words}."
            for sign in known
            if self.signs[sign].weight
        )

    def _known(self, present: Iterable[str]) -> list[str]:
        return sorted(set(present) & self.signs.keys())


@cache
def load_weights(path: Path) -> dict[str, Weights]:
    """The models in a YAML file, by name. Raises ``msgspec.ValidationError`` where the file is malformed."""
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), dict[str, Weights])
