"""Learns the head for public posts from the training part of EDOS (CC0); its test part is only measured on."""

import csv
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.heads.linear import Known, Parts, Vocabulary, looked, seen
from safelight.signals.heads.posts.head import PostHead, posts, with_start
from safelight.signals.heads.posts.post_file import RECORD, WEIGHTS, PostRecord, bytes_of
from safelight.signals.heads.readable import readable
from safelight.signals.heads.semantic.encoder import WIDTH, Encodes
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.training.descent import Vector, lowest
from safelight.signals.heads.training.figures import area, average_precision
from safelight.signals.heads.training.first import counting, fitted, vocabulary_of
from safelight.signals.heads.training.ridge import logistic

FILE = "edos_labelled_aggregated.csv"
FOLDS, SEED, FEWEST = 3, 20260501, 3
_RIDGE, _DIGITS = 1e-4, 3
_RIDGE_OF_DIRECTIONS, _STEPS = 3e-4, 40
_NONE = Known(np.zeros(0, np.int64), np.zeros(0, np.float32))
Mask = npt.NDArray[np.bool_]


class Post(msgspec.Struct, frozen=True):
    """A row of the set: its text, whether it threatens, plans or incites, and which part of the set it is of."""

    text: str
    threatens: bool
    part: str


def posts_in(folder: Path) -> list[Post]:
    """Every row of the set."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        return [
            Post(row["text"], row["label_category"].startswith("1."), row["split"]) for row in csv.DictReader(file)
        ]


def train_posts(folder: Path, out: Path, told: Callable[[str], None], encoder: Encodes | None) -> PostRecord:
    """Learns from all but the test part and writes weights and record; the same each time."""
    rows = [row for row in posts_in(folder) if row.part != "test"]
    texts = readable(pl.Series([row.text for row in rows]))
    upheld = np.array([row.threatens for row in rows])
    fold = np.random.Generator(np.random.PCG64(SEED)).integers(0, FOLDS, len(rows))
    told("Weighing the words of posts")
    vocabulary = _vocabulary(texts)
    words = _Words(vocabulary, texts, upheld)
    said = np.zeros((len(rows), 2))
    directions = _directions(texts, encoder)
    for one in range(FOLDS):
        rest, left = fold != one, fold == one
        said[left, 0] = words.told(words.fitted(rest))[left]
        if directions is not None:
            said[left, 1] = (directions[left] @ _fitted(directions[rest], upheld[rest]))[:, 0]
    everything = np.ones(len(rows), dtype=bool)
    head = PostHead(
        vocabulary,
        words.fitted(everything),
        _fitted(directions, upheld) if directions is not None else np.zeros((WIDTH + 1, 1), np.float32),
        _blend(said[:, :1], upheld),
        _blend(said, upheld),
        encoder.version if encoder else "",
    )
    kept = bytes_of(head)
    left_out = {"alone": said[:, 0], "blended": said @ head.blend[1:]}
    record = PostRecord(
        weights_sha256=sha256(kept).hexdigest(),
        set_sha256=sha256((folder / FILE).read_bytes()).hexdigest(),
        posts=len(rows),
        labelled=int(upheld.sum()),
        encoder=head.encoder,
        left_out={
            f"{figure.__name__} {name}": round(figure(each, upheld), _DIGITS)
            for name, each in left_out.items()
            for figure in (average_precision, area)
        },
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / WEIGHTS).write_bytes(kept)
    (out / RECORD).write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")
    return record


class _Words:
    def __init__(self, vocabulary: Vocabulary, texts: pl.Series, upheld: Mask) -> None:
        self._talk = posts(texts)
        self._seen = seen(self._talk, vocabulary)
        self._targets = upheld[:, None].astype(np.float32)

    def fitted(self, rows: Mask) -> Parts:
        return fitted(self._talk, self._seen, self._targets, rows)

    def told(self, parts: Parts) -> npt.NDArray[np.float64]:
        told: npt.NDArray[np.float64] = looked(self._talk, self._seen, parts)[:, 0].astype(np.float64)
        return told


def _vocabulary(texts: pl.Series) -> Vocabulary:
    known = vocabulary_of(posts(texts), np.ones(len(texts), dtype=bool), FEWEST)
    kept = [
        Known(one.numbers, one.worth.astype(np.float16).astype(np.float32)) for one in (known.words, known.pieces)
    ]
    return Vocabulary(kept[0], kept[1], _NONE)


def _directions(texts: pl.Series, encoder: Encodes | None) -> Floats | None:
    return None if encoder is None else with_start(encoder(texts.to_list()))


def _fitted(directions: Floats, upheld: Mask) -> Floats:
    """Weights of directions, rounded as they are kept."""
    targets = upheld[:, None].astype(np.float32)
    counts = counting(targets, np.ones(len(targets), dtype=bool))

    def loss(weights: Vector) -> tuple[float, Vector]:
        told = directions @ weights[:, None].astype(np.float32)
        error = (counts * (1 / (1 + np.exp(-told)) - targets)).astype(np.float32)
        value = float((counts * (np.logaddexp(0, told) - targets * told)).sum())
        slope = (directions.T @ error).ravel().astype(np.float64) + _RIDGE_OF_DIRECTIONS * weights
        return value + 0.5 * _RIDGE_OF_DIRECTIONS * float(weights @ weights), slope

    found = lowest(loss, np.zeros(directions.shape[1]), _STEPS)[:, None]
    return found.astype(np.float16).astype(np.float32)


def _blend(said: npt.NDArray[np.float64], upheld: Mask) -> Floats:
    weights = logistic(said, upheld, _RIDGE, rising=True)
    return np.append(weights[-1], weights[:-1]).astype(np.float32)
