"""The training record: what a model was learned from, how, and how well it does on what it had not seen."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np

from safelight.signals.heads.families import SCORED
from safelight.signals.heads.training.figures import area, average_precision, brier, found_at
from safelight.signals.heads.training.learning import Learned
from safelight.signals.heads.training.lesson import Lesson
from safelight.signals.labelled import Labelled

FALSE_ALARMS = 0.05


class Figure(msgspec.Struct, frozen=True):
    """How well one question is answered for messages of conversations left out of the learning."""

    labelled: int
    average_precision: float | None
    area: float | None
    brier: float


class Record(msgspec.Struct, frozen=True):
    """All of it, as JSON beside the weights."""

    version: str
    weights_sha256: str
    corpus_sha256: str
    """Over the names and bytes of every file learned from, in order."""
    made_with: dict[str, str]
    questions: tuple[str, ...]
    conversations: dict[str, int]
    """By slice."""
    with_harm: int
    messages: int
    left_out: dict[str, Figure]
    conversation_area: float
    conversation_found_at_5_percent: float

    @property
    def learned_from(self) -> int:
        """How many conversations."""
        return sum(self.conversations.values())


def corpus_digest(folders: Sequence[Path]) -> str:
    """SHA-256 over the files of labelled conversations."""
    digest = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.json")):
            digest.update(path.name.encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def record_of(
    conversations: Sequence[Labelled], lesson: Lesson, learned: Learned, *, corpus: str, weights: bytes
) -> Record:
    """The record of one training."""
    name = sha256(weights).hexdigest()
    slices = Counter(one.part for one in conversations)
    said = learned.left_out.conversation
    return Record(
        version=name[:12],
        weights_sha256=name,
        corpus_sha256=corpus,
        made_with={"numpy": version("numpy"), "polars": version("polars"), "safelight": version("safelight")},
        questions=SCORED,
        conversations=dict(sorted(slices.items())),
        with_harm=int(lesson.harmful.sum()),
        messages=len(lesson.talk),
        left_out={question: _figure(lesson, learned, at) for at, question in enumerate(SCORED)},
        conversation_area=round(area(said, lesson.harmful), 3),
        conversation_found_at_5_percent=round(found_at(said, lesson.harmful, FALSE_ALARMS), 3),
    )


def _figure(lesson: Lesson, learned: Learned, at: int) -> Figure:
    upheld, odds = lesson.targets[:, at] > 0, learned.left_out.odds[:, at]
    both = bool(upheld.any() and not upheld.all())
    return Figure(
        labelled=int(upheld.sum()),
        average_precision=round(average_precision(odds, upheld), 3) if both else None,
        area=round(area(odds, upheld), 3) if both else None,
        brier=round(brier(1 / (1 + np.exp(-odds)), upheld), 4),
    )
