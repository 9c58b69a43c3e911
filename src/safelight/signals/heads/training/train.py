"""One training from folders of labelled conversations to weights and their record."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from safelight.signals.heads.training.boosting import Growing
from safelight.signals.heads.training.learning import learned
from safelight.signals.heads.training.lesson import lesson_of
from safelight.signals.heads.training.record import Record, corpus_digest, record_of
from safelight.signals.heads.weights_file import RECORD, WEIGHTS, bytes_of
from safelight.signals.labelled import Labelled, LabelledRefused, conversations_in

FEWEST = 20
"""Conversations without which nothing is learned, of each kind."""


def train(folders: Sequence[Path], out: Path, told: Callable[[str], None], how: Growing = Growing()) -> Record:
    """Learns from every labelled conversation in the folders and writes weights and record; the same each time.

    Raises ``LabelledRefused`` for a file that is no labelled conversation, for two of one name, and for too few.
    """
    conversations = [one for folder in folders for one in conversations_in(folder)]
    _check(conversations)
    lesson = lesson_of(conversations)
    made = learned(lesson, lesson.fold, told, how)
    weights = bytes_of(made.model)
    record = record_of(conversations, lesson, made, corpus=corpus_digest(folders), weights=weights)
    out.mkdir(parents=True, exist_ok=True)
    (out / WEIGHTS).write_bytes(weights)
    (out / RECORD).write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")
    return record


def _check(conversations: Sequence[Labelled]) -> None:
    names = [one.id for one in conversations]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise LabelledRefused(
            f"The conversation {twice} is there twice. Nothing was learned; give each its own id."
        )
    harmful = sum(one.has_harm for one in conversations)
    if min(harmful, len(names) - harmful) < FEWEST:
        raise LabelledRefused(
            f"There are {harmful} conversations with harm and {len(names) - harmful} without. At least {FEWEST} "
            "of each are needed to learn from, so nothing was learned. Add the folder of the corpus."
        )
