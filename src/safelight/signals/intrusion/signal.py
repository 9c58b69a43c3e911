"""Intrusion: talk of being in accounts and devices, codes asked for, things known that nobody told."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from safelight.signals.claims import load_claims
from safelight.signals.conduct.family import Family, Pair
from safelight.signals.conduct.findings import examine_family
from safelight.signals.conduct.reading import read
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding
from safelight.signals.intrusion.places import place_findings
from safelight.signals.intrusion.sign_ins import sign_in_findings
from safelight.signals.measured import told_of
from safelight.signals.signal import SignalManifest

HERE = Path(__file__).parent
INSIDE = frozenset(
    f"intrusion.{kind}" for kind in ("account", "inside", "spyware", "tracks", "screen", "phish", "code")
)
KNOWN = frozenset(f"intrusion.{kind}" for kind in ("asked", "reported", "knows", "private"))

MANIFEST = SignalManifest(
    name="intrusion",
    harm="intrusion",
    version="1",
    looks_for=(
        "one account speaking of being in the owner's accounts or devices, of apps and trackers, asking for "
        "codes, taking services down, or showing knowledge whose source the owner asks for; sign-ins and changes "
        "of password from addresses or devices not seen before near such messages or a boundary"
    ),
    limits=(
        "It reads common English phrasings only; it looks at no device and no account.",
        "Its probabilities come from invented conversations, not from real cases.",
        *load_claims(HERE / "claims.yaml").limits,
    ),
    evaluation=(
        f"{told_of('intrusion')} "
        "Sign-ins and places have no labels to be measured on: their weights are judgement, and they are "
        "never strong. Most intrusion is missed, above all where the owner does not notice it: silence from "
        "this signal means little."
    ),
)
FAMILY = Family(
    manifest=MANIFEST,
    folder=HERE,
    prefix="intrusion.",
    learned="intrusion",
    themes=(
        ("account", ("intrusion.inside",)),
        ("spyware", ("intrusion.screen",)),
        ("spyware", ("intrusion.tracks",)),
        ("spyware", ("intrusion.spyware", "intrusion.asked")),
        ("account", ("intrusion.account", "intrusion.asked")),
        ("phishing", ("intrusion.phish",)),
        ("phishing", ("intrusion.code",)),
        ("flood", ("intrusion.flood",)),
        ("spyware", ("intrusion.spyware",)),
        ("account", ("intrusion.account",)),
        ("known", ("intrusion.private",)),
        ("known", ("intrusion.asked",)),
        ("other", ()),
    ),
    services=True,
    pairs={"inside_and_asked": Pair(INSIDE, KNOWN, 30)},
    implied={"asks_how": "intrusion.asked", "locked": "intrusion.reported"},
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """Findings from words by account and conversation, from places named, and from sign-ins that do not fit."""
    found = list(examine_family(FAMILY, records, context))
    yield from found
    yield from place_findings(read(records, context), context, MANIFEST, FAMILY.claims, HERE / "weights.yaml")
    spoken = {record for finding in found for record in finding.records}
    said = (
        records.lazy().filter(pl.col("record_id").is_in(spoken)).select(pl.col("at").cast(pl.Int64)).drop_nulls()
    )
    moments = said.collect()["at"].to_list()
    yield from sign_in_findings(records, context, moments, MANIFEST, FAMILY.claims, HERE / "weights.yaml")
