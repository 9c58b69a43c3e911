"""The signs of a threat, message by message: what its words appear to do and what surrounds it."""

import re
from collections import defaultdict

import polars as pl

from safelight.knowledge.terms import terms
from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate
from safelight.signals.finding import Span
from safelight.signals.patterns import PatternEngine
from safelight.signals.reporting import Reporting
from safelight.signals.scene import Scene

PACK = terms("threats")
FAMILY = {term.id: term.family for term in PACK.terms}
SPOKEN = frozenset(term for term, family in FAMILY.items() if not family.startswith("context."))
ENGINE = PatternEngine(PACK)

OPEN = frozenset({"threat.kill", "threat.harm", "threat.property", "threat.third_party", "threat.by_others"})
BORDERLINE = frozenset({"threat.of_others", "threat.coming", "threat.regret", "threat.kin_known", "threat.veiled"})
"""Phrasings that people also use in play, in a quarrel or about a lift: never enough by themselves."""
BODILY = frozenset({"threat.kill", "threat.harm", "threat.coming"})
ABOUT_OTHERS = re.compile(r"\b(?:him|her|them|em|his|their|he|she|they)\b|(?:he|she|they)['’]", re.IGNORECASE)
ABOUT_YOU = re.compile(r"\b(?:you|your|u|ur|ya|yer|yourself|youre)\b", re.IGNORECASE)
SELF_HARM = frozenset({"selfharm.statement", "selfharm.hint", "selfharm.leverage"})
CUES = frozenset(family for family in FAMILY.values() if family.startswith("cue."))
RECENT = 40
"""Messages back in a thread within which an earlier sign by the same account still counts."""
MANY_CUES = 3
SAME_WORDS = {
    "threat.by_others": "cue.crowd",
    "threat.third_party": "cue.kin",
    "threat.kin_known": "cue.kin",
    "threat.property": "cue.fire",
    "threat.of_others": "cue.observed",
}
"""The second is found in the words of the first, which would otherwise count twice."""
A_GOOD_LAUGH = 5
"""Messages nearby that laugh or speak of a game, from which the talk as a whole reads as play."""
LONG_BACK, LONG_AROUND = 2000, 150
PAIR = 2
"""Accounts in a conversation of two: only there is it plain whom the owner asked to stop."""


def candidates(records: pl.DataFrame, context: CaseContext) -> tuple[Scene, list[Candidate]]:
    """Every message whose words or cues make it worth weighing, in the order of the scene."""
    scene = Scene(records, context, ENGINE, SPOKEN)
    spoken: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for place, term, start, end in scene.hits.iter_rows():
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
        found.append(Candidate(place, own, frozenset(signs), _spans(spoken[place])))
    return scene, found


def _aimed(family: str, words: str) -> str:
    """Words about him, her or them, said to somebody else, are more often anger than a threat to that somebody."""
    if family in BODILY and ABOUT_OTHERS.search(words) and not ABOUT_YOU.search(words):
        return "threat.of_others"
    return family


def _spans(found: dict[str, list[Span]]) -> tuple[Span, ...]:
    weighty = [span for family, spans in found.items() if family not in CUES for span in spans]
    cues = [span for family, spans in found.items() if family in CUES for span in spans]
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
    named = ("laughter", "affection", "reported", "household", "arranged")
    signs = {name for name in named if scene.shows(place, name)}
    if scene.shows(place, "near-time", "near-place"):
        signs.add("near")
    if scene.shows(place, "game", "fiction"):
        signs.add("play")
    if scene.shows(place, "spoiler") and not scene.owner_shows(scene.after(place), "fear-plain"):
        signs.add("playful_condition")
    if any(scene.shows(other, "household") for other in scene.around(place, 3)):
        signs.add("household_around")
    if scene.quotes(place):
        signs.add("quoted")
    around = list(scene.around(place))
    if len(scene.showing(around, "game", "fiction")) > 1:
        signs.add("play_around")
    if len(scene.showing(around, "laughter")) > 1:
        signs.add("laughter_around")
    if any(scene.shows(other, "insult") for other in (place, *scene.same_sender(place, around))):
        signs.add("insult")
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
    afraid = scene.owner_shows([*scene.before(place, RECENT), *scene.after(place, RECENT)], "fear-plain")
    if scene.owner_shows(scene.after(place), "laughter") and not afraid:
        signs.add("owner_at_ease")
    nearby = list(scene.around(place, RECENT))
    playful = sum(bool(scene.by_owner(one)) for one in scene.showing(nearby, "laughter", "game", "fiction"))
    fearful = sum(bool(scene.by_owner(one)) for one in scene.showing(nearby, "fear"))
    if playful > max(1, 2 * fearful):
        signs.add("owner_plays_along")
    merry = len(scene.showing(nearby, "laughter", "game", "fiction"))
    if _is_warm(scene, place):
        signs.add("owner_warm")
    if merry >= A_GOOD_LAUGH and not scene.showing(nearby, "fear-plain"):
        signs.add("play_all_round")
    return signs


def _is_warm(scene: Scene, place: int) -> bool:
    """Whether the owner is friendly or laughs again and again nearby and never plainly shows fear."""
    nearby = list(scene.around(place, LONG_AROUND))
    warm = sum(bool(scene.by_owner(one)) for one in scene.showing(nearby, "laughter", "affection"))
    return warm >= A_GOOD_LAUGH and not scene.owner_shows(nearby, "fear-plain")


def _history(scene: Scene, place: int, families: dict[int, frozenset[str]]) -> set[str]:
    recent = scene.same_sender(place, scene.before(place, RECENT))
    close = [*recent, *scene.same_sender(place, scene.after(place))]
    signs = set()
    if any(families.get(other, frozenset()) & OPEN for other in close):
        signs.add("open_threat_near")
    if any(families.get(other, frozenset()) & BORDERLINE for other in close):
        signs.add("borderline_near")
    if any(families.get(other, frozenset()) & SELF_HARM for other in close):
        signs.add("selfharm_near")
    if sum(bool(families.get(other, frozenset()) & CUES) for other in close) >= MANY_CUES:
        signs.add("many_cues")
    return signs
