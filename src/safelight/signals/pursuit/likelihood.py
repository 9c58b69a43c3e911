"""How likely a careful reader would uphold a finding: additive weights of evidence, with the numbers in a file.

The sum is the one of ``signals.weighing``; here features may take any value and not only be there or not.
``weights.yaml`` says where its numbers come from: fitted on labelled conversations, or set by judgement.
"""

from functools import cache
from pathlib import Path

import msgspec
import yaml

from safelight.signals.finding import Strength
from safelight.signals.weighing import MOST, likelihood, strength_of


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The weights of one kind of finding."""

    origin: str
    intercept: float
    features: dict[str, float]
    most: float = MOST
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
    return likelihood(weights.intercept, weights.features, features, most=weights.most)


def strength(probable: float) -> Strength:
    """The word for a probability."""
    return strength_of(probable, moderate_from=scale().moderate, strong_from=scale().strong)
