"""Threats: to kill, to harm, to property, to somebody close, through others, veiled; self-harm as pressure."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from safelight.knowledge.terms import spelled_out
from safelight.signals.claims import load_claims
from safelight.signals.context import CaseContext
from safelight.signals.episode import Episode, finding_id
from safelight.signals.finding import Finding, OffencePointer, Strength
from safelight.signals.measured import told_of
from safelight.signals.offence_points import day_of, pointers
from safelight.signals.patterns import compiled
from safelight.signals.scene import Scene
from safelight.signals.signal import SignalManifest
from safelight.signals.threats.episodes import LEVERAGE, leverage_episodes, threat_episodes
from safelight.signals.threats.reactions import reaction_episodes
from safelight.signals.threats.signs import PACK, candidates
from safelight.signals.weighing import Weights, load_weights

HERE = Path(__file__).parent
CLAIMS = load_claims(HERE / "claims.yaml")
WEIGHTS = load_weights(HERE / "weights.yaml")
CHILD = compiled(r"\b(?:" + spelled_out("<child>", PACK.words) + r"|the twins|the kids)\b")
AGAINST = dict.fromkeys(
    ("intends-fear", "intends-or-reckless", "fear-of-violence"), "The owner laughs in a reply close by."
)
COURSE = {"course-of-conduct": "There are messages like this by the same account on at least two occasions."}
ADULT = 18
BODILY = frozenset({"kill", "harm", "third_party"})
"""Themes of harm to a body; with a child about, a child is at risk."""

MANIFEST = SignalManifest(
    name="threats",
    harm="threats",
    version="6",
    looks_for=(
        "messages that appear to threaten to kill, to injure, to damage property or to harm somebody close; "
        "threats through other people, or passed on by somebody else; hints read with their "
        "neighbours; the sender's own self-harm used as pressure"
    ),
    limits=(
        "It reads English words and some pictures only; hints without any known phrasing are missed.",
        "Its probabilities come from invented conversations and from judgement, not from real cases.",
        *CLAIMS.limits,
    ),
    evaluation=(
        f"{told_of('threats')} "
        "Self-harm used as pressure is judged too, on few examples. Most veiled threats are missed: silence "
        "from this signal means little."
    ),
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each episode of threat or of self-harm used as pressure."""
    scene, likeness, found = candidates(records, context)
    episodes = list(threat_episodes(scene, found, WEIGHTS["threat"]))
    occasions = Counter(_sender(scene, episode) for episode in episodes)
    for episode in episodes:
        sender = _sender(scene, episode)
        again = sender is not None and occasions[sender] > 1
        yield _finding(scene, context, episode, WEIGHTS["threat"], course=again)
    for episode in reaction_episodes(scene, found, episodes, likeness, WEIGHTS["reaction"]):
        yield _finding(scene, context, episode, WEIGHTS["reaction"], course=False)
    for episode in leverage_episodes(scene, found, WEIGHTS[LEVERAGE]):
        yield _finding(scene, context, episode, WEIGHTS[LEVERAGE], course=False)


def _finding(scene: Scene, context: CaseContext, episode: Episode, weights: Weights, *, course: bool) -> Finding:
    best, theme = episode.strongest, CLAIMS.themes[episode.theme]
    strength = weights.strength(best.probability) or Strength.WEAK
    records = episode.records(scene)
    return Finding(
        id=finding_id(MANIFEST.name, MANIFEST.version, episode.theme, records),
        signal=MANIFEST.name,
        version=MANIFEST.version,
        harm=MANIFEST.harm,
        claim=CLAIMS.claim(
            episode.theme,
            count=len(episode.members),
            sender=scene.senders[best.candidate.place],
            towards=_towards(scene, best.candidate.place),
        ),
        severity=theme.severity,
        strength=strength,
        probability=best.probability,
        records=records,
        spans=episode.spans,
        reasons=weights.reasons_of(best.candidate.values),
        offences=_offences(scene, episode, records, course=course),
        missing=theme.missing,
        limits=CLAIMS.limits_of(best.candidate.signs),
        flags=_flags(scene, context, episode, strength),
    )


def _towards(scene: Scene, place: int) -> str:
    by_owner = scene.by_owner(place)
    if by_owner is None:
        return "unknown"
    return "owner" if scene.people_in(place) <= 2 else "others"


def _offences(
    scene: Scene, episode: Episode, records: tuple[str, ...], *, course: bool
) -> tuple[OffencePointer, ...]:
    bearing = dict(CLAIMS.themes[episode.theme].offences)
    if course:
        bearing |= {"pha-1997-s2": COURSE}
        if episode.theme in BODILY:
            bearing |= {"pha-1997-s4": COURSE, "pha-1997-s4-to-2017": COURSE}
    best = episode.strongest.candidate
    against = AGAINST if "owner_at_ease" in best.signs else {}
    return pointers(bearing, on=day_of(scene.times[best.place]), records=records, against=against)


def _sender(scene: Scene, episode: Episode) -> str | None:
    return scene.senders[episode.places[0]]


def _flags(scene: Scene, context: CaseContext, episode: Episode, strength: Strength) -> tuple[str, ...]:
    theme = CLAIMS.themes[episode.theme]
    flags: list[str] = []
    if strength.rank >= theme.flags_from.rank or "suicide_risk" in theme.flags:
        flags += theme.flags
    if strength is Strength.WEAK or "suicide_risk" in theme.flags:
        return tuple(flags)
    if episode.theme in BODILY and _touches_child(scene, context, episode):
        flags.append("child_at_risk")
    if "near" in episode.strongest.candidate.signs:
        flags.append("imminent")
    return tuple(flags)


def _touches_child(scene: Scene, context: CaseContext, episode: Episode) -> bool:
    if context.owner.age is not None and context.owner.age < ADULT:
        return True
    said = " ".join(scene.texts[place].lower() for place in episode.places).replace("'", "").replace("’", "")
    named = any(child.name and child.name.lower() in said for child in context.children)
    return named or CHILD.search(said) is not None
