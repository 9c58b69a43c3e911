"""How far two readers agree: counts, and from twenty findings on Cohen's kappa (Cohen 1960), in plain words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from safelight.desk.cases.models import Case
from safelight.desk.findings.second import readings_of

ENOUGH = 20
"""Findings read twice below which a coefficient says more about chance than about readers."""
_WORDS: tuple[tuple[float, Promise], ...] = (
    (0.8, gettext_lazy("They agree far more often than chance would have it.")),
    (0.6, gettext_lazy("They agree much more often than chance would have it.")),
    (
        0.4,
        gettext_lazy(
            "They agree more often than chance would have it, and differ often enough to talk about why."
        ),
    ),
    (
        0.0,
        gettext_lazy(
            "They agree little more often than chance would have it: agree on what the words mean first."
        ),
    ),
)
_LESS = gettext_lazy("They agree less often than chance would have it: agree on what the words mean first.")


@dataclass(frozen=True)
class Agreement:
    """Over findings that two people read, each without knowing what the other made of it."""

    twice: int
    agreed: int
    kappa: float | None
    """-1 to 1, 0 being chance; ``None`` below twenty findings, and where both always gave the same one."""

    @property
    def words(self) -> "Promise | str":
        """What the coefficient means; empty where there is none."""
        if self.kappa is None:
            return ""
        return next((words for least, words in _WORDS if self.kappa >= least), _LESS)


def agreement_over(cases: Iterable[Case]) -> Agreement:
    """The agreement on verdicts over these cases."""
    pairs = [
        (readings.first.verdict, readings.second.verdict)
        for case in cases
        for readings in readings_of(case).values()
        if readings.first and readings.second
    ]
    return agreement_of(pairs)


def agreement_of(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """The agreement of pairs of verdicts, first and second reader."""
    agreed = sum(first == second for first, second in pairs)
    return Agreement(len(pairs), agreed, _kappa(pairs, agreed) if len(pairs) >= ENOUGH else None)


def _kappa(pairs: Sequence[tuple[str, str]], agreed: int) -> float | None:
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(firsts[verdict] * seconds[verdict] for verdict in firsts) / len(pairs) ** 2
    observed = agreed / len(pairs)
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)
