"""Searching a case: a scan of its table (measured quick enough up to some ten million records)."""

import re
from enum import StrEnum

import msgspec
import polars as pl
import re2

_META = re.compile(r"[.^$*+?()\[\]{}\\|]")


class Manner(StrEnum):
    """How the words are meant."""

    PHRASE = "phrase"
    """These characters in this order, letter case aside."""
    ALL_WORDS = "all_words"
    """Each of these words somewhere in the message, as a whole word."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for. Empty parts do not narrow anything."""

    words: str
    manner: Manner = Manner.PHRASE
    sender: str = ""
    platform: str = ""


def search(table: pl.DataFrame | pl.LazyFrame, query: Query) -> pl.DataFrame:
    """The records that fit, in reading order; nothing fits an empty query."""
    words = query.words.strip()
    found = table.lazy()
    if not words and not query.sender:
        return found.head(0).collect()
    for pattern in _patterns(words, query.manner):
        found = found.filter(pl.col("text").str.contains(pattern))
    if query.sender:
        found = found.filter(pl.col("sender") == query.sender)
    if query.platform:
        found = found.filter(pl.col("platform") == query.platform)
    return found.collect()


def marks(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the words stand in one text: start and end in code points, in order, without overlaps."""
    spans = sorted(
        match.span()
        for pattern in _patterns(query.words.strip(), query.manner)
        for match in re2.finditer(pattern, text)
    )
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def _patterns(words: str, manner: Manner) -> list[str]:
    if not words:
        return []
    if manner is Manner.PHRASE:
        return [f"(?i){_literal(words)}"]
    return [f"(?i){_edge(word[0])}{_literal(word)}{_edge(word[-1])}" for word in words.split()]


def _literal(words: str) -> str:
    """Escapes what both engines (RE2 and Polars' own) give a meaning to, and nothing else."""
    return _META.sub(r"\\\g<0>", words)


def _edge(character: str) -> str:
    return r"\b" if character.isalnum() else ""
