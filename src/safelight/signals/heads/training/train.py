"""One training from folders of labelled conversations to weights and their record."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from safelight.signals.heads.semantic.tuned import Answers
from safelight.signals.heads.training.alerts import with_alerts
from safelight.signals.heads.training.boosting import Growing
from safelight.signals.heads.training.learning import learned
from safelight.signals.heads.training.lesson import lesson_of
from safelight.signals.heads.training.ordinary import ordinary_in, to_learn_from
from safelight.signals.heads.training.record import (
    Read,
    Record,
    corpus_digest,
    digest_of,
    record_of,
    semantic_record_of,
)
from safelight.signals.heads.training.semantic import semantic_learned
from safelight.signals.heads.training.warning import CloserLook, warning_of, without_slices
from safelight.signals.heads.weights_file import RECORD, SEMANTIC, WEIGHTS, bytes_of, bytes_of_semantic
from safelight.signals.labelled import Labelled, LabelledRefused, conversations_in

FEWEST = 20
"""Conversations without which nothing is learned, of each kind."""


def train(
    folders: Sequence[Path],
    out: Path,
    told: Callable[[str], None],
    how: Growing = Growing(),
    answers: Answers | None = None,
    ordinary: Path | None = None,
) -> Record:
    """Learns from every labelled conversation in the folders and writes weights and record; the same each time.

    ``ordinary``: a file of messages as in ``ordinary_in``; half of them are learned from. With ``answers`` of an
    encoder that was not taught with these conversations, how it is blended is learned, too, and kept in a file.
    Raises ``LabelledRefused`` for a file that is no labelled conversation, for two of one name, and for too few.
    """
    conversations = [one for folder in folders for one in conversations_in(folder)]
    _check(conversations)
    known = to_learn_from(ordinary_in(ordinary)) if ordinary else []
    lesson = lesson_of(conversations, known)
    made = learned(lesson, lesson.fold, told, how)
    told("Choosing from when on to alert")
    made = with_alerts(lesson, made)
    without = without_slices(lesson, lambda stage: told(f"Choosing when to warn early. {stage}"), how)
    warning = warning_of(lesson, without)
    made = msgspec.structs.replace(made, model=msgspec.structs.replace(made.model, warning=warning))
    out.mkdir(parents=True, exist_ok=True)
    semantic = None
    if answers is not None:
        told("Weighing what the sentence encoder says")
        beside = semantic_learned(lesson, lesson.fold, made, without.odds, answers)
        closer = warning_of(lesson, without, CloserLook(beside.head, answers))
        kept = bytes_of_semantic(beside.head)
        semantic = semantic_record_of(lesson, beside, closer, kept)
        (out / SEMANTIC).write_bytes(kept)
    weights, read = bytes_of(made.model), Read(corpus_digest(folders), len(known), digest_of(known))
    record = record_of(conversations, lesson, made, read=read, weights=weights, semantic=semantic)
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
