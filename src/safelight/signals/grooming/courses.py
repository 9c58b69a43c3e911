"""Gathers the warning signs by account and conversation, with what the answers and the company say of them."""

from collections import defaultdict

import polars as pl

from safelight.knowledge.terms import terms
from safelight.signals import surroundings
from safelight.signals.context import CaseContext
from safelight.signals.finding import Span
from safelight.signals.grooming.stages import ASKING, COVER, Course, Stage, Step
from safelight.signals.grooming.young import Young
from safelight.signals.patterns import PatternEngine, regexes
from safelight.signals.scene import Scene

PACK = terms("grooming")
FAMILY = {term.id: term.family for term in PACK.terms}
SPOKEN = frozenset(term for term, family in FAMILY.items() if not family.startswith("context."))
ENGINE = PatternEngine(regexes(PACK) | surroundings.PATTERNS)
PAIR = 2
JUST_AFTER = 3
AGAIN = 2
STILL_FEW = 5
Spoken = dict[tuple[int, str | None], dict[int, dict[Stage, list[Span]]]]


def courses(records: pl.DataFrame, context: CaseContext) -> tuple[Scene, list[Course]]:
    """Every course of such signs towards a child, or towards somebody whose age is not known."""
    scene = Scene(records, context, ENGINE, SPOKEN)
    young = Young(scene, context)
    spoken: Spoken = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for place, term, start, end in scene.hits.iter_rows():
        if scene.by_owner(place) or not young.may_be_addressed(place):
            continue
        key = scene.thread_of(place), scene.senders[place]
        spoken[key][place][Stage(FAMILY[term])].append(Span(scene.records[place], start, end))
    return scene, [
        Course(sender, thread, _steps(scene, by_place), frozenset(_signs(scene, thread, sender, by_place, young)))
        for (thread, sender), by_place in spoken.items()
    ]


def _steps(scene: Scene, by_place: dict[int, dict[Stage, list[Span]]]) -> tuple[Step, ...]:
    return tuple(
        Step(
            place,
            scene.records[place],
            scene.times[place],
            frozenset(stages),
            tuple(sorted({span for one in stages.values() for span in one}, key=lambda one: (one.start, one.end))),
        )
        for place, stages in sorted(by_place.items())
    )


def _signs(
    scene: Scene, thread: int, sender: str | None, by_place: dict[int, dict[Stage, list[Span]]], young: Young
) -> set[str]:
    counts = {stage: sum(stage in stages for stages in by_place.values()) for stage in Stage}
    present = {stage for stage, count in counts.items() if count}
    signs = {stage.value for stage in present}
    signs |= {f"stages_{n}" for n in range(AGAIN, STILL_FEW + 1) if len(present) >= n}
    signs |= {f"again.{stage.value}" for stage in (Stage.SECRECY, Stage.ISOLATE) if counts[stage] >= AGAIN}
    if present & COVER and present & ASKING:
        signs.add("cover_and_asking")
    if Course(sender, thread, _steps(scene, by_place), frozenset()).in_order:
        signs.add("in_order")
    after = {other for place in by_place for other in scene.after(place, JUST_AFTER)}
    if scene.owner_shows(after, "uneasy"):
        signs.add("uneasy_after")
    return signs | _company(scene, thread, sender, young)


def _company(scene: Scene, thread: int, sender: str | None, young: Young) -> set[str]:
    """What the whole conversation says of the account: who else is there, and whose voice it is."""
    places = scene.places_of(thread)
    theirs = scene.said_by(thread, sender)
    signs = young.signs(thread)
    if scene.people_in(thread) > PAIR:
        signs.add("in_company")
    if scene.showing(theirs, "parents-in"):
        signs.add("parents_in")
    if len(scene.showing(theirs, "family-voice")) >= AGAIN:
        signs.add("family_voice")
    if scene.people_in(thread) <= PAIR and scene.owner_shows(places, "calls-family"):
        signs.add("called_family")
    if scene.showing(theirs, "surprise"):
        signs.add("surprise")
    if len(scene.showing(theirs, "schoolmates")) >= AGAIN:
        signs.add("schoolmates")
    return signs
