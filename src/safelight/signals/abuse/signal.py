"""Abuse: insults kept up by one account, many against one, and hostility towards a group of people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import polars as pl

from safelight.signals.abuse.courses import HATE, MANY, PAIR, Course, Jibe, courses
from safelight.signals.claims import load_claims
from safelight.signals.context import CaseContext
from safelight.signals.episode import finding_id
from safelight.signals.finding import Finding, Strength
from safelight.signals.measured import told_of
from safelight.signals.offence_points import day_of, pointers
from safelight.signals.scene import Scene
from safelight.signals.signal import SignalManifest
from safelight.signals.weighing import load_weights

HERE = Path(__file__).parent
CLAIMS = load_claims(HERE / "claims.yaml")
WEIGHTS = load_weights(HERE / "weights.yaml")["abuse"]
ADULT = 18

MANIFEST = SignalManifest(
    name="abuse",
    harm="abuse",
    version="2",
    looks_for=(
        "insults, belittling, shutting out and mockery by one account again and again or by several against one "
        "person, and words that show hostility about race, religion, disability, sexuality or gender identity"
    ),
    limits=(
        "It reads English words and some pictures only; a look, a nickname or a rumour can hurt without them.",
        *CLAIMS.limits,
    ),
    evaluation=(
        f"{told_of('abuse')} "
        "One insult in a quarrel where both give back is left out on purpose. Bullying by nicknames, looks "
        "and leaving out, and hatred put politely, are mostly missed: silence from this signal means little."
    ),
)


class Held(msgspec.Struct, frozen=True):
    """What becomes one finding: its theme, messages, and the signs and probability of its best course."""

    theme: str
    sender: str | None
    jibes: tuple[Jibe, ...]
    signs: frozenset[str]
    probability: float


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """One finding for each account, or for a conversation where many are against one."""
    scene, found = courses(records, context)
    for held in _held(found):
        if WEIGHTS.strength(held.probability):
            yield _finding(scene, context, held)


def _held(found: Iterable[Course]) -> Iterator[Held]:
    threads: dict[int, list[Course]] = defaultdict(list)
    for course in found:
        threads[course.thread].append(course)
    for together in threads.values():
        upheld = [one for one in together if WEIGHTS.strength(WEIGHTS.probability(one.signs))]
        if len(upheld) >= MANY:
            yield _joined(upheld)
        else:
            yield from (_joined([one]) for one in upheld if _is_more_than_a_word(one))


def _is_more_than_a_word(course: Course) -> bool:
    """One insult among people who get on is no abuse; one that hurts, or shows hostility to a group, may be."""
    hate = any(jibe.families & HATE for jibe in course.jibes)
    return hate or len(course.jibes) > 1 or bool(course.signs & {"hurt_after", "after_boundary"})


def _joined(upheld: list[Course]) -> Held:
    best = max(upheld, key=lambda one: WEIGHTS.probability(one.signs))
    jibes = tuple(sorted((jibe for one in upheld for jibe in one.jibes), key=lambda jibe: jibe.place))
    return Held(
        theme=_theme(upheld, jibes),
        sender=best.sender if len(upheld) == 1 else None,
        jibes=jibes,
        signs=best.signs,
        probability=WEIGHTS.probability(best.signs),
    )


def _theme(upheld: list[Course], jibes: tuple[Jibe, ...]) -> str:
    if any(jibe.families & HATE for jibe in jibes):
        return "hate"
    if len(upheld) >= MANY:
        return "by_many"
    return "persistent" if "days_2" in upheld[0].signs else "insults"


def _finding(scene: Scene, context: CaseContext, held: Held) -> Finding:
    theme = CLAIMS.themes[held.theme]
    place = held.jibes[-1].place
    records = tuple(scene.records[jibe.place] for jibe in held.jibes)
    strength = WEIGHTS.strength(held.probability) or Strength.WEAK
    young = context.owner.age is not None and context.owner.age < ADULT
    at_risk = young and held.theme == "by_many" and strength is not Strength.WEAK
    return Finding(
        id=finding_id(MANIFEST.name, MANIFEST.version, held.theme, records),
        signal=MANIFEST.name,
        version=MANIFEST.version,
        harm="hate" if held.theme == "hate" else MANIFEST.harm,
        claim=CLAIMS.claim(held.theme, count=len(records), sender=held.sender, towards=_towards(scene, place)),
        severity=theme.severity,
        strength=strength,
        probability=held.probability,
        records=records,
        spans=tuple(span for jibe in held.jibes for span in jibe.spans),
        reasons=WEIGHTS.reasons(held.signs),
        offences=pointers(theme.offences, on=day_of(scene.times[place]), records=records, against={}),
        missing=theme.missing,
        limits=CLAIMS.limits_of(held.signs),
        flags=("child_at_risk",) if at_risk else (),
    )


def _towards(scene: Scene, place: int) -> str:
    if scene.by_owner(place) is None:
        return "unknown"
    return "owner" if scene.people_in(place) <= PAIR else "others"
