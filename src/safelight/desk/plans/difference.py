"""What is other in a plan than in the one before, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from safelight.desk.footprint.words import ANSWERS, said
from safelight.desk.plans.drafted import Drafted
from safelight.desk.plans.words import STATES
from safelight.knowledge.questions import footprint_questions
from safelight.planning.footprint import Footprint
from safelight.planning.plan import Placing


@dataclass(frozen=True)
class Changed:
    """A measure that stands otherwise than before."""

    title: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class Difference:
    """What came, what went, what stands otherwise, and the answers behind it."""

    came: list[tuple[str, str]]
    went: list[str]
    changed: list[Changed]
    things: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is other."""
        return not (self.came or self.went or self.changed or self.things)


def difference_of(before: Drafted, after: Drafted) -> Difference:
    """From one version to the next."""
    old = {one.key: one for one in before.plan.placings}
    new = {one.key: one for one in after.plan.placings}
    return Difference(
        came=[(after.titled(one), "; ".join(one.why)) for key, one in new.items() if key not in old],
        went=[before.titled(one) for key, one in old.items() if key not in new],
        changed=[
            _changed(after, old[key], one)
            for key, one in new.items()
            if key in old and old[key].state is not one.state
        ],
        things=list(_things(before, after)),
    )


def _changed(after: Drafted, old: Placing, new: Placing) -> Changed:
    held = [gate.says for gate in new.held_by] or list(new.why)
    return Changed(after.titled(new), str(STATES[old.state]), str(STATES[new.state]), " ".join(held))


def _things(before: Drafted, after: Drafted) -> Iterator[str]:
    yield from _answers(before.situation.footprint, after.situation.footprint)
    was = {one.id: one for one in before.situation.footprint.things}
    now = {one.id: one for one in after.situation.footprint.things}
    for id_, thing in now.items():
        if id_ not in was:
            yield f"{thing.called}: new"
        elif was[id_] != thing:
            yield f"{thing.called}: other answers"
    for id_, thing in was.items():
        if id_ not in now:
            yield f"{thing.called}: taken out"


def _answers(before: Footprint, after: Footprint) -> Iterator[str]:
    for question in footprint_questions().questions:
        old, new = before.answer(question.id), after.answer(question.id)
        if not question.kinds and old is not new:
            yield f"{question.asks} {said(ANSWERS, old)} → {said(ANSWERS, new)}"
