"""A labelled conversation as somebody sees it grow: after which message each kind of alert would first be raised."""

import msgspec
import numpy as np
import polars as pl

from safelight.signals.heads import message_scores
from safelight.signals.heads.scores import shipped_model
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.heads.warning import SHARES, signs_of, steps_of
from safelight.signals.labelled import Labelled, context_of, table_with
from safelight.signals.registry import examine_all

FOUND, PROBABLE = "a finding of moderate strength or more", "probability of the conversation"
WARNED = {share: f"early warning, {share:.0%}" for share in SHARES}
RULES = (FOUND, *WARNED.values(), PROBABLE)
"""Every kind of alert. The first is the one of the product: what an officer is shown is findings."""


def first_alerts(conversation: Labelled) -> dict[str, int | None]:
    """For each of ``RULES`` the number of the message after which it is raised first; ``None`` where never."""
    beginnings = [_until(conversation, count) for count in range(1, len(conversation.messages) + 1)]
    context = context_of(conversation)
    found = np.array([steps_of(examine_all(each, context).findings) for each in beginnings])
    together = pl.concat(beginnings)
    scores = message_scores(together, context, most=None)
    talk, _ = talk_of(together, context)
    warning = shipped_model()[0].warning
    sums = warning.of(signs_of(talk, message_scores(together, context, encoded=False).chances), found)
    raised = {
        FOUND: found.any(axis=1),
        **{WARNED[one.share]: sums >= one.least for one in warning.begins},
        PROBABLE: np.array([chance for _, chance in sorted(scores.threads.items())]) >= scores.alerts.conversation,
    }
    numbers = [said.n for said in conversation.messages]
    return {
        rule: numbers[raised[rule].argmax()] if rule in raised and raised[rule].any() else None for rule in RULES
    }


def _until(conversation: Labelled, count: int) -> pl.DataFrame:
    """What was there after so many messages, as a thread named by the number of the last one."""
    part = conversation.first(count)
    return table_with([msgspec.structs.replace(part, id=f"{part.messages[-1].n:07d}")])
