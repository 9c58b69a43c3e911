"""Chooses from which probability on to alert, on conversations nobody had learned from, read message by message."""

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.chance import chance
from safelight.signals.heads.course import Grouped, Wide
from safelight.signals.heads.families import ANY, ASKED, SCORED
from safelight.signals.heads.model import Model
from safelight.signals.heads.semantic.tuned import Answers
from safelight.signals.heads.sparse import Numbers
from safelight.signals.heads.talk import Talk
from safelight.signals.heads.training.learning import Learned
from safelight.signals.heads.training.lesson import Lesson

FALSE_ALARMS = 0.05
_DIGITS, _A_LITTLE = 3, 0.001


def alerts_of(
    lesson: Lesson, folds: Numbers, without: Sequence[Model], odds: Wide, answers: Answers | None
) -> Alerts:
    """The thresholds. ``without``: for each fold the model that has not seen it; ``odds``: of messages left out."""
    highest = []
    for fold, model in zip(np.unique(folds), without, strict=True):
        for number in np.flatnonzero((folds == fold) & ~lesson.harmful):
            places = np.flatnonzero(lesson.conversation == number)
            told = model.scores(unfolded(lesson.talk.part(places[0], places[-1] + 1)), answers, None).threads
            highest.append(float(told.max()))
    return Alerts(_least(np.array(highest)), _least(_harmless_accounts(lesson, odds)))


def with_alerts(lesson: Lesson, made: Learned) -> Learned:
    """What was learned, with the thresholds of the heads alone."""
    alerts = alerts_of(lesson, lesson.fold, made.without, made.left_out.odds, None)
    return msgspec.structs.replace(made, model=msgspec.structs.replace(made.model, alerts=alerts))


def unfolded(talk: Talk) -> Talk:
    """One conversation as somebody sees it grow: a thread for its first message, one for the first two, and so on."""
    count = len(talk)
    place = np.concatenate([np.arange(size) for size in range(1, count + 1)])
    thread = np.repeat(np.arange(count), np.arange(1, count + 1))
    return Talk(
        texts=talk.texts.gather(pl.Series(place)),
        thread=thread,
        sender=talk.sender[place] + thread * (int(talk.sender.max()) + 1),
        owner=talk.owner[place],
        hours=talk.hours[place],
        clock=talk.clock[place],
        company=talk.company[place],
    )


def _harmless_accounts(lesson: Lesson, odds: Wide) -> npt.NDArray[np.float64]:
    """For each account that does no harm, besides the owner's, the mean of its highest messages."""
    account = Grouped(2 * lesson.talk.sender)
    told = account.top(chance(odds[:, [SCORED.index(ANY)]]))[:, 0]
    harmless = (lesson.targets[:, ASKED.index("account")] == 0) & (lesson.talk.owner == 0)
    firsts = np.unique(lesson.talk.sender[harmless], return_index=True)[1]
    out: npt.NDArray[np.float64] = told[harmless][firsts]
    return out


def _least(highest: npt.NDArray[np.float64]) -> float:
    """The lowest threshold that no more than the allowed share reaches, half way to the first that is let go."""
    ordered = np.sort(highest)[::-1]
    allowed = int(FALSE_ALARMS * len(ordered))
    if not allowed:
        return round(float(ordered[0]) + _A_LITTLE, _DIGITS)
    return round(float(ordered[allowed - 1] + ordered[allowed]) / 2, _DIGITS)
