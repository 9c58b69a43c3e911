"""Priority: most harm first, explained term by term, with floors that no score can undercut."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding, Strength
from safelight.triage.graded import graded_terms
from safelight.triage.harm_weights import Floor as LeastLevel
from safelight.triage.harm_weights import HarmWeights, harm_weights
from safelight.triage.level import Level
from safelight.triage.term import Floor, Term
from safelight.triage.terms import terms_of

_NOTHING = (
    "No signal found anything in what was read. That is not proof that nothing happened: "
    "a person still reads the report."
)

REPORTED = "report"
"""The signal of what somebody told us, before anything was read (``triage.report_questions``)."""


class Priority(msgspec.Struct, frozen=True, kw_only=True):
    """How soon a person should look, and why. It orders work and decides nothing about anybody."""

    level: Level
    score: float
    """The sum of the terms' points; comparable between cases weighed with the same pack only."""
    terms: tuple[Term, ...]
    floors: tuple[Floor, ...]
    reasons: tuple[str, ...]
    """The whole of it in sentences: the floors, then the terms, gravest first."""
    weights: str
    """The pack the numbers come from, with its date."""


def weigh(
    findings: Iterable[Finding], context: CaseContext, *, waiting: timedelta | None, grade: str = ""
) -> Priority:
    """The priority of a case.

    Depends on the set of findings and not on their order, and reads no text: a further finding can raise the level
    and the score or leave them, never lower them. ``waiting`` is the time since the report came in (``None``: not
    known). ``grade`` is what a named person judged the risk to be, empty where nobody has; it can only raise.
    """
    weights = harm_weights()
    each = _each_once(findings)
    terms = (*terms_of(each, context, waiting, weights), *graded_terms(grade, weights))
    floors = _floors_of(each, weights)
    score = round(sum(term.points for term in terms), 1)
    level = max((_level_of(score, weights), *(floor.level for floor in floors)), key=lambda one: one.rank)
    return Priority(
        level=level,
        score=score,
        terms=terms,
        floors=floors,
        reasons=(*(floor.sentence for floor in floors), *(term.sentence for term in terms)) or (_NOTHING,),
        weights=f"{weights.id}, as at {weights.as_at}",
    )


def _each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    by_id: dict[str, list[Finding]] = {}
    for finding in findings:
        by_id.setdefault(finding.id, []).append(finding)
    return tuple(one for identity in sorted(by_id) for one in _distinct(by_id[identity]))


def _distinct(same: list[Finding]) -> list[Finding]:
    return sorted(set(same), key=repr)


def _floors_of(findings: Sequence[Finding], weights: HarmWeights) -> tuple[Floor, ...]:
    """The floors that hold, the highest first, and among those of one level in the order of the pack."""
    floors = [_floor(least, groups) for least in weights.floors if all(groups := _groups_under(least, findings))]
    holding = [floor for floor in floors if floor.level is not Level.NONE]
    return tuple(sorted(holding, key=lambda one: -one.level.rank))


def _groups_under(least: LeastLevel, findings: Sequence[Finding]) -> list[list[Finding]]:
    if least.together:
        seen = [finding for finding in findings if finding.signal != REPORTED]
        return [[finding for finding in seen if finding.harm in group] for group in least.together]
    flagged = [finding for finding in findings if least.flag in finding.flags]
    return [[finding for finding in flagged if not least.unless or least.unless not in finding.flags]]


def _floor(least: LeastLevel, groups: Sequence[Sequence[Finding]]) -> Floor:
    best = min((_best(group) for group in groups), key=lambda strength: strength.rank)
    resting = [finding for group in groups for finding in group]
    says = least.says if best is not Strength.WEAK else f"On weak signs only: {least.says}"
    if all(finding.signal == REPORTED for finding in resting):
        says = f"As it was reported, and not yet seen in evidence: {says[0].lower()}{says[1:]}"
    level = Level(least.levels[best])
    return Floor(
        flag=least.flag,
        level=level,
        sentence=f"{says}, so the case is {level} at least.",
        findings=tuple(sorted({finding.id for finding in resting})),
    )


def _best(findings: Sequence[Finding]) -> Strength:
    return max((finding.strength for finding in findings), key=lambda strength: strength.rank)


def _level_of(score: float, weights: HarmWeights) -> Level:
    reached = [Level(name) for name, least in weights.levels.items() if score >= least]
    return max(reached, key=lambda one: one.rank, default=Level.NONE)
