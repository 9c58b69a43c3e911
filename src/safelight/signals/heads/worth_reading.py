"""Conversations with no more than weak findings that are worth reading early, because they resemble harmful ones."""

from collections.abc import Iterable
from math import log

import msgspec
import numpy as np
import polars as pl

from safelight.signals.conduct.reading import read
from safelight.signals.conduct.values import are_notices
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding, Strength
from safelight.signals.heads.scores import MessageScores, Passage, message_scores
from safelight.signals.heads.sparse import Numbers

SHARE = 0.1
"""Of the shares of ``warning.SHARES`` the one from whose threshold on a conversation with a weak finding counts."""
CLOSER_SHARE = 0.3
"""The same where the taught encoder has looked, with or without a finding: the heads alone take too much of ordinary
talk for harm (docs/decisions/0058)."""
BEGIN_WITH = 3
"""Messages of a passage that are named to begin with."""

Thread = tuple[str | None, str | None]


class WorthReading(msgspec.Struct, frozen=True):
    """A conversation in which no more than weak findings rest. It is no finding itself: it says what to read first."""

    platform: str | None
    thread: str | None
    findings: tuple[str, ...]
    """Ids of the weak ones, as they were given; there may be none."""
    begin_with: tuple[str, ...]
    """Ids of the records that most resemble harm, of those by others than the owner, in time order."""


def worth_reading(
    records: pl.DataFrame, context: CaseContext, findings: Iterable[Finding]
) -> tuple[WorthReading, ...]:
    """Those of a case, the one whose tone speaks loudest first."""
    scores = message_scores(records, context)
    resting = _resting(records, findings)
    turning = [
        (passage.warned, thread, passage)
        for thread, passage in scores.passages.items()
        if all(map(_is_weak, resting.get(thread, ())))
        and is_worth_reading(records, context, scores, passage, has_weak=thread in resting)
    ]
    return tuple(
        WorthReading(*thread, tuple(one.id for one in resting.get(thread, ())), _begin_with(scores, passage))
        for _, thread, passage in sorted(turning, key=lambda each: -each[0])
    )


def is_worth_reading(
    records: pl.DataFrame, context: CaseContext, scores: MessageScores, passage: Passage, *, has_weak: bool
) -> bool:
    """Whether a passage resembles harm as much as few harmless conversations do.

    ``scores``: of these records; ``has_weak``: a weak finding rests on the conversation. Without one, what shops and
    banks send by machine is not worth reading early.
    """
    if not scores.encoder:
        return has_weak and _reaches(scores, passage.warned, SHARE)
    if has_weak:
        return _reaches(scores, passage.warned, CLOSER_SHARE)
    # Each passage is a chance to be wrong: one of twenty must speak for harm twenty times as much.
    is_loud = _reaches(scores, passage.warned - log(passage.of), CLOSER_SHARE)
    return is_loud and not are_notices(read(records, context), _by_others(scores, passage))


def _reaches(scores: MessageScores, warned: float, share: float) -> bool:
    return any(one.share == share and warned >= one.least for one in scores.begins)


def _is_weak(finding: Finding) -> bool:
    return finding.strength is Strength.WEAK


def _resting(records: pl.DataFrame, findings: Iterable[Finding]) -> dict[Thread, list[Finding]]:
    """The findings of each conversation in which any rests."""
    every = list(findings)
    named = {record for one in every for record in one.records}
    places = records.filter(pl.col("record_id").is_in(named)).select("record_id", "platform", "thread")
    thread_of = {record: (platform, thread) for record, platform, thread in places.iter_rows()}
    resting: dict[Thread, list[Finding]] = {}
    for one in every:
        for thread in dict.fromkeys(thread_of[record] for record in one.records):
            resting.setdefault(thread, []).append(one)
    return resting


def _begin_with(scores: MessageScores, passage: Passage) -> tuple[str, ...]:
    places = _by_others(scores, passage)
    gravest = np.sort(places[np.argsort(-scores.column()[places], kind="stable")[:BEGIN_WITH]])
    return tuple(scores.column_of_records[at] for at in gravest.tolist())


def _by_others(scores: MessageScores, passage: Passage) -> Numbers:
    return passage.begin + np.flatnonzero(scores.by_others[passage.begin : passage.end])
