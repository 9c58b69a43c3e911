"""The training record: what a model was learned from, how, and how well it does on what it had not seen."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.course import Wide
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.training.figures import area, average_precision, brier, found_at
from safelight.signals.heads.training.learning import Learned
from safelight.signals.heads.training.lesson import Lesson
from safelight.signals.heads.training.semantic import SemanticLearned
from safelight.signals.heads.warning import EarlyWarning
from safelight.signals.labelled import Labelled

FALSE_ALARMS = 0.05


class Figure(msgspec.Struct, frozen=True):
    """How well one question is answered for messages of conversations left out of the learning."""

    labelled: int
    average_precision: float | None
    area: float | None
    brier: float


class SemanticRecord(msgspec.Struct, frozen=True):
    """What was learned for a sentence encoder beside the heads, and how well both do together."""

    weights_sha256: str
    encoder: str
    """Its version: the beginning of a SHA-256 over its files and what it was taught."""
    share: float
    """How much it counts, the heads counting one."""
    warning: EarlyWarning
    left_out: dict[str, Figure]
    conversation_area: float
    conversation_found_at_5_percent: float
    alerts: Alerts


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
    ordinary: int
    """Messages that stand alone and were learned from as ordinary ones."""
    ordinary_sha256: str
    """Over these, in order; empty where there are none."""
    left_out: dict[str, Figure]
    conversation_area: float
    conversation_found_at_5_percent: float
    alerts: Alerts
    """Without the encoder."""
    warning: EarlyWarning
    """Without the encoder."""
    semantic: SemanticRecord | None
    """Nothing where no encoder was installed."""

    @property
    def learned_from(self) -> int:
        """How many conversations."""
        return sum(self.conversations.values())


class Read(msgspec.Struct, frozen=True):
    """What was learned from, as it is named in a record."""

    corpus_sha256: str
    ordinary: int
    ordinary_sha256: str


def digest_of(messages: Sequence[str]) -> str:
    """SHA-256 over messages; empty where there are none."""
    return sha256("\n".join(messages).encode()).hexdigest() if messages else ""


def corpus_digest(folders: Sequence[Path]) -> str:
    """SHA-256 over the files of labelled conversations."""
    digest = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.json")):
            digest.update(path.name.encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def record_of(
    conversations: Sequence[Labelled],
    lesson: Lesson,
    learned: Learned,
    *,
    read: Read,
    weights: bytes,
    semantic: SemanticRecord | None,
) -> Record:
    """The record of one training."""
    name = sha256(weights).hexdigest()
    slices = Counter(one.part for one in conversations)
    said = learned.left_out.conversation
    return Record(
        version=name[:12],
        weights_sha256=name,
        corpus_sha256=read.corpus_sha256,
        made_with={"numpy": version("numpy"), "polars": version("polars"), "safelight": version("safelight")},
        questions=SCORED,
        conversations=dict(sorted(slices.items())),
        with_harm=int(lesson.harmful.sum()),
        messages=len(lesson.talk),
        ordinary=read.ordinary,
        ordinary_sha256=read.ordinary_sha256,
        left_out=_figures(lesson, learned.left_out.odds),
        conversation_area=round(area(said, lesson.harmful), 3),
        conversation_found_at_5_percent=round(found_at(said, lesson.harmful, FALSE_ALARMS), 3),
        alerts=learned.model.alerts,
        warning=learned.model.warning,
        semantic=semantic,
    )


def semantic_record_of(
    lesson: Lesson, made: SemanticLearned, warning: EarlyWarning, weights: bytes
) -> SemanticRecord:
    """The record of what was learned for the encoder."""
    return SemanticRecord(
        weights_sha256=sha256(weights).hexdigest(),
        encoder=made.head.encoder,
        share=made.share,
        warning=warning,
        left_out=_figures(lesson, made.odds),
        conversation_area=round(area(made.conversation, lesson.harmful), 3),
        conversation_found_at_5_percent=round(found_at(made.conversation, lesson.harmful, FALSE_ALARMS), 3),
        alerts=made.head.alerts,
    )


def _figures(lesson: Lesson, odds: Wide) -> dict[str, Figure]:
    return {question: _figure(lesson, odds[:, at], at) for at, question in enumerate(SCORED)}


def _figure(lesson: Lesson, odds: npt.NDArray[np.float64], at: int) -> Figure:
    upheld = lesson.targets[:, at] > 0
    both = bool(upheld.any() and not upheld.all())
    return Figure(
        labelled=int(upheld.sum()),
        average_precision=round(average_precision(odds, upheld), 3) if both else None,
        area=round(area(odds, upheld), 3) if both else None,
        brier=round(brier(1 / (1 + np.exp(-odds)), upheld), 4),
    )
