"""Links: pairs of accounts that may share a hand, as leads for a person; nothing is ever merged."""

from collections.abc import Iterator

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.episode import finding_id
from safelight.signals.finding import Finding, Gap, Severity, Strength
from safelight.signals.links.accounts import Account, accounts
from safelight.signals.links.pairs import Pair, pairs
from safelight.signals.links.weigh import probability, reasons, strength
from safelight.signals.signal import SignalManifest

MOST = 20
"""Pairs shown, the likeliest: a longer list is no list of leads."""
QUOTED = 5
BETWEEN, AFTER = " and ", " are consistent with"
CLAIM = (
    "{one}"
    + BETWEEN
    + "{other}"
    + AFTER
    + " one hand writing under two accounts, or with two people who write alike."
)
MISSING = (
    Gap(
        what="Who used each account at the times in question",
        how="Ask each platform to preserve and disclose sign-in, device and subscriber data.",
    ),
    Gap(
        what="Whether the owner knows who writes under each",
        how="Ask them before showing them the comparison, so that it does not lead them.",
    ),
    Gap(
        what="Whether the writing bears comparison by somebody trained in it",
        how="Ask a forensic linguist where it matters to a charge; this comparison is a lead only.",
    ),
)

MANIFEST = SignalManifest(
    name="links",
    harm="links",
    version="1",
    looks_for=(
        "pairs of accounts that write alike (sequences of letters, spelling, punctuation, hours), that give the same "
        "numbers, addresses or network addresses, or of which one gives the other's name; candidates with what "
        "speaks for and against, never merged"
    ),
    limits=(
        "It compares writing only where both wrote 25 messages or more and six accounts or more did.",
        "People of one family, school or job write alike, and one person writes differently to different people.",
        "Somebody who wants to hide can change how they write, and a program or another person can write for them.",
        "A comparison like this never says who stands behind an account: that is for officers to judge.",
    ),
    evaluation=(
        "Measured on halves of what one author wrote in one of 250 invented conversations, 25 messages or "
        "more in each half, 23 authors: the area under the curve for telling one author from two was 0.97 and "
        "0.99 on the half of the authors that was not learned from, 0.85 where both wrote in the same "
        "conversation; of pairs by one author 36 and 75 in a hundred were found at one wrong pair in a "
        "hundred. On 48 conversations looked at while building, 9 authors: 0.92. One person wrote all of them "
        "and halves share a topic, so this flatters; published figures across topics are about 0.9. In the "
        "worked example the one pair found by writing alone is the number that the person of concern is "
        "written to use. 2,000 accounts of 50 messages took 4 seconds of processor time. Weights of shared "
        "details and timing are judgement."
    ),
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """At most ``MOST`` pairs, the likeliest first."""
    weighed = [(probability(pair.values), pair) for pair in pairs(accounts(records, context), records)]
    upheld = [(probable, pair) for probable, pair in weighed if strength(probable)]
    upheld.sort(key=lambda one: (-one[0], one[1].one.key, one[1].other.key))
    for probable, pair in upheld[:MOST]:
        yield _finding(pair, probable)


def _finding(pair: Pair, probable: float) -> Finding:
    records = _records(pair)
    return Finding(
        id=finding_id(MANIFEST.name, MANIFEST.version, f"{pair.one.key}\n{pair.other.key}", records),
        signal=MANIFEST.name,
        version=MANIFEST.version,
        harm=MANIFEST.harm,
        claim=CLAIM.format(one=pair.one.label, other=pair.other.label),
        severity=Severity.LOW,
        strength=strength(probable) or Strength.WEAK,
        probability=probable,
        records=records,
        spans=tuple(span for span in pair.spans if span.end > span.start),
        reasons=reasons(pair.values),
        missing=MISSING,
        limits=MANIFEST.limits,
    )


def _records(pair: Pair) -> tuple[str, ...]:
    """Where shared details stand, then the latest messages of each, each once."""
    latest = [record for side in (pair.one, pair.other) for record in _latest(side)]
    return tuple(dict.fromkeys([*(span.record for span in pair.spans), *latest]))


def _latest(account: Account) -> tuple[str, ...]:
    return account.records[-QUOTED:]
