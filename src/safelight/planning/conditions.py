"""Whether a condition holds in a situation: yes, no or not known, and which questions would settle it."""

from collections.abc import Iterable

from safelight.knowledge.answer import Answer, Truth, all_of, any_of, none_of
from safelight.knowledge.condition import Condition
from safelight.knowledge.questions import About
from safelight.planning.footprint import Thing
from safelight.planning.known import Known
from safelight.planning.plan import Reach

_OF_REACH = {
    Reach.OTHER_SIDE: Truth.YES,
    Reach.MAYBE: Truth.YES,
    Reach.NOT_KNOWN: Truth.NOT_KNOWN,
    Reach.SAFE: Truth.NO,
}


def holds(condition: Condition, known: Known, thing: Thing | None) -> Truth:
    """Whether a condition holds for a thing, or (``None``) for the household."""
    if condition.all_of:
        return all_of([holds(one, known, thing) for one in condition.all_of])
    if condition.any_of:
        return any_of([holds(one, known, thing) for one in condition.any_of])
    if condition.none_of:
        return none_of([holds(one, known, thing) for one in condition.none_of])
    return Truth.YES if condition.is_always else _item(condition, known, thing)


def unsettled(condition: Condition, known: Known, thing: Thing | None) -> tuple[tuple[str, str], ...]:
    """The questions (and things) that were not asked and on which the condition hangs."""
    asked: dict[tuple[str, str], None] = {}
    for item in condition.items():
        if holds(item, known, thing) is Truth.NOT_KNOWN:
            asked |= dict.fromkeys(_asks(item, known, thing))
    return tuple(asked)


def unsure(condition: Condition, known: Known, thing: Thing | None) -> tuple[tuple[str, str], ...]:
    """The questions that were answered *not sure*, which counts as a risk until it is settled."""
    found: dict[tuple[str, str], None] = {}
    for item in condition.items():
        if item.answer:
            about = _answered(item.answer, known, thing)
            found |= {(item.answer, at): None for at, said in about if said is Answer.NOT_SURE}
    return tuple(found)


def _item(item: Condition, known: Known, thing: Thing | None) -> Truth:
    if item.answer:
        return any_of([_said(said, item) for _, said in _answered(item.answer, known, thing)])
    if item.has:
        return _has(item.has, known)
    if item.fact:
        return Truth.YES if item.fact in known.facts else Truth.NO
    about = [thing] if thing else list(known.things.values())
    return any_of([_about(item, known, one) for one in about])


def _about(item: Condition, known: Known, thing: Thing) -> Truth:
    if item.platform:
        return Truth.YES if thing.platform == item.platform else Truth.NO
    if item.set_up_by:
        return Truth.YES if thing.set_up_by in item.set_up_by else Truth.NO
    exposed = _OF_REACH[known.reach.of(thing.id).reach]
    return exposed if item.exposed else none_of([exposed])


def _said(said: Answer, item: Condition) -> Truth:
    if said in item.being:
        return Truth.YES
    return Truth.NOT_KNOWN if said is Answer.NOT_ASKED else Truth.NO


def _answered(question: str, known: Known, thing: Thing | None) -> list[tuple[str, Answer]]:
    """Who or what the question is about, and what was said."""
    row = known.questions.question(question)
    if row is not None and row.about is About.HOUSEHOLD:
        return [("", known.footprint.answer(question))]
    if thing is not None:
        is_asked = row is None or thing.kind in row.kinds
        return [(thing.id, thing.answer(question))] if is_asked else []
    kinds = row.kinds if row is not None else tuple(known.by_kind)
    return [(one.id, one.answer(question)) for kind in kinds for one in known.by_kind.get(kind, ())]


def _has(kind: str, known: Known) -> Truth:
    if kind in known.by_kind:
        return Truth.YES
    row = known.questions.kind(kind)
    said = known.footprint.answer(row.has) if row else Answer.NO
    return {Answer.NO: Truth.NO, Answer.NOT_ASKED: Truth.NOT_KNOWN}.get(said, Truth.YES)


def _asks(item: Condition, known: Known, thing: Thing | None) -> Iterable[tuple[str, str]]:
    if item.answer:
        return [(item.answer, at) for at, said in _answered(item.answer, known, thing) if said is Answer.NOT_ASKED]
    if item.has and (row := known.questions.kind(item.has)):
        return [(row.has, "")]
    if item.exposed is not None:
        about = [thing] if thing else list(known.things.values())
        return [("could_get_in", one.id) for one in about if known.reach.of(one.id).reach is Reach.NOT_KNOWN]
    return []
