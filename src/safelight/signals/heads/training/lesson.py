"""What there is to learn from: labelled conversations as one talk with the right answers beside it."""

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.heads.families import ANY, SCORED, belongs
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.talk import Talk
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.heads.training.ordinary import alone_of
from safelight.signals.labelled import ZONE, Labelled, table_with

FOLDS = 5
SEED = 20260501


class Lesson(msgspec.Struct, frozen=True):
    """One talk; ``targets`` has a column for each question of ``ASKED``."""

    talk: Talk
    table: pl.DataFrame
    targets: Floats
    conversation: npt.NDArray[np.int64]
    """For each message the place of its conversation in the list learned from."""
    harmful: npt.NDArray[np.bool_]
    """For each conversation."""
    fold: npt.NDArray[np.int64]
    """For each conversation."""
    part: npt.NDArray[np.int64]
    """For each conversation the number of its slice."""
    due: npt.NDArray[np.int64]
    """For each conversation the place in it at which a careful reader would raise an alert; 0 where none would."""
    ordinary: Talk
    """Ordinary messages that stand alone: their words are learned from, and no course."""


def lesson_of(conversations: Sequence[Labelled], ordinary: Sequence[str] = ()) -> Lesson:
    """The lesson of some conversations, whose names must differ, and of ordinary messages that stand alone."""
    table_in = table_with(conversations)
    talk, said = talk_of(table_in, CaseContext(timezone=ZONE))
    table = said.table.with_columns(record_id=said.records.column())
    number = {(one.platform, one.id): place for place, one in enumerate(conversations)}
    labels = {(one.id, str(said.n)): list(said.labels) for one in conversations for said in one.messages}
    told = table.join(table_in.select("record_id", "pointer"), on="record_id", how="left", maintain_order="left")
    names = [labels[thread, n] for thread, n in told.select("thread", "pointer").iter_rows()]
    conversation = np.array(
        [number[one] for one in table.select("platform", "thread").iter_rows()], dtype=np.int64
    )
    harmful = np.array([one.has_harm for one in conversations])
    asked = np.array([[belongs(each, family) for family in SCORED] for each in names], dtype=np.float32)
    by_harmful = np.zeros(int(talk.sender.max()) + 1, dtype=bool)
    np.logical_or.at(by_harmful, talk.sender, (asked[:, SCORED.index(ANY)] > 0) & (talk.owner == 0))
    beside = np.stack([by_harmful[talk.sender], harmful[conversation]], axis=1)
    targets = np.concatenate([asked, beside.astype(np.float32)], axis=1)
    parts = sorted({one.part for one in conversations})
    part = np.array([parts.index(one.part) for one in conversations], dtype=np.int64)
    due = np.array([_due(one) for one in conversations], dtype=np.int64)
    alone = alone_of(ordinary)
    return Lesson(talk, table, targets, conversation, harmful, folds_of(conversations), part, due, alone)


def _due(conversation: Labelled) -> int:
    """Where nobody noted it: the first message with a label of harm."""
    noted = conversation.case.first_alert_n
    first = (
        belongs(list(said.labels), ANY) if noted is None else said.n >= noted for said in conversation.messages
    )
    return next((place for place, is_due in enumerate(first) if is_due), 0)


def folds_of(conversations: Sequence[Labelled]) -> npt.NDArray[np.int64]:
    """A fold for each conversation; every slice and both kinds of it are spread evenly."""
    rolls = np.random.Generator(np.random.PCG64(SEED))
    fold = np.zeros(len(conversations), dtype=np.int64)
    for key in sorted({(one.part, one.has_harm) for one in conversations}):
        places = [at for at, one in enumerate(conversations) if (one.part, one.has_harm) == key]
        for turn, place in enumerate(rolls.permutation(places)):
            fold[place] = turn % FOLDS
    return fold
