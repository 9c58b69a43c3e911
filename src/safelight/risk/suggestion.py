"""What the evidence suggests before a person is asked: never a no, only a suggestion, always with its records."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from safelight.knowledge.risk_questions import Question, RiskQuestions, SuggestedBy
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding, Strength

MOST_CITED = 20
"""Records cited beside one suggestion; its findings hold the rest."""


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A yes that the evidence suggests. A person asks, and confirms it or not."""

    question: str
    claims: tuple[str, ...]
    """Sentences of the findings, or what officers noted; best supported first."""
    strength: Strength
    findings: tuple[str, ...]
    records: tuple[str, ...]


def prefilled(findings: Iterable[Finding], context: CaseContext, pack: RiskQuestions) -> Mapping[str, Suggestion]:
    """Suggestions by the ids of their questions; no entry where nothing suggests anything.

    Weak findings suggest too, and say so by ``strength``. Which finding bears on which question is in the pack.
    """
    ordered = sorted(findings, key=lambda one: (-one.strength.rank, -one.probability, one.id))
    suggested = (_suggestion(question, ordered, context) for question in pack.questions)
    return {one.question: one for one in suggested if one is not None}


def _suggestion(question: Question, findings: Sequence[Finding], context: CaseContext) -> Suggestion | None:
    bearing = [one for one in findings if any(_bears(one, by) for by in question.suggested_by)]
    noted = [sentence for by in question.suggested_by if (sentence := _noted(by, context))]
    if not bearing and not noted:
        return None
    records = dict.fromkeys(record for one in bearing for record in one.records)
    return Suggestion(
        question=question.id,
        claims=(*dict.fromkeys(one.claim for one in bearing), *noted),
        strength=bearing[0].strength if bearing else Strength.MODERATE,
        findings=tuple(one.id for one in bearing),
        records=tuple(records)[:MOST_CITED],
    )


def _bears(finding: Finding, by: SuggestedBy) -> bool:
    return bool(by.flag and by.flag in finding.flags) or bool(by.harm and by.harm == finding.harm)


def _noted(by: SuggestedBy, context: CaseContext) -> str:
    if by.noted == "children" and context.children:
        count = len(context.children)
        return f"Officers noted {count} {'child' if count == 1 else 'children'} who may be affected."
    if by.noted == "orders" and context.orders:
        return "Officers noted an order or bail condition."
    return ""
