"""Suicide and self-harm: spoken of by anybody, which is a safeguarding alert at once, or urged on somebody."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from safelight.signals.claims import load_claims
from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate, Episode, Weighed, finding_id, together
from safelight.signals.finding import Finding, Strength
from safelight.signals.measured import told_of
from safelight.signals.offence_points import day_of, pointers
from safelight.signals.scene import Scene
from safelight.signals.selfharm.signs import AT_ANOTHER, GOAD, LEVERAGE, OF_ONESELF, candidates
from safelight.signals.signal import SignalManifest
from safelight.signals.weighing import load_weights

HERE = Path(__file__).parent
CLAIMS = load_claims(HERE / "claims.yaml")
WEIGHTS = load_weights(HERE / "weights.yaml")["selfharm"]
DISCLOSED, URGED = "disclosed", "urged"
PAIR = 2
ADULT = 18

MANIFEST = SignalManifest(
    name="selfharm",
    harm="suicide_risk",
    version="1",
    looks_for=(
        "words by anybody that appear to speak of suicide or self-harm, or that may hint at it where other words "
        "or a worried answer say so too; words that appear to urge somebody to harm themselves"
    ),
    limits=(
        "It reads English words only; most people at risk write nothing like them.",
        "Its weights are judgement: too few labelled messages to learn from.",
        *CLAIMS.limits,
    ),
    evaluation=(
        f"{told_of('selfharm')} "
        "Self-harm used as pressure on somebody is left to the signal for threats. About half of what people "
        "meant was missed: silence from this signal means little."
    ),
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each episode, of each kind by itself."""
    scene, found = candidates(records, context)
    for episode in _episodes(scene, found):
        yield _finding(scene, context, episode)


def _episodes(scene: Scene, found: Iterable[Candidate]) -> Iterator[Episode]:
    kinds: dict[str, list[Weighed]] = {URGED: [], DISCLOSED: []}
    for one in found:
        theme = _theme(scene, one)
        probability = WEIGHTS.probability(one.signs)
        if theme and probability >= WEIGHTS.weak_from:
            kinds[theme].append(Weighed(one, probability))
    for theme, weighed in kinds.items():
        for members in together(scene, weighed):
            yield Episode(theme, members)


def _theme(scene: Scene, candidate: Candidate) -> str | None:
    """Whether it is urged or disclosed. The owner's own words are not read as urging."""
    if candidate.families & AT_ANOTHER and not scene.by_owner(candidate.place):
        return None if candidate.families == {GOAD} and "statement_near" not in candidate.signs else URGED
    return DISCLOSED if candidate.families & {*OF_ONESELF, LEVERAGE} else None


def _finding(scene: Scene, context: CaseContext, episode: Episode) -> Finding:
    best, theme = episode.strongest, CLAIMS.themes[episode.theme]
    place = best.candidate.place
    records = episode.records(scene)
    young = context.owner.age is not None and context.owner.age < ADULT
    concerns_owner = scene.by_owner(place) or episode.theme == URGED
    strength = WEIGHTS.strength(best.probability) or Strength.WEAK
    child = ("child_at_risk",) if young and concerns_owner and strength is not Strength.WEAK else ()
    return Finding(
        id=finding_id(MANIFEST.name, MANIFEST.version, episode.theme, records),
        signal=MANIFEST.name,
        version=MANIFEST.version,
        harm=MANIFEST.harm,
        claim=CLAIMS.claim(
            episode.theme, count=len(records), sender=scene.senders[place], towards=_towards(scene, place)
        ),
        severity=theme.severity,
        strength=strength,
        probability=best.probability,
        records=records,
        spans=episode.spans,
        reasons=WEIGHTS.reasons(best.candidate.signs),
        offences=pointers(theme.offences, on=day_of(scene.times[place]), records=records, against={}),
        missing=theme.missing,
        limits=CLAIMS.limits_of(best.candidate.signs),
        flags=(*theme.flags, *child),
    )


def _towards(scene: Scene, place: int) -> str:
    if scene.by_owner(place) is None:
        return "unknown"
    return "owner" if scene.people_in(place) <= PAIR else "others"
