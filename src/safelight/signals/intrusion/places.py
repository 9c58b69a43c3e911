"""Places that somebody of concern names after a boundary, though the owner had not named them in the conversation."""

import re
from collections import defaultdict
from collections.abc import Iterator
from math import log2
from pathlib import Path

import msgspec

from safelight.signals.claims import Claims
from safelight.signals.conduct.reading import Reading
from safelight.signals.context import CaseContext
from safelight.signals.episode import finding_id
from safelight.signals.finding import Finding, Span, Strength
from safelight.signals.offence_points import day_of, pointers
from safelight.signals.pursuit.parties import Parties
from safelight.signals.signal import SignalManifest
from safelight.signals.weighing import load_weights

NAMED = re.compile(
    r"\b(?:at|in|outside|near|past|by|from|leaving|left) (?:the |that )?"
    r"((?!(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Christmas|Easter|God|I\b))[A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,2})"
)
ABOUT_YOU = re.compile(r"\b(?:you|u|your|ur|you're|you’re|youre)\b", re.IGNORECASE)
MOST_NAMES = 200
"""So many different names of one conversation are looked for in what was said before; the rest are left alone."""


class NamedPlace(msgspec.Struct, frozen=True):
    """A message of somebody of concern that names a place as the owner's: where it stands in the scene."""

    place: int
    span: Span


def places_named(reading: Reading, context: CaseContext) -> Iterator[tuple[str | None, list[NamedPlace]]]:
    """By account of concern: its messages after a boundary that name a place about the owner for the first time."""
    parties, told = Parties(context), [round(one.at.timestamp() * 1_000_000) for one in context.boundaries]
    if not told or not parties.concern:
        return
    found: dict[tuple[int, str | None], list[NamedPlace]] = defaultdict(list)
    first: dict[int, dict[str, int]] = defaultdict(dict)
    for place in _of_concern(reading, parties, min(told)):
        scene = reading.scene
        words = NAMED.search(scene.texts[place])
        if words and _first_named(reading, place, words[1], first[scene.thread_of(place)]) == place:
            one = NamedPlace(place, Span(scene.records[place], *words.span(1)))
            found[scene.thread_of(place), scene.senders[place]].append(one)
    for (_, sender), named in sorted(found.items(), key=lambda each: (each[0][0], str(each[0][1]))):
        yield sender, named


def _of_concern(reading: Reading, parties: Parties, since: int) -> Iterator[int]:
    scene = reading.scene
    known = {
        sender: parties.key_of(sender) in parties.concern for sender in set(scene.senders) if sender is not None
    }
    for place, sender in enumerate(scene.senders):
        if sender is not None and known[sender] and (scene.times[place] or 0) >= since:
            text = scene.texts[place]
            if ABOUT_YOU.search(text) and "?" not in text:
                yield place


def _first_named(reading: Reading, place: int, name: str, known: dict[str, int]) -> int | None:
    """Where anybody first named it in the conversation: what was named before is no news."""
    wanted = name.lower()
    if wanted not in known and len(known) < MOST_NAMES:
        texts = reading.scene.texts
        known[wanted] = next(
            one for one in reading.scene.places_of(reading.scene.thread_of(place)) if wanted in texts[one].lower()
        )
    return known.get(wanted)


def place_findings(
    reading: Reading, context: CaseContext, manifest: SignalManifest, claims: Claims, weights_at: Path
) -> Iterator[Finding]:
    """One finding for each account of concern that names such places; weak, unless it does so again and again."""
    weights, theme = load_weights(weights_at)["place"], claims.themes["place_known"]
    for sender, named in places_named(reading, context):
        records = tuple(reading.scene.records[one.place] for one in named)
        answers = [one for each in named for one in reading.scene.after(each.place)]
        values = {"named": log2(1 + len(named)), "asked": float(reading.count(answers, "asks_how", "afraid") > 0)}
        probability = weights.probability_of(values)
        strength = weights.strength(probability)
        if strength is None:
            continue
        yield Finding(
            id=finding_id(manifest.name, manifest.version, "place_known", records),
            signal=manifest.name,
            version=manifest.version,
            harm=manifest.harm,
            claim=claims.claim("place_known", count=len(records), sender=sender, towards="owner"),
            severity=theme.severity,
            strength=Strength.MODERATE if strength is Strength.STRONG else strength,
            probability=probability,
            records=records,
            spans=tuple(one.span for one in named),
            reasons=weights.reasons_of(values),
            offences=pointers(
                theme.offences, on=day_of(reading.scene.times[named[-1].place]), records=records, against={}
            ),
            missing=theme.missing,
            limits=claims.limits,
        )
