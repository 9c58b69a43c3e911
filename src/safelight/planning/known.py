"""What is known of a situation, in the form in which rules ask for it."""

from collections.abc import Iterable
from functools import cached_property

from safelight.knowledge.measures import Measure, Role
from safelight.knowledge.questions import FootprintQuestions
from safelight.planning.footprint import Thing
from safelight.planning.reach import ReachMap
from safelight.planning.situation import Choice, Decision, Done, Situation

_CAREFUL = (Choice.AGREED, Choice.LATER, Choice.DECLINED)


class Known:
    """A situation with everything in it found by name. Changes nothing."""

    def __init__(self, situation: Situation, questions: FootprintQuestions) -> None:
        self.situation = situation
        self.footprint = situation.footprint
        self.questions = questions
        self.reach = ReachMap(situation.footprint, questions)
        self.things = {one.id: one for one in situation.footprint.things}

    @cached_property
    def facts(self) -> frozenset[str]:
        """What is known beside the answers, by the words that conditions use."""
        found = set(self.situation.flags)
        if self.situation.orders:
            found.add("order_in_force")
        if self.situation.overrides:
            found.add("imminent_danger")
        return frozenset(found)

    @cached_property
    def by_kind(self) -> dict[str, tuple[Thing, ...]]:
        """The things of each kind, by id."""
        kinds = {one.kind for one in self.things.values()}
        return {kind: self.footprint.of_kind(kind) for kind in kinds}

    def things_for(self, measure: Measure) -> Iterable[Thing]:
        """The things a measure would be done to."""
        return [thing for kind in measure.for_each for thing in self.by_kind.get(kind, ())]

    def is_sealed(self, what: str, thing: str) -> bool:
        """Whether a material of exactly this thing (or, ``thing`` empty, of the household) is kept."""
        return (what, thing) in self._sealed

    def keeping_declined(self, what: str, thing: str) -> bool:
        """Whether the victim decided that it is not to be kept, of this thing or of anything."""
        return (what, thing) in self._declined_keeping or (what, "") in self._declined_keeping

    def exhibit(self, what: str, thing: str) -> str:
        """The reference of the exhibit a material is in, where it was said."""
        return self._sealed.get((what, thing), "")

    def done(self, measure: str, thing: str) -> Done | None:
        """The check of a measure, where it was made."""
        return self._done.get((measure, thing)) or self._done.get((measure, ""))

    def choice(self, measure: str, thing: str, *, by: Role) -> Choice | None:
        """What somebody decided of a measure; a decision about the thing before one about all."""
        made = self._decisions.get((measure, thing, by)) or self._decisions.get((measure, "", by))
        return made.choice if made else None

    @cached_property
    def _sealed(self) -> dict[tuple[str, str], str]:
        kept = sorted(self.situation.sealed, key=lambda one: (one.exhibit, one.what, one.thing), reverse=True)
        return {(one.what, one.thing): one.exhibit for one in kept}

    @cached_property
    def _declined_keeping(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.what, one.thing) for one in self.situation.declined_keeping)

    @cached_property
    def _done(self) -> dict[tuple[str, str], Done]:
        made = sorted(self.situation.done, key=lambda one: (one.at, one.checked_by, one.found_nothing))
        return {(one.measure, one.thing): one for one in made}

    @cached_property
    def _decisions(self) -> dict[tuple[str, str, Role], Decision]:
        made = sorted(self.situation.decisions, key=_later_and_more_careful)
        return {(one.measure, one.thing, one.by): one for one in made}


def _later_and_more_careful(decision: Decision) -> tuple[object, ...]:
    return (decision.at, _CAREFUL.index(decision.choice), decision.by, decision.words, decision.recorded_by)
