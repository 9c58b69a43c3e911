"""Where the owner shows fear, or somebody objects: what came just before may threaten, whatever its words.

People who label such conversations by hand lean on the answer. In the training conversations nine in ten of the
plain answers of fear that stood beside a hint or beside another such answer followed a message of some harm. Among
several people the owner is often silent and a bystander objects; that counts where the message is like labelled ones.
"""

from collections.abc import Iterable, Iterator

from safelight.signals.episode import Candidate, Episode, Weighed, together
from safelight.signals.finding import Span
from safelight.signals.likeness import LIKE, Likeness
from safelight.signals.scene import Scene
from safelight.signals.surroundings import A_GOOD_LAUGH, RECENT
from safelight.signals.threats.episodes import weighed_by
from safelight.signals.threats.signs import BORDERLINE, ENGINE, OPEN, PAIR
from safelight.signals.weighing import Weights

FEARED, OBJECTED = "feared", "objected"
FEAR, BOUNDARY, OBJECTION = "fear-plain", "boundary", "objection"
JUST_BEFORE = 6
PLAY = ("laughter", "game", "fiction")


def reaction_episodes(
    scene: Scene, found: Iterable[Candidate], taken: Iterable[Episode], likeness: Likeness, weights: Weights
) -> Iterator[Episode]:
    """Episodes of messages answered with fear, or objected to, whose own words were not found to threaten."""
    families = {one.place: one.families for one in found}
    known = {place for episode in taken for place in episode.places}
    for theme, answers in ((FEARED, _fears(scene)), (OBJECTED, _objections(scene))):
        weighed: dict[int, Weighed] = {}
        for answer, place in answers:
            if place not in known and (theme == FEARED or dict(likeness.of(place))[LIKE] > 0):
                candidate = _answered(scene, theme, answer, place, families, likeness)
                weighed[place] = weighed_by(candidate, weights)
        known |= weighed.keys()
        for members in together(scene, [weighed[place] for place in sorted(weighed)]):
            if max(one.probability for one in members) >= weights.weak_from:
                yield Episode(theme, members)


def _fears(scene: Scene) -> Iterator[tuple[int, int]]:
    """The places at which the owner shows fear, each with the message that it follows."""
    for answer in sorted(scene.all_showing(FEAR)):
        before = [place for place in scene.before(answer, JUST_BEFORE) if scene.by_owner(place) is False]
        if before and scene.by_owner(answer):
            yield answer, before[-1]


def _objections(scene: Scene) -> Iterator[tuple[int, int]]:
    """The places at which somebody among several objects, or the owner asks to be left alone, likewise."""
    for answer in sorted(scene.all_showing(BOUNDARY) | scene.all_showing(OBJECTION)):
        sender = scene.senders[answer]
        before = [place for place in scene.before(answer, JUST_BEFORE) if scene.senders[place] != sender]
        if before and scene.by_owner(before[-1]) is False and _objects(scene, answer):
            yield answer, before[-1]


def _objects(scene: Scene, answer: int) -> bool:
    by_owner, several = scene.by_owner(answer), scene.people_in(answer) > PAIR
    if scene.shows(answer, BOUNDARY):
        return several or bool(by_owner)
    return several and by_owner is False


def _answered(
    scene: Scene, theme: str, answer: int, place: int, families: dict[int, frozenset[str]], likeness: Likeness
) -> Candidate:
    """A message that was answered so, with what speaks for and against its being a threat."""
    near = [*scene.before(answer, JUST_BEFORE), *scene.after(answer, JUST_BEFORE)]
    theirs = [place, *(other for other in scene.same_sender(place, near) if other != place)]
    spoken = frozenset().union(*(families.get(other, frozenset()) for other in theirs))
    nearby = list(scene.around(answer, RECENT))
    signs = {
        theme: True,
        "fear_again": any(scene.by_owner(other) for other in scene.showing(nearby, "fear", FEAR)),
        "hints_near": bool(spoken),
        "threatening_near": bool(spoken & (OPEN | BORDERLINE)),
        "boundary_before": scene.owner_shows(scene.before(answer, RECENT), BOUNDARY),
        "many_people": theme == FEARED and scene.people_in(answer) > PAIR,
        "play_beside": bool(scene.showing([answer, *theirs], *PLAY)),
        "play_all_round": len(scene.showing(nearby, *PLAY)) >= A_GOOD_LAUGH,
    }
    present = frozenset(name for name, is_so in signs.items() if is_so)
    shown = {FEAR} if theme == FEARED else {BOUNDARY, OBJECTION}
    words = tuple(Span(scene.records[answer], *found) for found in _words(scene.texts[answer], shown))
    like = likeness.of(place)
    if theme == FEARED:  # fear says more than words that look harmless
        like = tuple(one for one in like if one[1] > 0)
    return Candidate(place, frozenset(), present, words, answer, like)


def _words(text: str, terms: set[str]) -> list[tuple[int, int]]:
    return [(start, end) for term, start, end in ENGINE.find_in(text) if term in terms]
