"""What speaks for a conference of agencies (MARAC). A named person decides; this only says what there is."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from safelight.knowledge.instruments import Instruments
from safelight.knowledge.risk_reviews import RiskReviews


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of an instrument on a day. ``score`` is ``None`` where the instrument has none."""

    instrument: str
    score: int | None
    on: date


def speaks_for_marac(
    grade: str | None,
    scores: Iterable[Scored],
    incidents: Iterable[date],
    pack: RiskReviews,
    known: Instruments,
    *,
    today: date,
) -> tuple[str, ...]:
    """Sentences, one for each ground that appears to be met; empty where none does. Judgement stays open."""
    return (*_by_score(scores, known), *_by_escalation(incidents, pack, today), *_by_judgement(grade))


def _by_score(scores: Iterable[Scored], known: Instruments) -> Iterator[str]:
    newest: dict[str, Scored] = {}
    for one in sorted(scores, key=lambda each: each.on):
        newest[one.instrument] = one
    for one in newest.values():
        instrument = known.instrument(one.instrument)
        if instrument and instrument.reaches_marac(one.score):
            yield (
                f"By score: {instrument.name} gave {one.score} on {one.on:%-d %B %Y}, and agencies commonly meet "
                f"from {instrument.marac_at_least}."
            )


def _by_escalation(incidents: Iterable[date], pack: RiskReviews, today: date) -> Iterator[str]:
    rule = pack.marac
    since = today - timedelta(days=rule.escalation_days)
    count = sum(since < day <= today for day in incidents)
    if count >= rule.escalation_count:
        yield (
            f"By escalation: {count} incidents were written down in the last {rule.escalation_days} days, and "
            f"agencies commonly meet from {rule.escalation_count}."
        )


def _by_judgement(grade: str | None) -> Iterator[str]:
    if grade == "high":
        yield "By judgement: a named person graded the risk high."
