"""Fraud: money asked for under a false name or story, with its excuse, its hurry and its secret."""

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
ASKS = frozenset({"fraud.ask", "fraud.method"})

MANIFEST = SignalManifest(
    name="fraud",
    harm="fraud",
    version="2",
    looks_for=(
        "one account asking for money and giving a new number, a reason not to talk, a trusted office, gains or "
        "love; with haste and secrecy; and how the owner answers"
    ),
    limits=(
        "It reads common English phrasings only; it cannot know who really wrote, or whether a story is true.",
        "Its probabilities come from invented conversations, not from real cases.",
        *load_claims(HERE / "claims.yaml").limits,
    ),
    evaluation=(f"{told_of('fraud')} Slow fraud in the name of love is found late, when money is asked for."),
)
FAMILY = Family(
    manifest=MANIFEST,
    folder=HERE,
    prefix="fraud.",
    learned="fraud",
    alike=0.05,
    themes=(
        ("romance", ("fraud.ask", "fraud.romance", "ask_and_story")),
        ("invest", ("fraud.ask", "fraud.invest", "several_kinds")),
        ("persona", ("fraud.ask", "fraud.persona")),
        ("money", ("fraud.ask", "several_kinds")),
        ("other", ()),
    ),
    needs=(ASKS | {"fraud.back", "fraud.invest"},),
    services=True,
    answered={"hands_over": "fraud.answered"},
    pairs={
        "ask_and_story": Pair(
            ASKS, frozenset({"fraud.pretext", "fraud.persona", "fraud.authority", "fraud.romance"}), 20
        ),
        "ask_and_gain": Pair(ASKS, frozenset({"fraud.invest"}), 20),
        "ask_and_secret": Pair(ASKS, frozenset({"fraud.secrecy"}), 12),
        "ask_and_hurry": Pair(ASKS, frozenset({"fraud.hurry"}), 6),
    },
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each account whose messages in a conversation are consistent with fraud."""
    yield from examine_family(FAMILY, records, context)
