"""Wording that matters to pursuit, found in a column of texts."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

import polars as pl

from safelight.knowledge.terms import Terms, terms
from safelight.signals.patterns import PatternEngine


class Cue(StrEnum):
    """Families of the pack ``terms-pursuit``."""

    BOUNDARY_CLEAR = "boundary_clear"
    BOUNDARY_SOFT = "boundary_soft"
    SURVEILLANCE = "surveillance"
    TURN_UP = "turn_up"
    GIFT = "gift"
    PRESSING = "pressing"
    SELF_NAMED = "self_named"
    OPEN_MATTER = "open_matter"
    MACHINE = "machine"
    LETS_BE = "lets_be"
    WARM = "warm"


BOUNDARIES = (Cue.BOUNDARY_CLEAR, Cue.BOUNDARY_SOFT)
AT_ONCE = 50_000
"""Texts made ready for patterns together: of a long case they would take much room."""
GRAVE = (Cue.SURVEILLANCE, Cue.TURN_UP, Cue.GIFT)


@cache
def _pack() -> Terms:
    pack: Terms = terms("pursuit")
    return pack


@cache
def _engine(families: frozenset[Cue]) -> PatternEngine:
    return PatternEngine(_pack(), families)


def cues_of(texts: pl.Series, families: Iterable[Cue] = Cue) -> dict[int, frozenset[Cue]]:
    """The cues of each row that shows any of these families, in plain spelling: one pass over the column."""
    engine, found = _engine(frozenset(families)), dict[int, set[Cue]]()
    for first in range(0, len(texts), AT_ONCE):
        for term, rows in engine.marks(texts.slice(first, AT_ONCE)).items():
            cue = Cue(_pack().by_id[term].family)
            for row in rows:
                found.setdefault(first + row, set()).add(cue)
    return {row: frozenset(cues) for row, cues in found.items()}


def cue_spans(text: str, families: Iterable[Cue]) -> list[tuple[Cue, int, int]]:
    """Every place in a text with wording of these families: the cue, start and end (code points, as written)."""
    found = _engine(frozenset(families)).find_in(text)
    return [(Cue(_pack().by_id[term].family), start, end) for term, start, end in found]
