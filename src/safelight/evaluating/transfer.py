"""What is lost on other people's text: public sets where they are at hand, and slices of the corpus left out whole."""

import csv
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.records.record import AtQuality, Direction, Kind, Record
from safelight.records.table import table_of
from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.heads.families import ANY, SCORED
from safelight.signals.heads.semantic.head import MOST
from safelight.signals.heads.training.figures import area, average_precision
from safelight.signals.heads.training.ordinary import ORDINARY, marked_in, to_learn_from
from safelight.signals.heads.training.posts import posts_in

ALARM_FROM = 0.5
SPAM_FILE = "SMSSpamCollection"
FEWEST = 10
"""Labelled messages below which no figure is given."""


class Elsewhere(msgspec.Struct, frozen=True):
    """How texts of a public set are ranked, each scored as a conversation of one message to the owner."""

    name: str
    texts: int
    labelled: int
    precision: float
    area: float
    alarms: float
    """The share of the others that reach a probability of ``ALARM_FROM``."""


class Gap(msgspec.Struct, frozen=True):
    """A group named in the templates: how far the scores of harmless sentences about it lie from all of them."""

    group: str
    sentences: int
    area: float
    alarms: float


def scored_alone(
    texts: Sequence[str], kind: Kind = Kind.MESSAGE, *, encoded: bool = True, most: int | None = MOST
) -> npt.NDArray[np.float64]:
    """The probabilities (columns as ``SCORED``) of texts, each a thread of its own, in the order given."""
    return message_scores(_alone(texts, kind), CaseContext(), encoded=encoded, most=most).chances


def _alone(texts: Sequence[str], kind: Kind) -> pl.DataFrame:
    records = [
        Record(
            kind=kind, member="set", offset=place, length=1, at_quality=AtQuality.MISSING, platform="set",
            thread=f"{place:07d}", sender="other", recipients=("owner",), direction=Direction.TOWARDS_OWNER,
            text=text or " ",
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip
    return table_of(records, exhibit="")


def edos(folder: Path) -> Elsewhere:
    """EDOS, test part: threats, plans to harm and incitement against everything else, scored as messages of a chat."""
    return _edos("scored as messages of a chat", folder, scored_alone)


def edos_posts(folder: Path) -> Elsewhere:
    """The same as what they are, public posts: by the head that was learned from EDOS's own training part (CC0)."""
    return _edos("as public posts", folder, partial(scored_alone, kind=Kind.POST, most=None))


def edos_words(folder: Path) -> Elsewhere:
    """The same without the sentence encoder: what the words alone can reach there."""
    return _edos(
        "as public posts, without the encoder", folder, partial(scored_alone, kind=Kind.POST, encoded=False)
    )


def _edos(how: str, folder: Path, scored: Callable[[Sequence[str]], npt.NDArray[np.float64]]) -> Elsewhere:
    rows = [row for row in posts_in(folder) if row.part == "test"]
    said = scored([row.text for row in rows])[:, SCORED.index("threats")]
    name = f"EDOS test part, threats against the rest, {how}"
    return _figures(name, said, np.array([row.threatens for row in rows]))


def spam(folder: Path) -> Elsewhere:
    """SMS Spam Collection: how spam ranks for fraud (much of it is advertising) against messages not learned from."""
    rows = marked_in(folder / SPAM_FILE)
    learned_from = set(to_learn_from([text for mark, text in rows if mark == ORDINARY]))
    kept = [(mark, text) for mark, text in rows if text not in learned_from]
    upheld = np.array([mark == "spam" for mark, _ in kept])
    return _elsewhere("SMS Spam Collection: spam as fraud", [text for _, text in kept], upheld, "fraud")


def fairness(folder: Path, groups: Sequence[str]) -> list[Gap]:
    """Harmful and harmless template sentences that differ only in the group they name."""
    with (folder / "en_sentence_templates.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if any(f" {group}" in f" {row['phrase']} " for group in groups)
        ]
    said = scored_alone([row["phrase"] for row in rows])[:, SCORED.index(ANY)]
    toxic = np.array([row["toxicity"] == "toxic" for row in rows])
    gaps = []
    for group in groups:
        about = np.array([f" {group} " in f" {row['phrase'].lower()} " for row in rows])
        if about.sum() >= FEWEST:
            gaps.append(
                Gap(
                    group,
                    int(about.sum()),
                    area(said[about], toxic[about]),
                    float((said[about & ~toxic] >= ALARM_FROM).mean()),
                )
            )
    return gaps


def _elsewhere(name: str, texts: Sequence[str], upheld: npt.NDArray[np.bool_], family: str) -> Elsewhere:
    return _figures(name, scored_alone(texts)[:, SCORED.index(family)], upheld)


def _figures(name: str, said: npt.NDArray[np.float64], upheld: npt.NDArray[np.bool_]) -> Elsewhere:
    return Elsewhere(
        name, len(said), int(upheld.sum()), average_precision(said, upheld), area(said, upheld),
        float((said[~upheld] >= ALARM_FROM).mean()),
    )  # fmt: skip
