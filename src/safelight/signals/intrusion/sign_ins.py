"""Sign-ins that do not fit: from an address or on a device not seen before, and changes of password, near the words.

What does not fit is a matter of habit, so a list needs some sign-ins before anything in it can be new. A new address
alone is nothing: phones and trains change them. It is told only near a boundary or messages that bear on the account.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import log2
from pathlib import Path

import msgspec
import polars as pl

from safelight.records.moment import Micros
from safelight.records.sign_in import ADDRESSES, AGENTS, DEVICES
from safelight.signals.claims import Claims
from safelight.signals.context import CaseContext
from safelight.signals.episode import finding_id
from safelight.signals.finding import Finding, Strength
from safelight.signals.offence_points import day_of, pointers
from safelight.signals.signal import SignalManifest
from safelight.signals.weighing import load_weights

NEAR_US: Micros = 7 * 86_400 * 1_000_000
HABIT = 3
"""So many sign-ins of a list are a habit; before that, nothing in it is new."""
MOST = 40
CHANGED = r"(?i)password|passcode|recovery|two.step|2.step|verification|new device|new sign.in"
_VALUE = r'":"([^"\\]{2,120})"'


class SignIn(msgspec.Struct, frozen=True):
    """A sign-in, or a change of a password, that does not fit: what is new in it."""

    record: str
    at: Micros
    new: frozenset[str]


def unusual(records: pl.DataFrame) -> Iterator[list[SignIn]]:
    """For each list of sign-ins and notices: those from an address or device new to it, and changes to the account."""
    told = records.lazy().filter(pl.col("kind").is_in(["sign_in", "notice"]) & pl.col("at").is_not_null())
    read = told.select(
        "record_id",
        "exhibit",
        "platform",
        "thread",
        "kind",
        at=pl.col("at").cast(pl.Int64),
        address=_named(ADDRESSES),
        device=_named((*DEVICES, *AGENTS)),
        changed=pl.col("extra").fill_null("").str.contains(CHANGED),
    ).collect()
    for _, rows in read.sort("at", "record_id").group_by(["exhibit", "platform", "thread"], maintain_order=True):
        yield list(_new_in(rows))


def _named(names: Iterable[str]) -> pl.Expr:
    return pl.col("extra").str.extract(f'"(?:{"|".join(names)}){_VALUE}')


def _new_in(rows: pl.DataFrame) -> Iterator[SignIn]:
    seen: dict[str, set[str]] = defaultdict(set)
    before = 0
    for row in rows.iter_rows(named=True):
        new = set()
        for name in ("address", "device"):
            value = row[name]
            if value and before >= HABIT and seen[name] and value not in seen[name]:
                new.add(name)
            seen[name] |= {value} - {None}
        if row["changed"] and not row["address"]:
            new.add("changed")
        before += row["kind"] == "sign_in"
        if new:
            yield SignIn(row["record_id"], row["at"], frozenset(new))


def sign_in_findings(
    records: pl.DataFrame,
    context: CaseContext,
    words_at: list[Micros],
    manifest: SignalManifest,
    claims: Claims,
    weights_at: Path,
) -> Iterator[Finding]:
    """One finding for each list with something unusual near the words of the signal, or near a boundary."""
    weights = load_weights(weights_at)["sign_in"]
    told_at = [round(one.at.timestamp() * 1_000_000) for one in context.boundaries]
    for every in unusual(records):
        near = [one for one in every if _is_near(one.at, words_at) or _is_near(one.at, told_at)][:MOST]
        values = {
            "new": log2(1 + sum("changed" not in one.new for one in near)),
            "new_device": float(any("device" in one.new for one in near)),
            "changed": log2(1 + sum("changed" in one.new for one in near)),
            "near_words": float(any(_is_near(one.at, words_at) for one in near)),
            "near_boundary": float(any(_is_near(one.at, told_at) for one in near)),
        }
        probability = weights.probability_of({name: value for name, value in values.items() if value})
        strength = weights.strength(probability)
        if near and strength is not None:
            found = tuple(one.record for one in near)
            theme = claims.themes["sign_in"]
            yield Finding(
                id=finding_id(manifest.name, manifest.version, "sign_in", found),
                signal=manifest.name,
                version=manifest.version,
                harm=manifest.harm,
                claim=claims.claim("sign_in", count=len(found), sender=None, towards="unknown"),
                severity=theme.severity,
                strength=Strength.MODERATE if strength is Strength.STRONG else strength,
                probability=probability,
                records=found,
                reasons=weights.reasons_of(values),
                offences=pointers(theme.offences, on=day_of(near[-1].at), records=found, against={}),
                missing=theme.missing,
                limits=claims.limits,
            )


def _is_near(at: Micros, moments: list[Micros]) -> bool:
    return any(abs(at - moment) <= NEAR_US for moment in moments)
