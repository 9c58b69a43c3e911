"""A labelled conversation as somebody sees it grow: after which message each kind of alert would first be raised."""

import msgspec
import numpy as np
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.finding import Strength
from safelight.signals.heads import message_scores
from safelight.signals.heads.warning import SHARES
from safelight.signals.heads.worth_reading import is_worth_reading
from safelight.signals.labelled import Labelled, context_of, table_with
from safelight.signals.registry import examine_all

FOUND, PROBABLE = "a finding of moderate strength or more", "probability of the conversation"
WARNED = {share: f"early warning, {share:.0%}" for share in SHARES}
SHOWN = "a finding of moderate strength or more, or worth reading early"
RULES = (SHOWN, FOUND, *WARNED.values(), PROBABLE)
"""Every kind of alert. The first is the one of the product: an officer is shown findings and what is worth reading."""


def first_alerts(conversation: Labelled) -> dict[str, int | None]:
    """For each of ``RULES`` the number of the message after which it is raised first; ``None`` where never."""
    beginnings = [_until(conversation, count) for count in range(1, len(conversation.messages) + 1)]
    context = context_of(conversation)
    strongest = np.array([_strongest(each, context) for each in beginnings])
    found = strongest >= Strength.MODERATE.rank
    every = pl.concat(beginnings)
    scores = message_scores(every, context, most=None)
    passages = [one for _, one in sorted(scores.passages.items())]
    sums = np.array([one.warned for one in passages])
    has_weak = strongest >= Strength.WEAK.rank
    early = [
        is_worth_reading(every, context, scores, one, has_weak=weak)
        for one, weak in zip(passages, has_weak.tolist(), strict=True)
    ]
    raised = {
        SHOWN: found | np.array(early),
        FOUND: found,
        **{WARNED[one.share]: sums >= one.least for one in scores.begins},
        PROBABLE: np.array([chance for _, chance in sorted(scores.threads.items())]) >= scores.alerts.conversation,
    }
    numbers = [said.n for said in conversation.messages]
    return {
        rule: numbers[raised[rule].argmax()] if rule in raised and raised[rule].any() else None for rule in RULES
    }


def _strongest(beginning: pl.DataFrame, context: CaseContext) -> int:
    return max((one.strength.rank for one in examine_all(beginning, context).findings), default=-1)


def _until(conversation: Labelled, count: int) -> pl.DataFrame:
    """What was there after so many messages, as a thread named by the number of the last one."""
    part = conversation.first(count)
    return table_with([msgspec.structs.replace(part, id=f"{part.messages[-1].n:07d}")])
