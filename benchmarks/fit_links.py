"""Fits and measures the likeness of accounts: halves of one author against halves of others.

    python -m benchmarks.fit_links TRAINING_FOLDER [FOLDER ...]

The first and the second half of what an author wrote in a conversation stand for two accounts of one hand. One
author wrote all the conversations and halves share a topic, so the figures flatter; pairs from within one conversation,
which share it too, are given beside. Hours are left to judgement: halves of one conversation share them by its
nature. Writes the two likenesses into ``weights.yaml`` from the first folder.
"""

import re
import sys
from math import exp
from pathlib import Path

import numpy as np
from tests.signals.frames import corpus_case

from benchmarks.fit_courses import auc
from safelight.signals.links import hand
from safelight.signals.links.accounts import ENOUGH

NAMES = ("sequences", "habits")
STEPS, RATE, RIDGE = 4000, 0.5, 0.001
TO_BASE = -3.5
"""Moves even odds to about one pair in thirty."""
WEIGHTS = Path(hand.__file__).with_name("weights.yaml")
Half = tuple[str, list[str]]


def halves(folder: Path) -> list[tuple[Half, Half]]:
    """Each author with enough messages, in two halves by time: conversation, texts."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        table, _, _ = corpus_case(path)
        for (_,), rows in sorted(table.drop_nulls("sender").group_by("sender"), key=lambda one: str(one[0])):
            ordered = rows.sort("at")
            texts = ordered["text"].to_list()
            middle = len(texts) // 2
            if middle >= ENOUGH:
                found.append(((path.stem, texts[:middle]), (path.stem, texts[middle:])))
    return found


def examples(found: list[tuple[Half, Half]]) -> list[tuple[list[float], bool, bool]]:
    """Values of every pair of a first and a second half, whether of one author, whether of one conversation."""
    every = [first for first, _ in found] + [second for _, second in found]
    tables = [
        10 * hand.closeness(np.stack([hand.sequences(texts) for _, texts in every])),
        hand.likeness(np.stack([hand.habits(texts) for _, texts in every])),
    ]
    count = len(found)
    return [
        ([float(table[row, count + column]) for table in tables], row == column, every[row][0] == every[column][0])
        for row in range(count)
        for column in range(count)
    ]


def fit(pairs: list[tuple[list[float], bool, bool]]) -> tuple[float, list[float]]:
    """Start and weights of a logistic regression at even odds of one author and two."""
    values = np.array([one[0] for one in pairs])
    upheld = np.array([one[1] for one in pairs], dtype=float)
    balance = np.where(upheld > 0, 0.5 / upheld.sum(), 0.5 / (1 - upheld).sum())
    start, weights = 0.0, np.zeros(len(NAMES))
    for _ in range(STEPS):
        error = (upheld - 1 / (1 + np.exp(-start - values @ weights))) * balance
        start += RATE * error.sum()
        weights += RATE * values.T @ error - RIDGE * weights
        weights = np.maximum(weights, 0.0)
    return start, weights.tolist()


def report(name: str, pairs: list[tuple[list[float], bool, bool]], start: float, weights: list[float]) -> None:
    """Prints how well pairs are ranked, over all and within conversations."""

    def scored(kept: list[tuple[list[float], bool, bool]]) -> list[tuple[float, bool]]:
        return [
            (1 / (1 + exp(-start - sum(w * v for w, v in zip(weights, values, strict=True)))), same)
            for values, same, _ in kept
        ]

    every, within = scored(pairs), scored([one for one in pairs if one[2]])
    bound = sorted(score for score, same in every if not same)[-max(1, len(every) // 100)]
    found = [score > bound for score, same in every if same]
    print(
        f"{name}: {len(found)} authors, area {auc(every):.3f}, within one conversation {auc(within):.3f}, "
        f"found at 1 % wrong {sum(found) / len(found):.2f}"
    )


def main(folders: list[Path]) -> None:
    """Fits on the first folder, writes the weights, and reports every folder."""
    start, weights = fit(examples(halves(folders[0])))
    text = WEIGHTS.read_text(encoding="utf-8")
    text = re.sub(r"^start: .*$", f"start: {start + TO_BASE:.1f}", text, flags=re.MULTILINE)
    for name, weight in zip(NAMES, weights, strict=True):
        text = re.sub(rf"(?m)^(  {name}: {{weight: )[-\d.]+", rf"\g<1>{weight:.1f}", text)
    WEIGHTS.write_text(text, encoding="utf-8")
    print(f"start {start:.1f} at even odds, {dict(zip(NAMES, (round(one, 2) for one in weights), strict=True))}")
    own = halves(folders[0])
    for part in (0, 1):
        learned = fit(examples(own[part::2]))
        report(
            f"{folders[0].name}, half of the authors, learned on the others",
            examples(own[1 - part :: 2]),
            *learned,
        )
    for folder in folders:
        report(folder.name, examples(halves(folder)), start, weights)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
