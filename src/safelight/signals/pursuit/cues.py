"""Wording that matters to pursuit, found in a column of texts."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

import msgspec
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
GRAVE = (Cue.SURVEILLANCE, Cue.TURN_UP, Cue.GIFT)


@cache
def _pack() -> Terms:
    pack: Terms = terms("pursuit")
    return pack


@cache
def _engine(families: tuple[Cue, ...]) -> PatternEngine:
    chosen = tuple(term for term in _pack().terms if term.family in families)
    return PatternEngine(msgspec.structs.replace(_pack(), terms=chosen))


def cues_in(texts: pl.Series, families: Iterable[Cue]) -> pl.DataFrame:
    """Every place where wording of these families stands: ``row`` in the column, ``cue``, ``start``, ``end``."""
    found = _engine(tuple(sorted(families))).find(texts)
    names = {term.id: term.family for term in _pack().terms}
    return found.with_columns(pl.col("term").replace_strict(names, return_dtype=pl.String).alias("cue"))


def is_worded(text: str, families: Iterable[Cue]) -> bool:
    """Whether a text has wording of any of these families."""
    return bool(_engine(tuple(sorted(families))).find_in(text))
