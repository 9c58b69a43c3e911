"""Adds up the terms of a priority. Every term can only add: nothing found, and no text, can lower a case."""

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta

from safelight.knowledge.harm_weights import Harm, HarmWeights
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding, Strength
from safelight.triage.term import Term

_LONGEST_INDEX_DAYS = 5475
_CHILD, _YOUNG_CHILD = 18, 13


def terms_of(
    findings: Sequence[Finding], context: CaseContext, waiting: timedelta | None, weights: HarmWeights
) -> tuple[Term, ...]:
    """All terms that add something, gravest first. No finding, no terms."""
    if not findings:
        return ()
    found = [
        *_harm_terms(findings, weights),
        *_together_term(findings, weights),
        *_index_term(findings, weights),
        *_sign_terms(findings, weights),
        *_told_terms(context, weights),
        *_waiting_term(waiting, weights),
    ]
    return tuple(sorted(found, key=lambda term: (-term.points, term.name, term.sentence)))


def _harm_terms(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    named = {harm.id: harm for harm in weights.harms}
    for family in sorted({finding.harm for finding in findings}):
        harm = named.get(family) or Harm(id=family, name=family.capitalize(), weight=weights.unnamed, source="")
        of_family = [finding for finding in findings if finding.harm == family]
        gravest = max(of_family, key=lambda finding: (_share(finding, weights), finding.id))
        points = _rounded(harm.weight * _share(gravest, weights))
        sentence = (
            f"{harm.name}: {points:g} of {harm.weight:g} points, for the gravest of "
            f"{_count(of_family, 'finding')} "
            f"(severity {gravest.severity.replace('_', ' ')}, signs {gravest.strength})."
        )
        yield Term(name=f"harm:{family}", points=points, sentence=sentence, findings=_ids(of_family))


def _together_term(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    clear = [finding for finding in findings if finding.strength is not Strength.WEAK]
    families = {finding.harm for finding in clear}
    if len(families) > 1:
        points = _rounded(weights.further_family * (len(families) - 1))
        sentence = (
            f"{len(families)} kinds of harm occur together, each with more than weak signs: {points:g} points."
        )
        yield Term(name="together", points=points, sentence=sentence, findings=_ids(clear))


def _index_term(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    days = {value.offence: value.days for value in weights.index}
    valued = [finding for finding in findings if any(pointer.offence in days for pointer in finding.offences)]
    if valued:
        most = max(days[pointer.offence] for one in valued for pointer in one.offences if pointer.offence in days)
        points = _rounded(weights.index_points * math.log10(most) / math.log10(_LONGEST_INDEX_DAYS))
        sentence = (
            f"A published harm index gives the offences that may be in question up to {most:g} days: "
            f"{points:g} points. It scores offences and not cases, so it counts for little here."
        )
        yield Term(name="index", points=points, sentence=sentence, findings=_ids(valued))


def _sign_terms(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    for sign in weights.signs:
        flagged = [finding for finding in findings if sign.flag in finding.flags]
        if flagged:
            points = _rounded(sign.points * max(weights.strength_share[one.strength] for one in flagged))
            sentence = f"{_count(flagged, 'finding')} {sign.says}: {points:g} points."
            yield Term(name=f"sign:{sign.flag}", points=points, sentence=sentence, findings=_ids(flagged))


def _told_terms(context: CaseContext, weights: HarmWeights) -> Iterable[Term]:
    age = context.owner.age
    if age is not None and age < _CHILD:
        points = weights.vulnerability["under_13" if age < _YOUNG_CHILD else "under_18"]
        sentence = f"The person to be protected is {age} years old: {points:g} points."
        yield Term(name="vulnerability", points=points, sentence=sentence)
    if context.children:
        sentence = f"{_count(context.children, 'child', 'children')} may be affected: {weights.children:g} points."
        yield Term(name="children", points=weights.children, sentence=sentence)
    if context.orders:
        sentence = f"{_count(context.orders, 'order')} made for protection: {weights.order_exists:g} points."
        yield Term(name="orders", points=weights.order_exists, sentence=sentence)


def _waiting_term(waiting: timedelta | None, weights: HarmWeights) -> Iterable[Term]:
    days = waiting // timedelta(days=1) if waiting is not None else 0
    points = _rounded(min(weights.waiting_most, weights.waiting_each_day * max(days, 0)))
    if points:
        sentence = f"The case has waited {days} day{'' if days == 1 else 's'}: {points:g} points."
        yield Term(name="waiting", points=points, sentence=sentence)


def _share(finding: Finding, weights: HarmWeights) -> float:
    return weights.severity_share[finding.severity] * weights.strength_share[finding.strength]


def _ids(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.id for finding in findings}))


def _count(things: Sequence[object], one: str, many: str = "") -> str:
    return f"{len(things)} {one if len(things) == 1 else many or one + 's'}"


def _rounded(points: float) -> float:
    return round(points, 1)
