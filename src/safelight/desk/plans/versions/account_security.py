"""Before and after: how each account stood in the first plan, and how it stands now."""

from dataclasses import dataclass

from safelight.knowledge.questions import footprint_questions
from safelight.planning.footprint import Footprint, Thing
from safelight.planning.plan import Reach
from safelight.planning.reach import ReachMap

IN_WORDS = {
    Reach.OTHER_SIDE: "The other person can reach it",
    Reach.MAYBE: "Not sure who can reach it",
    Reach.NOT_KNOWN: "Not asked yet",
    Reach.SAFE: "Only them, as far as was said",
}
NOT_THERE = "Not there"


@dataclass(frozen=True)
class BeforeAndAfter:
    """One thing: how it stood, and how it stands."""

    thing: str
    name: str
    before: str
    after: str

    @property
    def is_better(self) -> bool:
        """Whether it changed to being out of reach."""
        return self.after == IN_WORDS[Reach.SAFE] != self.before


def before_and_after(first: Footprint, now: Footprint) -> list[BeforeAndAfter]:
    """Every thing of either, by name. No more is claimed than what was said: absence of a sign is no proof."""
    names = {one.id: one.called for one in (*first.things, *now.things)}
    questions = footprint_questions()
    before, after = ReachMap(first, questions), ReachMap(now, questions)
    rows = [
        BeforeAndAfter(id_, name, _stands(first.thing(id_), before), _stands(now.thing(id_), after))
        for id_, name in names.items()
    ]
    return sorted(rows, key=lambda one: one.name.casefold())


def _stands(thing: Thing | None, reaches: ReachMap) -> str:
    return IN_WORDS[reaches.of(thing.id).reach] if thing else NOT_THERE
