"""Where the owner shows fear: what came just before may threaten, even where its words alone do not say so.

People who label such conversations by hand lean on the answer. In the training conversations nine in ten of the
plain answers of fear that stood beside a hint or beside another such answer followed a message of some harm.
"""

from collections.abc import Iterable, Iterator

from safelight.signals.episode import Candidate, Episode, Weighed, together
from safelight.signals.finding import Span
from safelight.signals.likeness import Likeness
from safelight.signals.scene import Scene
from safelight.signals.surroundings import A_GOOD_LAUGH, RECENT
from safelight.signals.threats.episodes import weighed_by
from safelight.signals.threats.signs import BORDERLINE, ENGINE, OPEN, PAIR
from safelight.signals.weighing import Weights

THEME, FEAR = "feared", "fear-plain"
JUST_BEFORE = 6
PLAY = ("laughter", "game", "fiction")


def reaction_episodes(
    scene: Scene, found: Iterable[Candidate], taken: Iterable[Episode], likeness: Likeness, weights: Weights
) -> Iterator[Episode]:
    """Episodes of messages that the owner answered with fear and whose own words were not found to threaten."""
    families = {one.place: one.families for one in found}
    known = {place for episode in taken for place in episode.places}
    weighed: dict[int, Weighed] = {}
    for answer in sorted(scene.all_showing(FEAR)):
        candidate = _feared(scene, answer, families, likeness) if scene.by_owner(answer) else None
        if candidate is not None and candidate.place not in known:
            weighed[candidate.place] = weighed_by(candidate, weights)
    for members in together(scene, [weighed[place] for place in sorted(weighed)]):
        if max(one.probability for one in members) >= weights.weak_from:
            yield Episode(THEME, members)


def _feared(
    scene: Scene, answer: int, families: dict[int, frozenset[str]], likeness: Likeness
) -> Candidate | None:
    """The message that the answer follows, with what speaks for and against fear of its sender."""
    before = [place for place in scene.before(answer, JUST_BEFORE) if scene.by_owner(place) is False]
    if not before:
        return None
    place = before[-1]
    theirs = [place, *scene.same_sender(place, [*before[:-1], *scene.after(answer, JUST_BEFORE)])]
    spoken = frozenset().union(*(families.get(other, frozenset()) for other in theirs))
    nearby = list(scene.around(answer, RECENT))
    signs = {
        "fear_plain": True,
        "fear_again": any(scene.by_owner(other) for other in scene.showing(nearby, "fear", FEAR)),
        "hints_near": bool(spoken),
        "threatening_near": bool(spoken & (OPEN | BORDERLINE)),
        "boundary_before": scene.owner_shows(scene.before(answer, RECENT), "boundary"),
        "many_people": scene.people_in(answer) > PAIR,
        "play_beside": bool(scene.showing([answer, *theirs], *PLAY)),
        "play_all_round": len(scene.showing(nearby, *PLAY)) >= A_GOOD_LAUGH,
    }
    present = frozenset(name for name, is_so in signs.items() if is_so)
    words = tuple(Span(scene.records[answer], *found) for found in _fearful_words(scene.texts[answer]))
    like = tuple(one for one in likeness.of(place) if one[1] > 0)  # fear says more than words that look harmless
    return Candidate(place, frozenset(), present, words, answer, like)


def _fearful_words(text: str) -> list[tuple[int, int]]:
    return [(start, end) for term, start, end in ENGINE.find_in(text) if term == FEAR]
