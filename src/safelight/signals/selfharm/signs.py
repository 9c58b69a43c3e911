"""The signs of talk about suicide and self-harm, message by message, and how people answer it."""

from collections import defaultdict
from collections.abc import Iterable, Set

import polars as pl

from safelight.knowledge.terms import terms
from safelight.signals import surroundings
from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate
from safelight.signals.finding import Span
from safelight.signals.patterns import PatternEngine, regexes
from safelight.signals.scene import Scene

PACK = terms("selfharm")
FAMILY = {term.id: term.family for term in PACK.terms}
SPOKEN = frozenset(term for term, family in FAMILY.items() if not family.startswith("context."))
ENGINE = PatternEngine(regexes(PACK) | surroundings.PATTERNS)

STATEMENT, HINT, WORN, FAREWELL, ORDER, ANSWERED, URGED, GOAD, LEVERAGE = (
    f"selfharm.{name}"
    for name in ("statement", "hint", "worn", "farewell", "order", "answered", "encourage", "goad", "leverage")
)
QUIET = frozenset({HINT, WORN, FAREWELL, ORDER})
OF_ONESELF = QUIET | {STATEMENT, ANSWERED}
AT_ANOTHER = frozenset({URGED, GOAD})
SEVERAL = 3
"""So many kinds of quiet words by one account close together say more than each of them."""
ANSWERED_WITHIN = 4
"""Messages: whoever asks so soon whether somebody means to harm themselves asks it of what was said just before."""
RECENT = surroundings.RECENT
GOADED_WITHIN = 12
"""Messages: what is said so soon after such words is read as an answer to them."""
Spoken = dict[int, dict[str, list[Span]]]


def candidates(records: pl.DataFrame, context: CaseContext) -> tuple[Scene, list[Candidate]]:
    """Every message with such words, in the order of the scene; pressure by somebody else is left to threats."""
    scene = Scene(records, context, ENGINE, SPOKEN)
    spoken: Spoken = defaultdict(lambda: defaultdict(list))
    for place, term, start, end in scene.hits.iter_rows():
        spoken[place][FAMILY[term]].append(Span(scene.records[place], start, end))
    answers = _feared(scene, spoken)
    found = []
    for place, own in sorted(spoken.items()):
        families = frozenset(own)
        if LEVERAGE in families and not scene.by_owner(place):
            continue
        spans = sorted({span for one in own.values() for span in one}, key=lambda span: (span.start, span.end))
        signs = frozenset(_signs(scene, place, spoken))
        found.append(Candidate(place, families, signs, tuple(spans), answer=answers.get(place)))
    return scene, found


def _feared(scene: Scene, spoken: Spoken) -> dict[int, int]:
    """Marks what somebody takes for talk of suicide, whatever its words; the answer that it rests on, by place."""
    answers: dict[int, int] = {}
    for answer in sorted(scene.all_showing("selfharm-feared")):
        if AT_ANOTHER & spoken.get(answer, {}).keys():
            continue
        before = reversed(scene.before(answer, ANSWERED_WITHIN))
        told = next((one for one in before if scene.senders[one] != scene.senders[answer]), None)
        if told is not None:
            spoken[told].setdefault(ANSWERED, [])
            answers.setdefault(told, answer)
    return answers


def _signs(scene: Scene, place: int, spoken: Spoken) -> set[str]:
    signs = set(spoken[place]) | surroundings.mood(scene, place) | surroundings.ease(scene, place)
    signs |= _answers(scene, place) | _history(scene, place, spoken)
    if scene.by_owner(place) is None:
        signs.add("direction_unknown")
    if scene.by_owner(place):
        signs.add("by_owner")
    return signs


def _answers(scene: Scene, place: int) -> set[str]:
    after = list(scene.after(place))
    others = set(after) - set(scene.same_sender(place, after))
    signs = set()
    if scene.showing(others, "worry"):
        signs.add("worry_after")
    if scene.owner_shows(after, "fear", "fear-plain"):
        signs.add("fear_after")
    return signs


def _history(scene: Scene, place: int, spoken: Spoken) -> set[str]:
    before, close = list(scene.before(place, RECENT)), list(scene.around(place, RECENT))
    own = scene.same_sender(place, close)
    signs = set()
    if any(STATEMENT in spoken[other] for other in own if other in spoken):
        signs.add("selfharm_near")
    signs |= _quiet_near(spoken[place].keys() & QUIET, [spoken[other].keys() for other in own if other in spoken])
    if not AT_ANOTHER & spoken[place].keys():
        return signs
    recent = before[-GOADED_WITHIN:]
    others = set(recent) - set(scene.same_sender(place, recent))
    if any({STATEMENT, HINT, ANSWERED} & spoken[other].keys() for other in others if other in spoken):
        signs.add("statement_near")
    speakers = {scene.senders[other] for other in close if other in spoken and AT_ANOTHER & spoken[other].keys()}
    if speakers - {scene.senders[place]}:
        signs.add("many_join")
    return signs


def _quiet_near(here: Set[str], near: Iterable[Set[str]]) -> set[str]:
    """Whether the account hints at it again close by: worn out twice, or in another way each time."""
    around = frozenset[str]().union(*near) & QUIET
    signs = set()
    if around & {HINT, WORN} or around - here:
        signs.add("hints_near")
    if len(around | here) >= SEVERAL:
        signs.add("several_near")
    return signs
