"""What surrounds a message in any family of harm: laughter, a game, an answer of fear, a friendly owner."""

from safelight.knowledge.terms import terms
from safelight.signals.patterns import regexes
from safelight.signals.scene import Scene

PACK = terms("threats")
PATTERNS = regexes(PACK, {term.family for term in PACK.terms if term.family.startswith("context.")})
"""For the engine of a signal whose own pack does not have them."""
RECENT = 40
"""Messages back in a thread within which an earlier sign by the same account still counts."""
A_GOOD_LAUGH = 5
"""Messages nearby that laugh or speak of a game, from which the talk as a whole reads as play."""
LONG_AROUND = 150
NAMED = ("laughter", "affection", "reported", "household", "arranged")


def mood(scene: Scene, place: int) -> set[str]:
    """How the message and its neighbours sound. The scene's engine needs ``PATTERNS``."""
    signs = {name for name in NAMED if scene.shows(place, name)}
    if scene.shows(place, "near-time", "near-place"):
        signs.add("near")
    if scene.shows(place, "game", "fiction"):
        signs.add("play")
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


def ease(scene: Scene, place: int) -> set[str]:
    """Whether the owner laughs, plays along or is friendly, and whether everybody plays."""
    signs = set()
    nearby = list(scene.around(place, RECENT))
    if scene.owner_shows(scene.after(place), "laughter") and not scene.owner_shows(nearby, "fear-plain"):
        signs.add("owner_at_ease")
    playful = sum(bool(scene.by_owner(one)) for one in scene.showing(nearby, "laughter", "game", "fiction"))
    fearful = sum(bool(scene.by_owner(one)) for one in scene.showing(nearby, "fear"))
    if playful > max(1, 2 * fearful):
        signs.add("owner_plays_along")
    if is_warm(scene, place):
        signs.add("owner_warm")
    merry = len(scene.showing(nearby, "laughter", "game", "fiction"))
    if merry >= A_GOOD_LAUGH and not scene.showing(nearby, "fear-plain"):
        signs.add("play_all_round")
    return signs


def is_warm(scene: Scene, place: int) -> bool:
    """Whether the owner is friendly or laughs again and again nearby and never plainly shows fear."""
    nearby = list(scene.around(place, LONG_AROUND))
    warm = sum(bool(scene.by_owner(one)) for one in scene.showing(nearby, "laughter", "affection"))
    return warm >= A_GOOD_LAUGH and not scene.owner_shows(nearby, "fear-plain")
