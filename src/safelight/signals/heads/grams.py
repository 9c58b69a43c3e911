"""Words and pieces of words of a column of texts, as numbers: what the linear heads weigh.

All of it is column arithmetic: one array of code points for all texts, and hashes of stretches of it. Words, pairs
of words that follow each other, and pieces of three to five letters that may start or end at a word's edge.
"""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.normalise import shadow
from safelight.signals.wordings import lowered

Numbers = npt.NDArray[np.int64]
_Hashes = npt.NDArray[np.uint64]

BITS = 22
"""A number stands for a stretch by this many bits of its hash."""
LONGEST = 2_000
"""Code points of a text that are read; what comes after is not weighed."""
PIECES = (3, 4, 5)

_AT_ONCE = 50_000
"""Texts made readable at once: on the way, each is held several times over."""
_SPACE = 32
_LONGEST_WORD = 40
_BASE = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0xC2B2AE3D27D4EB4F)
_AFTER = np.uint64(0x165667B19E3779F9)
_POWERS: _Hashes = np.cumprod(np.full(_LONGEST_WORD, _BASE, dtype=np.uint64), dtype=np.uint64)
_LONG_WORD = rf"\S{{{_LONGEST_WORD}}}\S+"


class Grams(msgspec.Struct, frozen=True):
    """Numbers of stretches of text and, for each, the message it stands in; by message, in rising order."""

    message: Numbers
    number: Numbers


def readable(texts: pl.Series) -> pl.Series:
    """The texts as heads read them: without disguise, in lower case, digits as 0, marks as words of their own."""
    parts = [_readable(part.to_series()) for part in texts.to_frame().iter_slices(_AT_ONCE)]
    return pl.concat(parts or [texts])


def _readable(texts: pl.Series) -> pl.Series:
    low = lowered(texts)
    plain = low.with_columns(low=pl.col("low").str.slice(0, LONGEST))
    disguised = plain.filter("disguised")
    if disguised.height:
        shown = disguised.select("row", shown=pl.Series(_shadows(disguised["text"].to_list()), dtype=pl.String))
        plain = plain.join(shown, on="row", how="left", maintain_order="left").with_columns(
            low=pl.coalesce("shown", "low")
        )
    return plain.select(
        pl.col("low")
        .str.replace_all(r"\d", "0")
        .str.replace_all(r"([^\p{L}\p{N}\s])", " ${1} ")
        .str.replace_all(_LONG_WORD, " … ")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars(" ")
    )["low"]


def _shadows(texts: Sequence[str]) -> list[str]:
    return [shadow(text[:LONGEST]).text for text in texts]


def grams(texts: Sequence[str]) -> tuple[Grams, ...]:
    """The grams of texts that were made ``readable``: words, pairs, then pieces by their length."""
    letters = np.frombuffer("".join([f" {text}" for text in texts] + [" "]).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    message = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    is_space = letters == _SPACE
    words = _words(letters, message, is_space)
    return (Grams(words[0], _number(words[1], 1)), _pairs(*words), *_pieces(letters, message, is_space))


def _words(
    letters: npt.NDArray[np.uint32], message: Numbers, is_space: npt.NDArray[np.bool_]
) -> tuple[Numbers, _Hashes]:
    inside = np.flatnonzero(~is_space)
    if not inside.size:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    starts = np.flatnonzero(is_space[inside - 1])
    lengths = np.diff(np.append(starts, inside.size))
    place = np.arange(inside.size) - np.repeat(starts, lengths)
    weighed = letters[inside].astype(np.uint64) * _POWERS[np.minimum(place, _LONGEST_WORD - 1)]
    return message[inside[starts]], np.add.reduceat(weighed, starts)


def _pairs(message: Numbers, words: _Hashes) -> Grams:
    together = message[1:] == message[:-1]
    joined = words[:-1] * _AFTER + words[1:]
    return Grams(message[:-1][together], _number(joined[together], 2))


def _pieces(letters: npt.NDArray[np.uint32], message: Numbers, is_space: npt.NDArray[np.bool_]) -> Iterator[Grams]:
    spaces = np.concatenate([[0], np.cumsum(is_space)])
    wide = letters.astype(np.uint64)
    hashed = wide * _POWERS[0]
    for size in range(2, PIECES[-1] + 1):
        count = max(0, letters.size - size + 1)
        hashed = hashed[:count] + wide[size - 1 : size - 1 + count] * _POWERS[size - 1]
        if size in PIECES:
            kept = np.flatnonzero(spaces[size - 1 : size - 1 + count] == spaces[1 : 1 + count])
            yield Grams(message[kept], _number(hashed[kept], size))


def _number(hashed: _Hashes, kind: int) -> Numbers:
    stirred = (hashed + np.uint64(kind)) * _STIR
    stirred ^= stirred >> np.uint64(29)
    stirred *= _BASE
    return (stirred >> np.uint64(64 - BITS)).astype(np.int64)
