"""Private pictures: claims to have them, threats to share them, requests pressed after a no, sharing itself told.

Where the owner is under 18 the finding says to hand over and nothing else: no words, no reasons, no detail.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl

from safelight.signals.claims import load_claims
from safelight.signals.conduct.family import Family, Pair
from safelight.signals.conduct.findings import examine_family
from safelight.signals.context import CaseContext
from safelight.signals.episode import finding_id
from safelight.signals.finding import Finding, Severity
from safelight.signals.measured import told_of
from safelight.signals.signal import SignalManifest

HERE = Path(__file__).parent
ADULT = 18
PICTURES = frozenset({"image.private", "image.has", "image.made"})

MANIFEST = SignalManifest(
    name="intimate_images",
    harm="intimate_images",
    version="1",
    looks_for=(
        "messages that speak of private pictures of the owner: kept, threatened with, asked for after a refusal, "
        "or said to have been shared; where the owner is under 18 it says to hand over and shows no detail"
    ),
    limits=(
        "It reads common English phrasings only; hints without any of them are missed.",
        "Its probabilities come from invented conversations, not from real cases.",
        *load_claims(HERE / "claims.yaml").limits,
    ),
    evaluation=(
        f"{told_of('intimate_images')} "
        "Too few messages are labelled so to fit on, so the weights are judgement. Expect most to be missed."
    ),
)
FAMILY = Family(
    manifest=MANIFEST,
    folder=HERE,
    prefix="image.",
    learned="images",
    themes=(
        ("threatened", ("image.threat", "picture_and_threat")),
        ("shared", ("image.shared", "image.private")),
        ("asked", ("image.ask", "refuses")),
        ("other", ()),
    ),
    needs=(PICTURES | {"image.threat", "image.ask", "image.shared"},),
    pairs={
        "picture_and_threat": Pair(PICTURES, frozenset({"image.threat", "image.shared"}), 30),
        "asks_and_presses": Pair(frozenset({"image.ask"}), frozenset({"image.press"}), 6),
    },
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each account whose messages in a conversation bear on private pictures of the owner."""
    is_child = context.owner.age is not None and context.owner.age < ADULT
    for finding in examine_family(FAMILY, records, context):
        yield _handed_over(finding) if is_child else finding


def _handed_over(finding: Finding) -> Finding:
    claims = FAMILY.claims
    theme = claims.themes["under_18"]
    count = len(finding.records)
    return msgspec.structs.replace(
        finding,
        id=finding_id(MANIFEST.name, MANIFEST.version, "under_18", finding.records),
        claim=claims.claim("under_18", count=count, sender=None, towards="unknown", days="", kinds=""),
        severity=Severity.VERY_HIGH,
        spans=(),
        reasons=(),
        offences=(),
        missing=theme.missing,
        flags=tuple(dict.fromkeys((*theme.flags, *finding.flags))),
    )
