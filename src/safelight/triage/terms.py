"""Adds up the terms of a priority. Every term can only add: nothing found, and no text, can lower a case."""

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta

from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding, Severity, Strength
from safelight.triage.harm_weights import Harm, HarmWeights
from safelight.triage.term import Term

_LONGEST_INDEX_DAYS = 5475
_CHILD, _YOUNG_CHILD = 18, 13
_GRAVE = {
    Severity.LOW: "not grave by itself",
    Severity.MEDIUM: "serious",
    Severity.HIGH: "grave",
    Severity.VERY_HIGH: "very grave",
}
_BORNE_OUT = {
    Strength.WEAK: "only weakly",
    Strength.MODERATE: "fairly well",
    Strength.STRONG: "well",
}


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
        *_told_terms(findings, context, weights),
        *_waiting_term(waiting, weights),
    ]
    return tuple(sorted(found, key=lambda term: (-term.points, term.name, term.sentence)))


def _harm_terms(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    for family in sorted({finding.harm for finding in findings}):
        harm = _harm(family, weights)
        of_family = [finding for finding in findings if finding.harm == family]
        gravest = max(of_family, key=lambda one: (share_of(one, weights), one.probability, one.id))
        yield Term(
            name=f"harm:{family}",
            points=_rounded(harm.weight * share_of(gravest, weights)),
            sentence=f"{gravest.claim} If so it is {_GRAVE[gravest.severity]}{_borne_out(gravest)}.",
            arithmetic=(
                f"{harm.name} weighs up to {harm.weight:g}; severity takes "
                f"{weights.severity_share[gravest.severity]:g} of it and strength "
                f"{weights.strength_share[gravest.strength]:g} of that. Only the gravest of "
                f"{_count(of_family, 'finding')} counts."
            ),
            findings=_ids(of_family),
        )


def _borne_out(finding: Finding) -> str:
    """Nothing where it rests on no record: it was reported."""
    return f"; the records bear it out {_BORNE_OUT[finding.strength]}" if finding.records else ""


def _harm(family: str, weights: HarmWeights) -> Harm:
    named = {harm.id: harm for harm in weights.harms}
    return named.get(family) or Harm(
        id=family, name=family.replace("_", " ").capitalize(), weight=weights.unnamed, source=""
    )


def _together_term(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    clear = [finding for finding in findings if finding.strength is not Strength.WEAK]
    families = sorted({finding.harm for finding in clear})
    if len(families) > 1:
        names = [_harm(family, weights).name for family in families]
        yield Term(
            name="together",
            points=_rounded(weights.further_family * (len(families) - 1)),
            sentence=f"Several kinds of harm appear together: {'; '.join(names)}.".replace("; ", ", "),
            arithmetic=f"{weights.further_family:g} for each kind after the first, weak findings left out.",
            findings=_ids(clear),
        )


def _index_term(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    days = {value.offence: value.days for value in weights.index}
    valued = [finding for finding in findings if any(pointer.offence in days for pointer in finding.offences)]
    if valued:
        most = max(days[pointer.offence] for one in valued for pointer in one.offences if pointer.offence in days)
        yield Term(
            name="index",
            points=_rounded(weights.index_points * math.log10(most) / math.log10(_LONGEST_INDEX_DAYS)),
            sentence="A published index scores offences that may be in question here; it counts for little.",
            arithmetic=(
                f"The index gives up to {most:g} days. It scores offences and not cases, so it can bring "
                f"{weights.index_points:g} at most."
            ),
            findings=_ids(valued),
        )


def _sign_terms(findings: Sequence[Finding], weights: HarmWeights) -> Iterable[Term]:
    for sign in weights.signs:
        flagged = [finding for finding in findings if sign.flag in finding.flags]
        if flagged:
            share = max(weights.strength_share[one.strength] for one in flagged)
            yield Term(
                name=f"sign:{sign.flag}",
                points=_rounded(sign.points * share),
                sentence=sign.says,
                arithmetic=f"{share:g} of {sign.points:g}, for the strongest of {_count(flagged, 'finding')}.",
                findings=_ids(flagged),
            )


def _told_terms(findings: Sequence[Finding], context: CaseContext, weights: HarmWeights) -> Iterable[Term]:
    best = max((finding.strength for finding in findings), key=lambda strength: strength.rank)
    share = weights.told_share[best]
    age = context.owner.age
    if age is not None and age < _CHILD:
        points = weights.vulnerability["under_13" if age < _YOUNG_CHILD else "under_18"]
        yield _told("vulnerability", points, share, f"The person to be protected is {age} years old.")
    if context.children:
        sentence = "A child may be affected."
        if len(context.children) > 1:
            sentence = f"{len(context.children)} children may be affected."
        yield _told("children", weights.children, share, sentence)
    if context.orders:
        sentence = "An order or bail condition was made to protect somebody here."
        yield _told("orders", weights.order_exists, share, sentence)


def _told(name: str, points: float, share: float, sentence: str) -> Term:
    whole = "A fixed number, as officers noted it."
    part = f"{share:g} of {points:g}, because every finding is weak so far."
    return Term(
        name=name, points=_rounded(share * points), sentence=sentence, arithmetic=whole if share == 1 else part
    )


def _waiting_term(waiting: timedelta | None, weights: HarmWeights) -> Iterable[Term]:
    days = waiting // timedelta(days=1) if waiting is not None else 0
    points = _rounded(min(weights.waiting_most, weights.waiting_each_day * max(days, 0)))
    if points:
        yield Term(
            name="waiting",
            points=points,
            sentence=f"The report has waited {days} day{'' if days == 1 else 's'}.",
            arithmetic=f"{weights.waiting_each_day:g} for each day, {weights.waiting_most:g} at most.",
        )


def share_of(finding: Finding, weights: HarmWeights) -> float:
    """The share of its family's points that a finding takes, 0 to 1."""
    return weights.severity_share[finding.severity] * weights.strength_share[finding.strength]


def _ids(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.id for finding in findings}))


def _count(things: Sequence[object], one: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else one + 's'}"


def _rounded(points: float) -> float:
    return round(points, 1)
