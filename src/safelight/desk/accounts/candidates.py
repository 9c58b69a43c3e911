"""Pairs of accounts that may share a hand, with what speaks for and against and what a person made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safelight.desk.design.charts.fan import Joined
from safelight.desk.findings.models import Decision, Verdict
from safelight.examining.sides import Side
from safelight.signals.finding import Finding
from safelight.signals.links.signal import AFTER, BETWEEN

LINKS = "links"
SPEAKS_FOR = "Speaks for"
PAIR = 2


@dataclass(frozen=True)
class Candidate:
    """One pair. ``decision`` says whether a person accepted or rejected that one hand may stand behind both."""

    finding: Finding
    speaks_for: list[str]
    against: list[str]
    decision: Decision | None


def candidates(findings: Iterable[Finding], decided: Mapping[str, Decision]) -> list[Candidate]:
    """The pairs, likeliest first; nothing is merged by any decision."""
    return [
        Candidate(
            finding=finding,
            speaks_for=[reason for reason in finding.reasons if reason.startswith(SPEAKS_FOR)],
            against=[reason for reason in finding.reasons if not reason.startswith(SPEAKS_FOR)],
            decision=decided.get(finding.id),
        )
        for finding in findings
        if finding.signal == LINKS
    ]


def named(finding: Finding) -> tuple[str, str]:
    """The two accounts a finding sets side by side, as it writes them."""
    one, _, rest = finding.claim.partition(BETWEEN)
    return one, rest.partition(AFTER)[0]


def joined(found: Iterable[Candidate], sides: Sequence[Side]) -> list[Joined]:
    """Where the pairs nobody rejected stand in the picture of contact."""
    place_of = {side.label: place for place, side in enumerate(sides)}
    pairs = []
    for one in found:
        places = [place_of[label] for label in named(one.finding) if label in place_of]
        if len(places) == PAIR and (one.decision is None or one.decision.verdict != Verdict.REJECTED):
            pairs.append(Joined(*places))
    return pairs
