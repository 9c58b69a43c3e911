"""Words and pieces of words of a column of texts, as numbers: what the linear heads weigh.

All of it is column arithmetic: one array of code points for all texts, and hashes of stretches of it. Words, pairs
of words that follow each other, and pieces of three to five letters that may start or end at a word's edge.
"""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
_Hashes = npt.NDArray[np.uint64]

BITS = 22
"""A number stands for a stretch by this many bits of its hash."""
LONGEST_WORD = 40
"""Letters of a word that are told apart."""
PIECES = (3, 4, 5)

_SPACE = 32
_BASE = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0xC2B2AE3D27D4EB4F)
_AFTER = np.uint64(0x165667B19E3779F9)
_POWERS: _Hashes = np.cumprod(np.full(LONGEST_WORD, _BASE, dtype=np.uint64), dtype=np.uint64)


class Grams(msgspec.Struct, frozen=True):
    """Numbers of stretches of text and, for each, the message it stands in; by message, in rising order."""

    message: Numbers
    number: Numbers


def grams(texts: Sequence[str]) -> tuple[Grams, ...]:
    """The grams of texts that were made ``readable.readable``: words, pairs, then pieces by their length."""
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
    weighed = letters[inside].astype(np.uint64) * _POWERS[np.minimum(place, LONGEST_WORD - 1)]
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
