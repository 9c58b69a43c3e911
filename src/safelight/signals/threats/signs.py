"""The signs of a threat, message by message: what its words appear to do and what surrounds it."""

import re
from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from safelight.knowledge.terms import terms
from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate
from safelight.signals.finding import Span
from safelight.signals.likeness import Likeness
from safelight.signals.patterns import PatternEngine, regexes
from safelight.signals.reporting import Reporting
from safelight.signals.scene import Scene
from safelight.signals.surroundings import RECENT, ease, mood

PACK, ABOUT_SELF_HARM = terms("threats"), terms("selfharm")
LEVER = {"selfharm.statement", "selfharm.hint", "selfharm.leverage"}
"""Of words about self-harm, those that may be used on somebody; the rest is for the signal of that name."""
FAMILY = {
    term.id: term.family for term in (*PACK.terms, *(one for one in ABOUT_SELF_HARM.terms if one.family in LEVER))
}
QUIET = frozenset(family for family in FAMILY.values() if family.startswith("quiet."))
"""Ordinary words that threats are made of: looked at only where the message is like a labelled one."""
SPOKEN = frozenset(
    term for term, family in FAMILY.items() if family not in QUIET and not family.startswith("context.")
)
ENGINE = PatternEngine(regexes(PACK, set(FAMILY.values()) - QUIET) | regexes(ABOUT_SELF_HARM, LEVER))
QUIET_ENGINE = PatternEngine(PACK, QUIET)

OPEN = frozenset({"threat.kill", "threat.harm", "threat.property", "threat.third_party", "threat.by_others"})
BORDERLINE = frozenset({"threat.of_others", "threat.coming", "threat.regret", "threat.kin_known", "threat.veiled"})
"""Phrasings that people also use in play, in a quarrel or about a lift: never enough by themselves."""
BODILY = frozenset({"threat.kill", "threat.harm", "threat.coming"})
ABOUT_OTHERS = re.compile(r"\b(?:him|her|them|em|his|their|he|she|they)\b|(?:he|she|they)['’]", re.IGNORECASE)
ABOUT_YOU = re.compile(r"\b(?:you|your|u|ur|ya|yer|yourself|youre)\b", re.IGNORECASE)
CUES = frozenset(family for family in FAMILY.values() if family.startswith("cue."))
MANY_CUES, MANY_KINDS = 3, 5
SAME_WORDS = {
    "threat.by_others": "cue.crowd",
    "threat.third_party": "cue.kin",
    "threat.kin_known": "cue.kin",
    "threat.property": "cue.fire",
    "threat.of_others": "cue.observed",
}
"""The second is found in the words of the first, which would otherwise count twice."""
LONG_BACK = 2000
PAIR = 2
"""Accounts in a conversation of two: only there is it plain whom the owner asked to stop."""


def candidates(records: pl.DataFrame, context: CaseContext) -> tuple[Scene, Likeness, list[Candidate]]:
    """Every message whose words or cues make it worth weighing, in the order of the scene."""
    scene = Scene(records, context, ENGINE, SPOKEN)
    likeness = Likeness(scene, records, context, "threats")
    spoken: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for place, term, start, end in (*scene.hits.iter_rows(), *_quiet(scene, likeness)):
        family = _aimed(FAMILY[term], scene.texts[place][start:end])
        spoken[place][family].append(Span(scene.records[place], start, end))
    families = {place: frozenset(found) for place, found in sorted(spoken.items())}
    reporting = Reporting(context)
    found = []
    for place, own in families.items():
        signs = _signs(scene, place, families)
        open_spans = [span for family in sorted(own & OPEN) for span in spoken[place][family]]
        if reporting.is_of_another(scene.senders[place], scene.texts[place], open_spans):
            signs.add("told_of_another")
        found.append(Candidate(place, own, frozenset(signs), _spans(spoken[place]), learned=likeness.of(place)))
    return scene, likeness, found


