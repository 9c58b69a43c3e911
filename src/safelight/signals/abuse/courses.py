"""Gathers insults by account and conversation, and what the company and the answers make of them."""

from collections import Counter, defaultdict

import msgspec
import polars as pl

from safelight.knowledge.terms import terms
from safelight.signals import surroundings
from safelight.signals.context import CaseContext
from safelight.signals.finding import Span
from safelight.signals.patterns import PatternEngine, compiled, regexes
from safelight.signals.scene import Scene

PACK = terms("abuse")
FAMILY = {term.id: term.family for term in PACK.terms}
SPOKEN = frozenset(term for term, family in FAMILY.items() if not family.startswith("context."))
ENGINE = PatternEngine(regexes(PACK) | surroundings.PATTERNS)
HATE = frozenset({"hate.slur", "hate.group"})
AT_SOMEBODY = compiled(r"\b(?:you|u|ur|your|youre|ya|yer|yourself|she|he|her|him|shes|hes)\b")
PAIR, AGAIN, OFTEN, MANY = 2, 2, 4, 3
JUST_AFTER = 4
SOME_LAUGHS = 3
DAY_US = 24 * 3600 * 1_000_000
Spoken = dict[int, dict[str, list[Span]]]


class Jibe(msgspec.Struct, frozen=True):
    """One message of a course, the families of its words and where they stand."""

    place: int
    families: frozenset[str]
    spans: tuple[Span, ...]


class Course(msgspec.Struct, frozen=True):
    """What one account wrote in one conversation that insults, shuts out or shows hostility."""

    sender: str | None
    thread: int
    jibes: tuple[Jibe, ...]
    signs: frozenset[str]


def courses(records: pl.DataFrame, context: CaseContext) -> tuple[Scene, list[Course]]:
    """Every account's course; the owner's own words, reports and counter-speech make none."""
    scene = Scene(records, context, ENGINE, SPOKEN)
    spoken: Spoken = defaultdict(lambda: defaultdict(list))
    for place, term, start, end in scene.hits.iter_rows():
        if not scene.shows(place, "counter") and not scene.quotes(place):
            spoken[place][FAMILY[term]].append(Span(scene.records[place], start, end))
    grouped: dict[tuple[int, str | None], list[Jibe]] = defaultdict(list)
    for place, own in sorted(spoken.items()):
        spans = sorted({span for one in own.values() for span in one}, key=lambda span: (span.start, span.end))
        jibe = Jibe(place, frozenset(own), tuple(spans))
        grouped[scene.thread_of(place), scene.senders[place]].append(jibe)
    threads = _by_thread(grouped)
    return scene, [
        Course(sender, thread, tuple(jibes), frozenset(_signs(scene, jibes, threads[thread])))
        for (thread, sender), jibes in grouped.items()
        if not scene.by_owner(jibes[0].place)
    ]


def _by_thread(grouped: dict[tuple[int, str | None], list[Jibe]]) -> dict[int, dict[str | None, list[Jibe]]]:
    threads: dict[int, dict[str | None, list[Jibe]]] = defaultdict(dict)
    for (thread, sender), jibes in grouped.items():
        threads[thread][sender] = jibes
    return threads


def _signs(scene: Scene, jibes: list[Jibe], everybody: dict[str | None, list[Jibe]]) -> set[str]:
    families = Counter(family for jibe in jibes for family in jibe.families)
    signs = set(families)
    signs |= {f"times_{n}" for n in (AGAIN, OFTEN, OFTEN * 2) if len(jibes) >= n}
    if len(families) >= AGAIN:
        signs.add("kinds_2")
    if _days(scene, jibes) >= AGAIN:
        signs.add("days_2")
    if any(AT_SOMEBODY.search(scene.texts[jibe.place].lower()) for jibe in jibes):
        signs.add("said.to_somebody")
    place = jibes[-1].place
    if scene.by_owner(place) is None:
        signs.add("direction_unknown")
    return signs | _answers(scene, jibes) | _company(scene, jibes, everybody)


def _days(scene: Scene, jibes: list[Jibe]) -> int:
    return len({at // DAY_US for jibe in jibes if (at := scene.times[jibe.place]) is not None})


def _answers(scene: Scene, jibes: list[Jibe]) -> set[str]:
    after = {other for jibe in jibes for other in scene.after(jibe.place, JUST_AFTER)}
    own = {jibe.place for jibe in jibes}
    signs = set()
    if scene.owner_shows(after, "hurt", "fear-plain", "boundary"):
        signs.add("hurt_after")
    if scene.owner_shows(after, "told"):
        signs.add("told_after")
    if _goes_on(scene, jibes):
        signs.add("goes_on_after")
    laughs = scene.showing(after, "laughter", "tease") - scene.showing(after, "hurt")
    if any(scene.by_owner(other) for other in laughs):
        signs.add("owner_laughs_after")
    if {other for other in scene.showing(after, "counter", "hurt") if not scene.by_owner(other)} - own:
        signs.add("others_object")
    if len(scene.showing(own, "laughter", "tease", "affection")) * 2 > len(own):
        signs.add("mostly_ribbing")
    return signs


def _goes_on(scene: Scene, jibes: list[Jibe]) -> bool:
    """Whether the owner showed hurt or asked for it to stop between the first of them and the last."""
    between = range(jibes[0].place + 1, jibes[-1].place)
    return scene.owner_shows(between, "hurt", "told", "fear-plain", "boundary")


def _company(scene: Scene, jibes: list[Jibe], everybody: dict[str | None, list[Jibe]]) -> set[str]:
    thread = scene.thread_of(jibes[0].place)
    places = scene.places_of(thread)
    owners = [jibe for theirs in everybody.values() for jibe in theirs if scene.by_owner(jibe.place)]
    others = [theirs for theirs in everybody.values() if not scene.by_owner(theirs[0].place)]
    signs = set()
    if len(owners) >= AGAIN and len(owners) * 2 >= len(jibes):
        signs.add("owner_gives_back")
    if len(others) >= PAIR and not owners:
        signs.add("said.by_two")
    if len(others) >= MANY and not owners:
        signs.add("said.by_many")
    merry = [place for place in scene.showing(places, "laughter", "tease", "affection") if scene.by_owner(place)]
    if len(merry) >= SOME_LAUGHS and not scene.owner_shows(places, "hurt", "fear-plain"):
        signs.add("owner_at_ease")
    playful = scene.showing({other for jibe in jibes for other in scene.around(jibe.place)}, "game", "fiction")
    if len(playful) > len(jibes):
        signs.add("play_around")
    if scene.owner_shows(scene.before(jibes[-1].place, surroundings.RECENT), "boundary"):
        signs.add("after_boundary")
    if scene.people_in(thread) > PAIR:
        signs.add("in_company")
    return signs
