"""How likely a careful reader would uphold a finding: additive weights of evidence, with the numbers in a file.

Each feature has a weight in log-odds; the sum goes through the logistic function. ``weights.yaml`` says where its
numbers come from: fitted on labelled conversations, or set by judgement.
"""

import math
from functools import cache
from pathlib import Path

import msgspec
import yaml

from safelight.signals.finding import Strength


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The weights of one kind of finding."""

    origin: str
    intercept: float
    features: dict[str, float]
    most: float = 0.97
    """No probability above this: a program has not read the case."""


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All weights, and where strengths begin."""

    strong: float
    moderate: float
    least: float
    """Below this probability nothing is said."""
    kinds: dict[str, Weights]


@cache
def scale() -> Scale:
    """The numbers in ``weights.yaml``."""
    written = yaml.safe_load((Path(__file__).parent / "weights.yaml").read_bytes())
    return msgspec.convert(written, Scale)


def probability(kind: str, features: dict[str, float]) -> float:
    """The calibrated probability for the features of one kind of finding; unknown features raise ``KeyError``."""
    weights = scale().kinds[kind]
    odds = weights.intercept + sum(weights.features[name] * value for name, value in sorted(features.items()))
    return round(min(weights.most, 1 / (1 + math.exp(-odds))), 3)


def strength(likelihood: float) -> Strength:
    """The word for a probability."""
    if likelihood >= scale().strong:
        return Strength.STRONG
    return Strength.MODERATE if likelihood >= scale().moderate else Strength.WEAK
