"""Grooming: how one account wins a child's trust, asks for secrecy and asks for more; never by words alone."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from safelight.signals.claims import load_claims
from safelight.signals.context import CaseContext
from safelight.signals.episode import finding_id
from safelight.signals.finding import Finding, Strength
from safelight.signals.grooming.courses import courses
from safelight.signals.grooming.learned import learned
from safelight.signals.grooming.stages import COVER, Course, Stage
from safelight.signals.measured import told_of
from safelight.signals.offence_points import day_of, pointers
from safelight.signals.scene import Scene
from safelight.signals.signal import SignalManifest
from safelight.signals.weighing import load_weights

HERE = Path(__file__).parent
CLAIMS = load_claims(HERE / "claims.yaml")
WEIGHTS = load_weights(HERE / "weights.yaml")["grooming"]
PAIR = 2
FEWEST_KINDS = 2
"""Kinds of sign: one alone is how people talk."""
MOST_OF_UNKNOWN_AGE = 0.4
"""Adults court each other in the same words: without any sign of a child this stays weak and raises no flag."""

MANIFEST = SignalManifest(
    name="grooming",
    harm="grooming",
    version="2",
    looks_for=(
        "several kinds of non-sexual warning signs by one account towards a child, or somebody whose age is not "
        "known: flattery, questions about age, secrecy, setting against family and friends, finding out who is "
        "about, moving elsewhere, gifts, talk of a special bond, pressing, pictures, meeting"
    ),
    limits=(
        "It reads English words only, and only non-sexual ones; plain sexual words are for other means.",
        "It says nothing about the child and draws no stage of any model from what the child writes.",
        *CLAIMS.limits,
    ),
    evaluation=(
        f"{told_of('grooming')} Few accounts are labelled so, and how old the ordinary people are is not known."
    ),
)


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each account and conversation that shows several kinds of sign."""
    scene, every = courses(records, context)
    found = [course for course in every if len(course.stages) >= FEWEST_KINDS]
    for course, score in zip(found, learned(found, records, context), strict=True):
        signs = course.signs | score | ({"direction_unknown"} if _unsure(scene, course) else set())
        probability = WEIGHTS.probability(signs)
        if "age_unknown" in signs:
            probability = min(probability, MOST_OF_UNKNOWN_AGE)
        if strength := WEIGHTS.strength(probability):
            yield _finding(scene, course, signs, probability, strength)


def _unsure(scene: Scene, course: Course) -> bool:
    return "age_known" not in course.signs or scene.by_owner(course.steps[0].place) is None


def _finding(
    scene: Scene, course: Course, signs: frozenset[str], probability: float, strength: Strength
) -> Finding:
    named = theme_of(course)
    theme = CLAIMS.themes[named]
    records = tuple(step.record for step in course.steps)
    place = course.steps[-1].place
    flags = theme.flags if "age_unknown" not in signs and strength.rank >= theme.flags_from.rank else ()
    return Finding(
        id=finding_id(MANIFEST.name, MANIFEST.version, named, records),
        signal=MANIFEST.name,
        version=MANIFEST.version,
        harm=MANIFEST.harm,
        claim=CLAIMS.claim(named, count=len(records), sender=course.sender, towards=_towards(scene, place)),
        severity=theme.severity,
        strength=strength,
        probability=probability,
        records=records,
        spans=tuple(span for step in course.steps for span in step.spans),
        reasons=(_kinds(course), *WEIGHTS.reasons(signs)),
        offences=pointers(theme.offences, on=day_of(scene.times[place]), records=records, against={}),
        missing=theme.missing,
        limits=CLAIMS.limits_of(signs),
        flags=(*flags, *(("imminent",) if flags and _is_near(scene, course) else ())),
    )


def theme_of(course: Course) -> str:
    """What the course has come to."""
    stages = set(course.stages)
    if Stage.MEET in stages:
        return "meeting"
    if Stage.IMAGE in stages:
        return "pictures"
    return "cover" if stages & COVER else "trust"


def _kinds(course: Course) -> str:
    words = "; ".join(stage.words for stage in course.stages)
    return f"The kinds of sign, in the order in which they first came: {words}."


def _is_near(scene: Scene, course: Course) -> bool:
    meetings = [step.place for step in course.steps if Stage.MEET in step.stages]
    return bool(scene.showing(meetings, "near-time"))


def _towards(scene: Scene, place: int) -> str:
    if scene.by_owner(place) is None:
        return "unknown"
    return "owner" if scene.people_in(place) <= PAIR else "others"
