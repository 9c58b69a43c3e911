"""Extortion: a demand joined to a threat by one account, near in time, with its deadline and its way of paying."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from safelight.signals.claims import load_claims
from safelight.signals.conduct.family import Family, Pair
from safelight.signals.conduct.findings import examine_family
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding
from safelight.signals.measured import told_of
from safelight.signals.signal import SignalManifest

HERE = Path(__file__).parent
DEMAND = frozenset({"extort.money", "extort.act"})
THREAT = frozenset({"extort.threat", "extort.hint"})

MANIFEST = SignalManifest(
    name="extortion",
    harm="extortion",
    version="2",
    looks_for=(
        "a demand for money, for something to be done or dropped, joined by the same account to a threat or a "
        "hint that something will be told or shared; its deadline, its way of paying, and how the owner answers"
    ),
    limits=(
        "It reads common English phrasings only; hints without any of them are missed.",
        "Its probabilities come from invented conversations, not from real cases.",
        *load_claims(HERE / "claims.yaml").limits,
    ),
    evaluation=(f"{told_of('extortion')} Most hints are missed: silence from this signal means little."),
)
FAMILY = Family(
    manifest=MANIFEST,
    folder=HERE,
    prefix="extort.",
    learned="extortion",
    alike=0.05,
    themes=(
        ("money", ("money_and_threat",)),
        ("act", ("act_and_threat",)),
        ("threat", ("extort.threat",)),
        ("demand", ()),
    ),
    needs=(
        DEMAND | {"extort.method", "extort.deadline"},
        THREAT | {"extort.menace", "extort.promise", "extort.someone", "extort.evidence"},
    ),
    answered={"bargains": "extort.answered"},
    pairs={
        "money_and_threat": Pair(frozenset({"extort.money", "extort.method"}), THREAT, 12),
        "act_and_threat": Pair(frozenset({"extort.act"}), THREAT, 12),
        "money_and_someone": Pair(
            frozenset({"extort.money", "extort.method"}), frozenset({"extort.someone", "extort.evidence"}), 12
        ),
        "act_and_someone": Pair(
            frozenset({"extort.act", "extort.deadline"}), frozenset({"extort.someone", "extort.evidence"}), 6
        ),
        "demand_and_deadline": Pair(DEMAND | THREAT, frozenset({"extort.deadline", "extort.menace"}), 3),
        "threat_and_promise": Pair(THREAT | DEMAND, frozenset({"extort.promise"}), 6),
    },
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each account whose messages in a conversation are consistent with extortion."""
    yield from examine_family(FAMILY, records, context)
