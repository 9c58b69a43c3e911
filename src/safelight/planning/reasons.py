"""Why a measure is in a plan and stands where it does, in sentences."""

from collections.abc import Iterator

from safelight.knowledge.answer import Answer, Truth
from safelight.knowledge.condition import Condition
from safelight.knowledge.measures import HowSoon, Notice, Phase, When
from safelight.planning.candidate import Candidate
from safelight.planning.conditions import holds
from safelight.planning.known import Known

_PHASES = {
    Phase.GATE: "It opens the plan: nothing else is safe before it.",
    Phase.QUIET_LOOK: "It only looks. Nothing is changed while it is not known who sees what.",
    Phase.SAFE_WORLD: "It builds something safe beside the old things, so that the cut does not cut anybody off.",
    Phase.CUT: "It takes access away, so it stands in the cut, after looking and keeping.",
    Phase.CONTACT_AND_CONTENT: "It is about contact and about what was posted, once the proof of it is kept.",
    Phase.ACTION: "It is done by police and partners, timed with the rest.",
    Phase.REVIEW: "It looks back at what was done and what changed.",
}
_NOTICES = {
    Notice.NOTHING: "The other side learns nothing from it.",
    Notice.ONLY_BY_LOOKING: "The other side could see it by looking.",
    Notice.AN_ALERT: "An alert may go out.",
    Notice.TOLD_DIRECTLY: "The other side is told, or loses something that worked before.",
}
_ALWAYS = "It is part of every plan."
_EACH = "It is done for each thing of this kind."
_SAID = {Answer.YES: "yes", Answer.NO: "no", Answer.NOT_SURE: "not sure, which counts as a risk"}


def reasons_of(one: Candidate, known: Known) -> tuple[str, ...]:
    """The facts that make it apply, its phase, and who could notice."""
    facts = [*dict.fromkeys(_facts(one.measure.applies_when, one, known))]
    return (
        *(facts or [_ALWAYS if one.thing is None else _EACH]),
        _PHASES[one.measure.phase],
        _NOTICES[one.notifies],
    )


def due_says(soon: HowSoon) -> str:
    """The time for a measure in words."""
    if soon.counted_from in (When.START, When.WINDOW):
        since = "the start of the plan" if soon.counted_from is When.START else "the beginning of the window"
        return f"within {_span(soon.hours)} of {since}" if soon.hours else f"at {since}"
    return {
        When.EVENT: "as soon as it happens",
        When.AGREED: "at a time that is agreed in the plan",
        When.CLOSING: "when the case is closed",
    }[soon.counted_from]


def _span(hours: int | None) -> str:
    if not hours:
        return "0 hours"
    if hours == 1:
        return "one hour"
    return f"{hours // 24} days" if hours >= 72 and hours % 24 == 0 else f"{hours} hours"


def _facts(condition: Condition, one: Candidate, known: Known) -> Iterator[str]:
    for item in condition.items():
        if holds(item, known, one.thing) is Truth.YES and item not in condition.none_of:
            yield from _fact(item, one, known)


def _fact(item: Condition, one: Candidate, known: Known) -> Iterator[str]:
    if item.answer:
        yield from _answered(item, one, known)
    elif item.has:
        kind = known.questions.kind(item.has)
        yield f"There is at least one: {kind.title.lower() if kind else item.has}."
    elif item.fact:
        yield f"It is known: {item.fact.replace('_', ' ')}."
    elif item.exposed and one.thing:
        yield known.reach.of(one.at).says
    elif item.set_up_by and one.thing:
        yield f"“{one.thing.called}” was set up by: {one.thing.set_up_by.replace('_', ' ')}."


def _answered(item: Condition, one: Candidate, known: Known) -> Iterator[str]:
    row = known.questions.question(item.answer) or known.questions.field(item.answer)
    asked = row.asks if row else item.answer
    if one.thing and "{thing}" in asked:
        asked = asked.replace("{thing}", f"“{one.thing.called}”")
    said = one.thing.answer(item.answer) if one.thing else Answer.NOT_ASKED
    if said is Answer.NOT_ASKED:
        said = known.footprint.answer(item.answer)
    word = _SAID.get(said)
    yield (
        f"Asked: {asked.replace('{thing}', 'it')} Answered: {word}."
        if word
        else f"It was said of at least one: {asked.replace('{thing}', 'it')}"
    )
