"""How an account writes, as numbers: character sequences, spelling habits and hours; never what it writes about.

Character n-grams after the verification tasks of PAN 2020 and Formspring halves (see ``nlp.md`` 1.5 and 3.8).
Digits, addresses and names do not stand out in so many sequences; habits are shares of messages.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
SIZES = (3, 4)
WIDTH = 1 << 12
"""Cells of a profile: more separate sequences better and cost more time in a case of thousands of accounts."""
MOST_BYTES = 20_000
"""Text an account is judged by, its latest: more tells little more."""
STRETCH_BYTES = 1_200
"""About 25 messages. Accounts are compared by stretches alike in length, whatever they wrote in all."""
_FACTOR = np.uint32(2654435761)
_DIGITS = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
HABITS = (
    r"^[a-z]",
    r"[.!?]$",
    r"\.\.+|…",
    r"!",
    r"!!",
    r"\?\?|\?!",
    r"\bu\b|\bur\b|\br\b",
    r"\bthe\b",
    r"\bi\b|\bi'",
    r"\bI\b|\bI'",
    r"[a-z]'[a-z]",
    r"\b(?:dont|cant|wont|im|ive|didnt|doesnt|isnt|thats|youre)\b",
    r"(?:\s|^)x+\s*$",
    r"\bl+o+l+\b",
    r"ha(?:ha)+",
    r"[\U0001F300-\U0001FAFF\u2600-\u27BF]",
    r",",
    r"  ",
    r"\n",
    r"\b[A-Z]{2,}\b",
    r"\b(?:gonna|wanna|gotta|kinda|dunno|innit|aint)\b",
    r"\b(?:yeah|yea|ye|yh|yep|aye)\b",
    r"\bok\b",
    r"\bokay\b|\bOK\b",
    r"\b(?:please|pls|plz)\b",
    r"\b(?:thanks|thank you|ta|cheers|thx)\b",
    r"[a-z]- | - ",
    r"\b(?:mate|love|hun|babe|pal|bro|mush|duck)\b",
    r";|:",
    r"\(",
    r"\b(?:cos|coz|cuz|bc|because)\b",
    r"\b(?:tomoz|tmrw|2nite|2moro|l8r|b4|gr8)\b",
)
_HABITS = tuple(re.compile(one) for one in HABITS)
FEWEST_ACCOUNTS = 6
"""With fewer accounts there is no telling what is common in a case."""


def sequences(texts: Sequence[str]) -> Vector:
    """The mean profile of equal stretches of text: damped counts of hashed sequences, each stretch of length one.

    The mean is not made longer or shorter, so that the product of two accounts does not grow with what they wrote.
    """
    joined = "\n".join(_SPACE.sub(" ", _DIGITS.sub("0", text)) for text in texts)
    letters = np.frombuffer(joined.encode("utf-8")[-MOST_BYTES:], dtype=np.uint8).astype(np.uint32)
    parts = np.array_split(letters, max(1, len(letters) // STRETCH_BYTES))
    return np.asarray(np.mean([_profile(part) for part in parts], axis=0), dtype=np.float32)


def _profile(letters: NDArray[np.uint32]) -> Vector:
    counts = np.zeros(WIDTH, dtype=np.float32)
    for size in SIZES:
        if len(letters) >= size:
            counts += np.bincount(_hashed(letters, size), minlength=WIDTH)
    return unit(np.log1p(counts))


def _hashed(letters: NDArray[np.uint32], size: int) -> NDArray[np.intp]:
    rolled = np.full(len(letters) - size + 1, np.uint32(size), dtype=np.uint32)
    for step in range(size):
        rolled = (rolled ^ letters[step : len(letters) - size + 1 + step]) * _FACTOR
    return (rolled >> np.uint32(32 - WIDTH.bit_length() + 1)).astype(np.intp)


def habits(texts: Sequence[str]) -> Vector:
    """The share of messages with each habit, then their usual length and how it varies (log of letters)."""
    lengths = np.log1p([len(text) for text in texts])
    shares = [sum(bool(habit.search(text)) for text in texts) / len(texts) for habit in _HABITS]
    return np.array([*np.sqrt(shares), lengths.mean() / 4, lengths.std() / 2], dtype=np.float32)


def hours(times: Sequence[int], zone_hours: int = 0) -> Vector:
    """The share of messages in each two hours of the day (UTC moved by so many hours), smoothed, of length one."""
    slots = (np.array(times, dtype=np.int64) // 3_600_000_000 + zone_hours) % 24 // 2
    counts = np.bincount(slots, minlength=12).astype(np.float32)
    smooth = counts + (np.roll(counts, 1) + np.roll(counts, -1)) / 2
    return unit(np.sqrt(smooth))


def unit(vector: Vector) -> Vector:
    """The vector made of length one; a zero stays zero."""
    length = float(np.linalg.norm(vector))
    return (vector / length if length else vector).astype(np.float32)


def likeness(rows: NDArray[Any]) -> NDArray[np.float32]:
    """Cosine of every pair, once what all accounts of the case share is taken away."""
    plain = _without_common(rows)
    lengths = np.linalg.norm(plain, axis=1, keepdims=True)
    plain = (plain / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return (plain @ plain.T).astype(np.float32)


def closeness(rows: NDArray[Any]) -> NDArray[np.float32]:
    """The product of every pair of mean profiles, once what all accounts of the case share is taken away."""
    plain = _without_common(rows)
    return (plain @ plain.T).astype(np.float32)


def _without_common(rows: NDArray[Any]) -> NDArray[np.float32]:
    plain = np.asarray(rows, dtype=np.float32)
    return plain - plain.mean(axis=0) if len(plain) >= FEWEST_ACCOUNTS else plain
