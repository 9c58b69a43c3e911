"""What is met on slices of the corpus of which nothing was learned: by message, and by signal."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from safelight.evaluating.found import Examined, Found, found
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.scores import scored_by
from safelight.signals.heads.training.figures import average_precision
from safelight.signals.heads.training.learning import learned
from safelight.signals.heads.training.lesson import lesson_of
from safelight.signals.labelled import Labelled, context_of, table_with
from safelight.signals.registry import examine_all

FEWEST = 10
"""Labelled messages below which no figure is given."""


class LeftOut(msgspec.Struct, frozen=True):
    """For each slice the average precision per message, and what signals found in all of them."""

    slices: dict[str, dict[str, float]]
    signals: tuple[Found, ...]


def left_out(
    conversations: Sequence[Labelled], told: Callable[[str], None], ordinary: Sequence[str] = ()
) -> LeftOut:
    """Learns heads anew without each slice, which takes a quarter of an hour.

    ``ordinary``: messages that stand alone and are learned from in any case. Words and weights of the signals were
    made on these conversations, so what signals find flatters.
    """
    lesson = lesson_of(conversations, ordinary)
    made = learned(lesson, lesson.part, told)
    inside = lesson.part[lesson.conversation]
    names = sorted({one.part for one in conversations})
    slices: dict[str, dict[str, float]] = {}
    for number, name in enumerate(names):
        for at, question in enumerate(SCORED):
            upheld = lesson.targets[inside == number, at] > 0
            if upheld.sum() >= FEWEST:
                odds = made.left_out.odds[inside == number, at]
                slices.setdefault(name, {})[question] = average_precision(odds, upheld)
    models = dict(zip(np.unique(lesson.part).tolist(), made.without, strict=True))
    examined: list[Examined] = []
    for one, part in zip(conversations, lesson.part.tolist(), strict=True):
        told(f"Examining {len(examined) + 1} of {len(conversations)} by heads that do not know its slice")
        with scored_by(models[part], f"without slice {part}"):
            examined.append(Examined(one, examine_all(table_with([one]), context_of(one)).findings))
    return LeftOut(slices, found(examined))
