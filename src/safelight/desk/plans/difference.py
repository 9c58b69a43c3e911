"""What is other in a version of the plan than in the one before, and the answers behind it, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from safelight.desk.footprint.words import ANSWERS, said
from safelight.desk.plans.drafted import Drafted
from safelight.knowledge.questions import footprint_questions
from safelight.planning.difference import ChangeKind, changes_between
from safelight.planning.footprint import Footprint


@dataclass(frozen=True)
class Difference:
    """What came, what went, what stands otherwise, and the answers behind it; each a sentence."""

    came: list[str]
    went: list[str]
    changed: list[str]
    answers: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is other."""
        return not (self.came or self.went or self.changed or self.answers)


def difference_of(before: Drafted, after: Drafted) -> Difference:
    """From one version to the next."""
    changes = changes_between(before.plan, after.plan, after.situation.footprint)
    apart = {ChangeKind.NEW, ChangeKind.GONE}
    return Difference(
        came=[one.says for one in changes if one.kind is ChangeKind.NEW],
        went=[one.says for one in changes if one.kind is ChangeKind.GONE],
        changed=[one.says for one in changes if one.kind not in apart],
        answers=[
            *_answers(before.situation.footprint, after.situation.footprint),
            *_things(before.situation.footprint, after.situation.footprint),
        ],
    )


def _answers(before: Footprint, after: Footprint) -> Iterator[str]:
    for question in footprint_questions().questions:
        old, new = before.answer(question.id), after.answer(question.id)
        if not question.kinds and old is not new:
            yield f"{question.asks} {said(ANSWERS, old)} → {said(ANSWERS, new)}"


def _things(before: Footprint, after: Footprint) -> Iterator[str]:
    was = {one.id: one for one in before.things}
    now = {one.id: one for one in after.things}
    for id_, thing in now.items():
        if id_ not in was:
            yield f"{thing.called}: new"
        elif was[id_] != thing:
            yield f"{thing.called}: other answers"
    for id_, thing in was.items():
        if id_ not in now:
            yield f"{thing.called}: taken out"
