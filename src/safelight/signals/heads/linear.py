"""The first look: one weight for each stretch of text and question, for the message and for what surrounds it."""

from functools import cached_property
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.grams import BITS, Grams, Numbers, grams
from safelight.signals.heads.sparse import Floats, SparseRows
from safelight.signals.heads.talk import SURROUNDINGS, Talk

AT_ONCE = 4_000
"""Messages whose grams are made at once: they then fit the processor's cache."""
WEIGHT_OF_OWNER = 0.7
WEIGHT_OF_SURROUNDINGS = 0.5


class Known(msgspec.Struct, frozen=True, dict=True):
    """The numbers a model knows, rising, and how much each counts (the rarer, the more)."""

    numbers: Numbers
    worth: Floats

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def places(self) -> npt.NDArray[np.int32]:
        """For every number there can be its place among those known, -1 for one that is not."""
        table = np.full(1 << BITS, -1, dtype=np.int32)
        table[self.numbers] = np.arange(len(self.numbers), dtype=np.int32)
        return table


class Vocabulary(msgspec.Struct, frozen=True):
    """What is known of the message itself (words with pairs, and pieces) and of surroundings (words)."""

    words: Known
    pieces: Known
    around: Known


class Seen(msgspec.Struct, frozen=True):
    """The features of the messages of a talk, as sparse rows over the three parts of a vocabulary."""

    words: SparseRows
    pieces: SparseRows
    around: SparseRows


class Parts(msgspec.Struct, frozen=True):
    """The weights: a row for each known number (or bias), a column for each question asked."""

    start: Floats
    """Two rows: the bias, and what the owner's speaking adds."""
    words: Floats
    pieces: Floats
    owner: Floats
    """Added where the owner speaks, for the words of ``around``."""
    before_same: Floats
    before_other: Floats
    after_same: Floats
    after_other: Floats

    @property
    def around(self) -> tuple[Floats, ...]:
        """In the order of ``SURROUNDINGS``."""
        return self.before_same, self.before_other, self.after_same, self.after_other


def seen(talk: Talk, known: Vocabulary) -> Seen:
    """The features of every message."""
    texts = talk.texts.to_list()
    bounds = [*range(0, len(texts), AT_ONCE), len(texts)]
    gathered: list[tuple[SparseRows, SparseRows, SparseRows]] = []
    for first, last in pairwise(bounds):
        made = grams(texts[first:last])
        gathered.append(
            (
                _rows(made[:2], known.words, first, len(texts)),
                _rows(made[2:], known.pieces, first, len(texts)),
                _rows(made[:1], known.around, first, len(texts)),
            )
        )
    parts = (known.words, known.pieces, known.around)
    return Seen(*(_joined([one[at] for one in gathered], len(texts), len(part)) for at, part in enumerate(parts)))


def looked(talk: Talk, features: Seen, parts: Parts) -> Floats:
    """The log-odds of every question for every message."""
    told = parts.start[0] + talk.owner[:, None] * parts.start[1]
    told = told + features.words.times(parts.words) + features.pieces.times(parts.pieces)
    wide = features.around.times(np.concatenate([parts.owner, *parts.around], axis=1))
    columns = np.split(wide, 1 + len(SURROUNDINGS), axis=1)
    told += WEIGHT_OF_OWNER * talk.owner[:, None] * columns[0]
    for surrounding, scores in zip(SURROUNDINGS, columns[1:], strict=True):
        told += WEIGHT_OF_SURROUNDINGS * surrounding.gathered(talk, scores)
    out: Floats = told.astype(np.float32)
    return out


def _rows(kinds: tuple[Grams, ...], known: Known, first: int, messages: int) -> SparseRows:
    message = np.concatenate([each.message for each in kinds])
    number = np.concatenate([each.number for each in kinds])
    many = np.bincount(message, minlength=1)
    places = known.places[number]
    kept = np.flatnonzero(places >= 0)
    message, places = message[kept], places[kept].astype(np.int64)
    order = np.argsort(message, kind="stable")
    message, places = message[order], places[order]
    value = known.worth[places] / np.sqrt(many[message]).astype(np.float32)
    return SparseRows(message + first, places, value, (messages, len(known)))


def _joined(parts: list[SparseRows], messages: int, known: int) -> SparseRows:
    if not parts:
        return SparseRows(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32), (messages, known))
    return SparseRows(
        np.concatenate([one.row for one in parts]),
        np.concatenate([one.column for one in parts]),
        np.concatenate([one.value for one in parts]),
        (messages, known),
    )
