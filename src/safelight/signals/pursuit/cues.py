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
GRAVE = (Cue.SURVEILLANCE, Cue.TURN_UP, Cue.GIFT)
_APOSTROPHES = "['’‘ʼ`´＇]"
_NARROW = {
    r"[^\w]": "[^0-9a-z_]",
    r"\w": "[0-9a-z_]",
    r"\W": "[^0-9a-z_]",
    r"[\s,*_~.-]": r"[ \t\n\r,*_~.-]",
    r"\s": r"[ \t\n\r]",
    r"\d": "[0-9]",
    r"\b": r"(?-u:\b)",
}
"""Word classes of the English alphabet only: with those of all Unicode the same pass took ten times as long."""


@cache
def _pack() -> Terms:
    pack: Terms = terms("pursuit")
    return pack


@cache
def _engine() -> PatternEngine:
    return PatternEngine(_pack())


@cache
def _regex(cue: Cue) -> str:
    pattern = "|".join(f"(?:{_pack().regex(term)})" for term in _pack().terms if term.family == cue)
    for wide, narrow in _NARROW.items():
        pattern = pattern.replace(wide, narrow)
    return pattern


def has_wording(families: Iterable[Cue]) -> pl.Expr:
    """Whether a column ``text`` has wording of these families, in plain spelling: native code, a pass for each."""
    plain = pl.col("text").str.to_lowercase().str.replace_all(_APOSTROPHES, "")
    return pl.any_horizontal(plain.str.contains(_regex(cue)) for cue in families)


def with_cues(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with one true-or-false column for each cue, named like it."""
    return rows.with_columns(has_wording((cue,)).alias(cue.value) for cue in Cue)


def cue_spans(text: str, families: Iterable[Cue]) -> list[tuple[Cue, int, int]]:
    """Every place in a text with wording of these families: the cue, start and end (code points, as written)."""
    wanted = set(families)
    found = ((Cue(_pack().by_id[term].family), start, end) for term, start, end in _engine().find_in(text))
    return [one for one in found if one[0] in wanted]
