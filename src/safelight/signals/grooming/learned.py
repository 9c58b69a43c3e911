"""The learned score of a course as one sign among others."""

from collections.abc import Sequence

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.grooming.stages import Course
from safelight.signals.heads import message_scores

FAMILY = "grooming"
LOW, RAISED, HIGH = 0.05, 0.3, 0.6


def learned(found: Sequence[Course], records: pl.DataFrame, context: CaseContext) -> list[set[str]]:
    """For each course the signs of its best score: ``learned_low``, none, ``learned.30`` or that and ``learned.60``."""
    if not found:
        return []
    scores = message_scores(records, context)  # of all records, which the families of conduct ask for as well
    return [_signs(max(scores.at(step.place, FAMILY) for step in course.steps)) for course in found]


def _signs(best: float) -> set[str]:
    if best < LOW:
        return {"learned_low"}
    return {name for name, least in (("learned.30", RAISED), ("learned.60", HIGH)) if best >= least}
