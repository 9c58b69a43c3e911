"""The signs of exposure, message by message: what is given out, to whom, and what is called for."""

from collections import defaultdict

import polars as pl

from safelight.knowledge.terms import terms
from safelight.records.record import Kind
from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate
from safelight.signals.exposure.acquaintance import Acquaintance
from safelight.signals.exposure.identities import identity_patterns
from safelight.signals.finding import Span
from safelight.signals.likeness import Likeness
from safelight.signals.patterns import PatternEngine
from safelight.signals.reporting import Reporting
from safelight.signals.scene import Scene

PACK = terms("exposure")
FAMILY = {term.id: term.family for term in PACK.terms}
SPOKEN = frozenset(term for term, family in FAMILY.items() if not family.startswith("context."))
ENGINE = PatternEngine(PACK)

PLACE = frozenset(
    {"place.address", "place.postcode", "place.phone", "place.plate", "protected.place", "protected.number"}
)
SOFT_PLACE = frozenset({"place.street", "place.described"})
CALLS = frozenset({"call", "call.soft"})
POINTING = CALLS | {"seek", "reveal.name", "reveal.hint", "reveal.place", "place.described", "complainant"}
"""What several accounts do together when they turn on somebody."""
THREATS = frozenset({"threat.expose", "threat.tell", "threat.mention"})
"""Said to the owner alone by their nature, so that this speaks against nothing."""
PRIVATE = 2
"""Accounts in a conversation that only the owner and one other hold."""
RECENT = 20
Families = dict[int, dict[str, list[Span]]]


def candidates(records: pl.DataFrame, context: CaseContext) -> tuple[Scene, list[Candidate]]:
    """Every message by somebody else that gives out, calls for or threatens something, in the scene's order."""
    scene = Scene(records, context, ENGINE, SPOKEN)
    spoken = _spoken(scene, context)
    known, reporting = Acquaintance(scene, context), Reporting(context)
    likeness = Likeness(scene, records, context, "exposure")
    posted = (scene.table["kind"] == Kind.POST.value).to_list()
    found = []
    for place in sorted(spoken):
        if scene.by_owner(place) or _joins_nothing(scene, place, spoken):
            continue
        signs = _signs(scene, place, spoken, is_post=posted[place])
        if {"told_to_owner", "protected.place"} <= signs:
            signs |= _how_it_is_known(scene, place, spoken, known)
        threats = [span for family in sorted(spoken[place].keys() & THREATS) for span in spoken[place][family]]
        if reporting.is_of_another(scene.senders[place], scene.texts[place], threats):
            signs = (signs | {"told_of_another"}) - {"held_over_somebody"}
        spans = {span for one in spoken[place].values() for span in one}
        ordered = tuple(sorted(spans, key=lambda span: (span.start, span.end)))
        families = frozenset(spoken[place])
        found.append(Candidate(place, families, frozenset(signs), ordered, learned=likeness.of(place)))
    return scene, found


def _spoken(scene: Scene, context: CaseContext) -> Families:
    spoken: Families = defaultdict(lambda: defaultdict(list))
    for place, term, start, end in scene.hits.iter_rows():
        spoken[place][FAMILY[term]].append(Span(scene.records[place], start, end))
    patterns = identity_patterns(context)
    if patterns:
        for place, name, start, end in PatternEngine(patterns).find(scene.wordings).iter_rows():
            family = f"protected.{name.partition(':')[0]}"
            spoken[place][family].append(Span(scene.records[place], start, end))
    return spoken


def _signs(scene: Scene, place: int, spoken: Families, *, is_post: bool) -> set[str]:
    own = set(spoken[place])
    is_open = is_post or scene.people_in(place) > PRIVATE
    signs = set(own)
    if is_open:
        signs.add("told_to_others")
    elif not own & THREATS:
        signs.add("told_to_owner")
    if "threat.expose" in own:
        signs.add("held_over_somebody")
    if own & POINTING:
        signs.discard("join")
    if scene.by_owner(place) is None:
        signs.add("direction_unknown")
    if own & PLACE and "reveal.place" in own:
        signs.add("place_and_reveal")
    if "protected.person" in own and is_open and own & {"reveal.name", "reveal.place", "call", "complainant"}:
        signs.add("names_protected")
    if own & THREATS and _demands(scene, place):
        signs.add("demand_near")
    return signs | _around(scene, place, spoken)


def _joins_nothing(scene: Scene, place: int, spoken: Families) -> bool:
    """Whether the message only joins in, and nobody called for anything before it."""
    if spoken[place].keys() != {"join"}:
        return False
    return not any(spoken[other].keys() & CALLS for other in scene.before(place, RECENT) if other in spoken)


def _several(scene: Scene, place: int, spoken: Families) -> bool:
    """Whether this account and another call on people close by, join a call, or point somebody out beside one."""
    own = spoken[place].keys()
    if not own & (POINTING | {"join"}):
        return False
    answering = POINTING | {"join"} if "call" in own else POINTING
    near = (other for other in scene.around(place, RECENT) if other in spoken and not scene.by_owner(other))
    return any(
        scene.senders[other] != scene.senders[place]
        and spoken[other].keys() & answering
        and (own | spoken[other].keys()) & CALLS
        for other in near
    )


def _how_it_is_known(scene: Scene, place: int, spoken: Families, known: Acquaintance) -> set[str]:
    """Whether the sender could know the owner's place from the owner, and whether they are somebody to fear."""
    signs = known.signs(place)
    told = (other for other in spoken if scene.by_owner(other) and "protected.place" in spoken[other])
    if any(scene.thread_of(other) == scene.thread_of(place) and other < place for other in told):
        signs.add("owner_named_it")
    return signs


def _demands(scene: Scene, place: int) -> bool:
    theirs = [place, *scene.same_sender(place, scene.around(place))]
    return bool(scene.showing(theirs, "demand"))


def _around(scene: Scene, place: int, spoken: Families) -> set[str]:
    signs = {name for name in ("laughter", "ordinary") if scene.shows(place, name)}
    if any(scene.shows(other, "fear") for other in scene.after(place)):
        signs.add("objection_after")
    if any(scene.shows(other, "ordinary") for other in scene.around(place, 3)):
        signs.add("ordinary_around")
    near = [spoken[other].keys() for other in scene.around(place, RECENT) if other in spoken]
    if any("call" in families for families in near):
        signs.add("calls_around")
    if _several(scene, place, spoken):
        signs.add("several_join_in")
    if any(families & {"reveal.name", "reveal.place", "seek", "complainant"} for families in near):
        signs.add("reveals_around")
    if any("threat.expose" in families for families in near):
        signs.add("threats_to_post_around")
    return signs
