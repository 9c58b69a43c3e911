"""Chance with a fixed seed, built on ``Random.random`` alone: the one draw Python promises never to change."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws that come out the same for the same name, on any machine."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"safelight worked example: {name}")  # noqa: S311 - nothing secret is drawn

    def happens(self, probability: float) -> bool:
        """True in this share of cases."""
        return self._random.random() < probability

    def between(self, low: float, high: float) -> float:
        """Any number from ``low`` up to ``high``."""
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def one_of(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely."""
        return choices[int(self._random.random() * len(choices))]

    def weighted(self, weights: dict[int, float]) -> int:
        """One of the keys, as likely as its weight says."""
        mark = self._random.random() * sum(weights.values())
        for key, weight in weights.items():
            mark -= weight
            if mark < 0:
                return key
        return key

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        left = list(items)
        return [left.pop(int(self._random.random() * len(left))) for _ in items]

    def count(self, mean: float) -> int:
        """How often something happens that happens ``mean`` times on average, one time not leading to another."""
        done, waited = 0, 0.0
        while (waited := waited - _log(1 - self._random.random())) < mean:
            done += 1
        return done


def _log(value: float) -> float:
    """The natural logarithm to six figures by plain arithmetic, so that no library's last digit matters."""
    halvings = 0
    while value < 0.5:
        value, halvings = value * 2, halvings + 1
    part = (value - 1) / (value + 1)
    square = part * part
    series = 2 * part * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
    return series - halvings * 0.6931471805599453
