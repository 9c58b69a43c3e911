"""Exposure: giving out who somebody is or where they are, calling on others, threatening to publish."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import polars as pl

from safelight.signals.claims import load_claims
from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate, Episode, Weighed, finding_id, together
from safelight.signals.exposure.signs import PLACE, SOFT_PLACE, candidates
from safelight.signals.finding import Finding, Strength
from safelight.signals.measured import told_of
from safelight.signals.offence_points import day_of, pointers
from safelight.signals.scene import Scene
from safelight.signals.signal import SignalManifest
from safelight.signals.weighing import load_weights

HERE = Path(__file__).parent
LISTED = frozenset({"protected.person", "protected.place", "protected.number", "told_of_another"})
JUST_BELOW = 0.01
CLAIMS = load_claims(HERE / "claims.yaml")
WEIGHTS = load_weights(HERE / "weights.yaml")["exposure"]
THEMES = {
    "complainant": "complainant",
    "threat.expose": "threat_to_expose",
    "threat.tell": "threat_to_expose",
    "threat.mention": "threat_to_expose",
    "call": "call_to_action",
    "call.soft": "call_to_action",
    "join": "call_to_action",
    "reveal.place": "address",
    "reveal.name": "identity",
    "reveal.hint": "identity",
    "seek": "identity",
}

MANIFEST = SignalManifest(
    name="exposure",
    harm="exposure",
    version="5",
    looks_for=(
        "messages by others that appear to give out the identity or whereabouts of somebody, above all of those "
        "on the case's list; to show the owner that an account of concern, or one unknown before a boundary, "
        "knows a place on that list; to call on people to act; to point to a complainant; or to threaten to "
        "publish"
    ),
    limits=(
        "It reads English words and UK forms of addresses, telephone numbers and plates only.",
        "Its probabilities come from invented conversations and from judgement, not from real cases.",
        *CLAIMS.limits,
    ),
    evaluation=(
        f"{told_of('exposure')} "
        "People who call on others or say where somebody is to be found mean no harm as often as not. "
        "Knowledge of a protected place has no labels to be measured on: its weights are judgement. Most "
        "hints are missed: silence from this signal means little."
    ),
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each episode of exposure."""
    scene, found = candidates(records, context)
    for episode in _episodes(scene, found):
        yield _finding(scene, episode)


def _episodes(scene: Scene, found: Iterable[Candidate]) -> Iterator[Episode]:
    weighed = [_weighed(one) for one in found if _says_enough(one)]
    for members in together(scene, [one for one in weighed if one.probability >= WEIGHTS.weak_from]):
        yield Episode(_theme(members), members)


def _weighed(candidate: Candidate) -> Weighed:
    """How its account writes otherwise makes nothing strong, weakens nothing that is, and silences nothing.

    What rests on the case's list of protected people and places, or is only passed on, it does not touch.
    """
    plain, told = WEIGHTS.probability(candidate.signs), WEIGHTS.probability_of(candidate.values)
    if plain >= WEIGHTS.strong_from or candidate.signs & LISTED:
        return Weighed(msgspec.structs.replace(candidate, learned=()), plain)
    told = min(max(told, min(plain, WEIGHTS.weak_from)), WEIGHTS.strong_from - JUST_BELOW)
    return Weighed(candidate, told)


def _says_enough(candidate: Candidate) -> bool:
    """A name or a street alone, or talk of something sent with nothing asked for it, is ordinary among people."""
    ordinary = SOFT_PLACE | {"protected.person", "reveal.hint"}
    if "several_join_in" in candidate.signs:
        ordinary -= {"place.described", "reveal.hint"}
    if "told_to_owner" in candidate.signs:
        ordinary |= {"protected.number"}
    if "demand_near" not in candidate.signs:
        ordinary |= {"threat.mention"}
    return bool(candidate.families - ordinary)


def _theme(members: tuple[Weighed, ...]) -> str:
    strongest = max(members, key=lambda one: one.probability).candidate
    if "told_of_another" in strongest.signs:
        return "threat_reported"
    families = {family for one in members for family in one.candidate.families}
    if "told_to_owner" in members[0].candidate.signs and not families & {"complainant", "threat.expose", "call"}:
        return "address_known" if families & (PLACE | SOFT_PLACE | {"reveal.place"}) else "identity"
    theme = next((theme for family, theme in THEMES.items() if family in families), "address")
    return "address" if theme == "identity" and families & PLACE else theme


def _finding(scene: Scene, episode: Episode) -> Finding:
    best, theme = episode.strongest, CLAIMS.themes[episode.theme]
    place = best.candidate.place
    records = episode.records(scene)
    return Finding(
        id=finding_id(MANIFEST.name, MANIFEST.version, episode.theme, records),
        signal=MANIFEST.name,
        version=MANIFEST.version,
        harm=MANIFEST.harm,
        claim=CLAIMS.claim(
            episode.theme,
            count=len(records),
            sender=scene.senders[place],
            towards=_towards(scene, best.candidate),
        ),
        severity=theme.severity,
        strength=WEIGHTS.strength(best.probability) or Strength.WEAK,
        probability=best.probability,
        records=records,
        spans=episode.spans,
        reasons=WEIGHTS.reasons_of(best.candidate.values),
        offences=pointers(theme.offences, on=day_of(scene.times[place]), records=records, against={}),
        missing=theme.missing,
        limits=CLAIMS.limits_of(best.candidate.signs),
    )


def _towards(scene: Scene, candidate: Candidate) -> str:
    if "told_to_others" in candidate.signs:
        return "others"
    return "unknown" if scene.by_owner(candidate.place) is None else "owner"
