"""Finds the terms of a pack in a whole column of texts: one cheap pass over all, an exact one over candidates."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
import re2

from safelight.knowledge.terms import Terms
from safelight.signals.normalise import Shadow, shadow

DISGUISED = (
    r"[\p{L}--\p{ASCII}]|\p{Cf}|[a-z][0134578@$!|+]+[a-z]|"
    + "|".join(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")
    + r"|(?:^|\W)\w[ ._*-]\w[ ._*-]\w(?:\W|$)"
)
"""Texts that may read differently once their disguise is off, so that their shadow has to be looked at."""

UNSEEN = r"['’‘ʼ`´＇\x{fe0f}\x{fe0e}\x{1f3fb}-\x{1f3ff}]"
HITS = {"row": pl.UInt32, "term": pl.String, "start": pl.UInt32, "end": pl.UInt32}


class PatternEngine:
    """The compiled terms of one pack (or of some of its families), or named RE2 patterns made for one case."""

    def __init__(self, pack: Terms | Mapping[str, str], families: Iterable[str] | None = None) -> None:
        regexes = _regexes(pack, families) if isinstance(pack, Terms) else pack
        self._patterns = {term: re2.compile(regex) for term, regex in regexes.items()}
        self._cheap = [
            pl.col("low").str.contains(regex.replace(r"\b", r"(?-u:\b)")).alias(term)
            for term, regex in regexes.items()
        ]

    def find(self, texts: pl.Series) -> pl.DataFrame:
        """Every match in a column of texts: ``row`` in the column, ``term``, ``start`` and ``end`` in code points.

        Spans are of the text as written. Matches of one term in one text do not overlap; those of two may.
        """
        marked = self._marked(texts)
        found: list[tuple[int, str, int, int]] = []
        for row, text, is_disguised, *marks in marked.iter_rows():
            terms = [term for term, mark in zip(self._patterns, marks, strict=True) if mark or is_disguised]
            found += [(row, *match) for match in self._matches(terms, text)]
        return pl.DataFrame(found, schema=HITS, orient="row")

    def marks(self, texts: pl.Series) -> pl.DataFrame:
        """One column of true or false for each term: the cheap pass alone, for what only surrounds a finding."""
        return _lowered(texts).select(*self._cheap)

    def find_in(self, text: str) -> list[tuple[str, int, int]]:
        """Every match in one text: term, start, end (code points of the text as written)."""
        return self._matches(self._patterns, text)

    def _marked(self, texts: pl.Series) -> pl.DataFrame:
        """Rows that may hold a term, with which: all that do, and some that do not."""
        asked = _lowered(texts).select(
            "row", "text", pl.col("low").str.contains(DISGUISED).alias("disguised"), *self._cheap
        )
        return asked.filter(pl.any_horizontal(pl.all().exclude("row", "text")))

    def _matches(self, terms: Iterable[str], text: str) -> list[tuple[str, int, int]]:
        dark = shadow(text)
        return [match for term in terms for match in self._matches_of(term, dark)]

    def _matches_of(self, term: str, dark: Shadow) -> list[tuple[str, int, int]]:
        found = self._patterns[term].finditer(dark.text)
        return [(term, *dark.span(*one.span())) for one in found if one.end() > one.start()]


def compiled(regex: str) -> Any:
    """One RE2 pattern by itself, for a question about a text already found."""
    return re2.compile(regex)


def _regexes(pack: Terms, families: Iterable[str] | None) -> dict[str, str]:
    wanted = None if families is None else frozenset(families)
    return {term.id: pack.regex(term) for term in pack.terms if wanted is None or term.family in wanted}


def _lowered(texts: pl.Series) -> pl.DataFrame:
    column = pl.DataFrame({"text": texts.fill_null("")}).with_row_index("row")
    return column.with_columns(low=pl.col("text").str.to_lowercase().str.replace_all(UNSEEN, ""))
