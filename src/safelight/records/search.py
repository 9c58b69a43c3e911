"""Searching a case: a scan of its table (measured quick enough up to some ten million records)."""

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec
import polars as pl
import re2

_WITHOUT_WORDS = ("sign_in", "location", "contact", "notice", "membership", "media", "transaction", "post")
"""Kinds whose records may have no words: what they say stands in their names and values."""
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


def search(table: pl.DataFrame | pl.LazyFrame, query: Query) -> pl.Series:
    """The rows of the records that fit, in reading order; nothing fits an empty query.

    A record without words, such as a sign-in or a blocked account, fits by the names and values its source gives.
    Only the columns asked about are read: for the records themselves see ``rows_of``.
    """
    words = query.words.strip()
    found = table.lazy().select("row", "text", "sender", "platform")
    if not words and not query.sender:
        found = found.head(0)
    patterns = _patterns(words, query.manner)
    in_text = _narrowed(found, patterns, query)
    if not patterns:
        return in_text.collect()["row"]
    wordless = table.lazy().filter(pl.col("kind").is_in(_WITHOUT_WORDS) & pl.col("text").is_null())
    said = pl.concat_str(pl.col("recipients").list.join("\n"), "extra", separator="\n", ignore_nulls=True)
    in_values = _narrowed(wordless.select("row", "sender", "platform", text=said), patterns, query)
    return pl.concat([in_text.collect(), in_values.collect()])["row"].sort()


def _narrowed(records: pl.LazyFrame, patterns: Iterable[str], query: Query) -> pl.LazyFrame:
    for pattern in patterns:
        records = records.filter(pl.col("text").str.contains(pattern))
    if query.sender:
        records = records.filter(pl.col("sender") == query.sender)
    if query.platform:
        records = records.filter(pl.col("platform") == query.platform)
    return records.select("row")


def rows_of(table: pl.DataFrame | pl.LazyFrame, rows: pl.Series) -> pl.DataFrame:
    """The records at a few rows, in reading order; quick, because a table keeps the range of rows of each part."""
    return table.lazy().filter(pl.col("row").is_in(rows.to_list())).collect()


def records_named(table: pl.DataFrame | pl.LazyFrame, record_ids: Iterable[str]) -> pl.DataFrame:
    """The records with these ids, in reading order. Their rows are looked up first, from two columns alone."""
    named = table.lazy().select("row", "record_id").filter(pl.col("record_id").is_in(list(record_ids)))
    return rows_of(table, named.collect()["row"])


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