def _quiet(scene: Scene, likeness: Likeness) -> Iterator[tuple[int, str, int, int]]:
    """Ordinary words where the message is like labelled ones and the owner speaks too, as rows of ``Scene.hits``."""
    for place in likeness.speaking_for():
        if not any(scene.by_owner(other) for other in scene.around(place, RECENT)):
            continue
        for term, start, end in QUIET_ENGINE.find_in(scene.texts[place]):
            yield place, term, start, end


def _aimed(family: str, words: str) -> str:
    """Words about him, her or them, said to somebody else, are more often anger than a threat to that somebody."""
    if family in BODILY and ABOUT_OTHERS.search(words) and not ABOUT_YOU.search(words):
        return "threat.of_others"
    return family


def _spans(found: dict[str, list[Span]]) -> tuple[Span, ...]:
    weighty = [span for family, spans in found.items() if family not in CUES | QUIET for span in spans]
    cues = [span for family, spans in found.items() if family in CUES | QUIET for span in spans]
    return tuple(sorted(set(weighty or cues), key=lambda span: (span.start, span.end)))


def _signs(scene: Scene, place: int, families: dict[int, frozenset[str]]) -> set[str]:
    own = families[place] - {SAME_WORDS[family] for family in families[place] & SAME_WORDS.keys()}
    return (
        set(own)
        | _direction(scene, place)
        | _combined(own)
        | _mood(scene, place)
        | _answers(scene, place)
        | _history(scene, place, families)
    )


def _direction(scene: Scene, place: int) -> set[str]:
    by_owner = scene.by_owner(place)
    if by_owner is None:
        return {"direction_unknown"}
    if by_owner:
        return {"by_owner"}
    nearby = [*scene.before(place, RECENT), *scene.after(place, RECENT)]
    in_company = scene.people_in(place) > PAIR and not scene.owner_shows(nearby, "fear-plain")
    return {"among_others"} if in_company else set()


def _combined(own: frozenset[str]) -> set[str]:
    signs = set()
    if len(own & CUES) > 1:
        signs.add("two_cues")
    if "demand.conditional" in own and own & (OPEN | BORDERLINE):
        signs.add("condition_with_threat")
    if len(own & (OPEN | BORDERLINE)) > 1:
        signs.add("two_threats")
    return signs


def _mood(scene: Scene, place: int) -> set[str]:
    signs = mood(scene, place)
    if scene.shows(place, "spoiler") and not scene.owner_shows(scene.after(place), "fear-plain"):
        signs.add("playful_condition")
    return signs


def _answers(scene: Scene, place: int) -> set[str]:
    signs = set()
    if scene.owner_shows(scene.after(place), "fear", "fear-plain"):
        signs.add("fear_after")
    alone = scene.people_in(place) <= PAIR
    if alone and scene.owner_shows(scene.before(place, RECENT), "fear", "fear-plain"):
        signs.add("fear_before")
    if alone and scene.owner_shows(scene.before(place, LONG_BACK), "boundary"):
        signs.add("after_boundary")
    return signs | ease(scene, place)


def _history(scene: Scene, place: int, families: dict[int, frozenset[str]]) -> set[str]:
    recent = scene.same_sender(place, scene.before(place, RECENT))
    close = [*recent, *scene.same_sender(place, scene.after(place))]
    signs = set()
    if any(families.get(other, frozenset()) & OPEN for other in close):
        signs.add("open_threat_near")
    if any(families.get(other, frozenset()) & BORDERLINE for other in close):
        signs.add("borderline_near")
    if any(families.get(other, frozenset()) & LEVER for other in close):
        signs.add("selfharm_near")
    if sum(bool(families.get(other, frozenset()) & CUES) for other in close) >= MANY_CUES:
        signs.add("many_cues")
    if len(families[place].union(*(families.get(other, frozenset()) for other in close))) >= MANY_KINDS:
        signs.add("many_kinds")
    return signs
