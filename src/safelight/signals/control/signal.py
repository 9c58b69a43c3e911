"""Control as a course over days: several kinds of it and repetitions weigh more than any one message."""

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
WATCHING = frozenset({f"control.{one}" for one in ("monitor", "account", "check_in", "credentials")})
RULING = frozenset(
    {f"control.{one}" for one in ("isolate", "money", "dictate", "degrade", "pressure", "warn", "leave", "own")}
)

MANIFEST = SignalManifest(
    name="control",
    harm="control",
    version="2",
    looks_for=(
        "one account watching, calling to account, keeping from others, holding the money, asking for ways into "
        "the phone, laying down rules or belittling, several of these and over days; and how the owner answers"
    ),
    limits=(
        "It reads common English phrasings only; control without any of them is missed.",
        "Its words count little where the talk around them resembles ordinary talk, so quiet control is often missed.",
        "Its probabilities come from invented conversations, not from real cases.",
        *load_claims(HERE / "claims.yaml").limits,
    ),
    evaluation=(
        f"{told_of('control')} Most single acts of control are missed; a course is seen only where several are."
    ),
)
FAMILY = Family(
    manifest=MANIFEST,
    folder=HERE,
    prefix="control.",
    learned="control",
    themes=(
        ("course", ("several_kinds", "watches_and_rules")),
        ("money", ("control.money", "several_kinds")),
        ("tracked", ("control.monitor",)),
        ("other", ()),
    ),
    pairs={"watches_and_rules": Pair(WATCHING, RULING, 200)},
    mutual=True,
    by_tone=True,
    implied={"asks_leave": "control.leave", "claims_own": "control.own"},
    effects={"afraid": "serious-effect", "yields": "serious-effect"},
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each account whose messages in a conversation are consistent with control."""
    yield from examine_family(FAMILY, records, context)
