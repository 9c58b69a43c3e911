"""Adds the signs of a pair and puts them in words, those for and those against."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
import yaml

from safelight.signals.finding import Strength
from safelight.signals.weighing import likelihood, strength_of

HERE = Path(__file__).parent


class Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"speaks_for": "for"}):
    """One sign: its weight, and what is said where its value is ``from`` or more, or ``below`` or less."""

    weight: float
    speaks_for: str = ""
    against: str = ""
    high: float = msgspec.field(default=1.0, name="from")
    low: float = msgspec.field(default=1.0, name="below")


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The model and where its strengths begin."""

    weak_from: float
    moderate_from: float
    strong_from: float
    most: float
    """No probability above this by writing alone."""
    most_with_detail: float
    start: float
    signs: dict[str, Sign]


@cache
def scale() -> Scale:
    """The numbers in ``weights.yaml``."""
    return msgspec.convert(yaml.safe_load((HERE / "weights.yaml").read_bytes()), Scale)


def probability(values: Mapping[str, float]) -> float:
    """How likely a careful reader would find the pair worth following up."""
    numbers = scale()
    hard = any(name.startswith("shared.") or name == "name_given" for name in values)
    most = numbers.most_with_detail if hard else numbers.most
    return likelihood(numbers.start, {name: one.weight for name, one in numbers.signs.items()}, values, most=most)


def strength(probable: float) -> Strength | None:
    """The word for it; ``None`` where it is too little to say."""
    numbers = scale()
    if probable < numbers.weak_from:
        return None
    return strength_of(probable, moderate_from=numbers.moderate_from, strong_from=numbers.strong_from)


def reasons(values: Mapping[str, float]) -> tuple[str, ...]:
    """What speaks for one hand, then what speaks against; both are always given where there are any."""
    signs = scale().signs
    speaks_for = [
        f"Speaks for one hand: {signs[name].speaks_for}."
        for name in signs
        if name in values and signs[name].speaks_for and values[name] >= signs[name].high
    ]
    against = [
        f"Speaks against: {signs[name].against}."
        for name in signs
        if name in values and signs[name].against and _is_against(signs[name], values[name])
    ]
    return (*speaks_for, *(against or ["Speaks against: two people of one circle can write alike."]))


def _is_against(sign: Sign, value: float) -> bool:
    return value >= sign.high if not sign.speaks_for else value <= sign.low
