"""Fits the first look: which stretches of text are known, and what each weighs for each question."""

import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.heads.grams import Grams, grams
from safelight.signals.heads.linear import (
    WEIGHT_OF_OWNER,
    WEIGHT_OF_SURROUNDINGS,
    Known,
    Parts,
    Seen,
    Vocabulary,
    looked,
)
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.talk import SURROUNDINGS, Talk
from safelight.signals.heads.training.descent import Vector, lowest

FEWEST = 2
"""Messages a stretch must stand in to be known."""
RIDGE = 1e-4
STEPS = 40
RARE = 0.5
"""The power of how much rarer the labelled are, by which each of them counts more."""

Mask = npt.NDArray[np.bool_]


def vocabulary_of(talk: Talk, rows: Mask, fewest: int = FEWEST) -> Vocabulary:
    """What is known after reading the texts of some rows: what stands in so many of them at least."""
    made = grams(talk.texts.filter(pl.Series(rows)).to_list())
    count = int(rows.sum())
    return Vocabulary(*(_known(kinds, count, fewest) for kinds in (made[:2], made[2:], made[:1])))


def _known(kinds: tuple[Grams, ...], messages: int, fewest: int) -> Known:
    both = np.concatenate([each.number * messages + each.message for each in kinds])
    numbers, counts = np.unique(np.unique(both) // max(1, messages), return_counts=True)
    kept = counts >= fewest
    worth = (np.log(messages / counts[kept]) + 1) / 5
    return Known(numbers[kept], worth.astype(np.float32))


def fitted(talk: Talk, features: Seen, targets: Floats, rows: Mask) -> Parts:
    """The weights learned from some rows. ``targets``: one row a message, one column a question, 1 or 0."""
    questions = targets.shape[1]
    known = Seen(*(each.of(rows) for each in (features.words, features.pieces, features.around)))
    sizes = (2, *(each.shape[1] for each in (known.words, known.pieces)), *[known.around.shape[1]] * 5)
    counts = counting(targets, rows)
    free = 2 * questions

    def loss(weights: Vector) -> tuple[float, Vector]:
        parts = _parts(weights, sizes, questions)
        told = looked(talk, known, parts)
        error = (counts * (1 / (1 + np.exp(-told)) - targets)).astype(np.float32)
        slope = _slope(talk, known, error)
        slope[free:] += RIDGE * weights[free:]
        value = float((counts * (np.logaddexp(0, told) - targets * told)).sum())
        return value + 0.5 * RIDGE * float(weights[free:] @ weights[free:]), slope

    return _parts(lowest(loss, np.zeros(sum(sizes) * questions), STEPS), sizes, questions)


def counting(targets: Floats, rows: Mask) -> Floats:
    """How much each message counts for each question; a column sums to one."""
    upheld = (targets * rows[:, None]).sum(axis=0)
    more = ((rows.sum() - upheld) / np.maximum(upheld, 1)) ** RARE
    counts = np.where(targets > 0, more, 1.0) * rows[:, None]
    out: Floats = (counts / counts.sum(axis=0)).astype(np.float32)
    return out


def _parts(weights: Vector, sizes: tuple[int, ...], questions: int) -> Parts:
    cuts = np.cumsum(sizes)[:-1] * questions
    cut = np.split(weights.astype(np.float32), cuts)
    return Parts(*(each.reshape(size, questions) for each, size in zip(cut, sizes, strict=True)))


def _slope(talk: Talk, known: Seen, error: Floats) -> Vector:
    owner = error * talk.owner[:, None]
    turned = known.around.turned
    around = [WEIGHT_OF_SURROUNDINGS * each.scattered(talk, error) for each in SURROUNDINGS]
    every = turned.times(np.concatenate([WEIGHT_OF_OWNER * owner, *around], axis=1))
    blocks = [
        np.stack([error.sum(axis=0), owner.sum(axis=0)]),
        known.words.turned.times(error),
        known.pieces.turned.times(error),
        *np.split(every, 1 + len(SURROUNDINGS), axis=1),
    ]
    return np.concatenate([block.ravel() for block in blocks]).astype(np.float64)
