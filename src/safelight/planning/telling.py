"""A plan in words, for the command line and wherever plain text is wanted."""

from collections.abc import Iterator
from datetime import datetime

from safelight.knowledge.catalogue import Catalogue
from safelight.knowledge.measures import Phase
from safelight.knowledge.questions import FootprintQuestions
from safelight.planning.footprint import Footprint
from safelight.planning.gates.decision import ROLES
from safelight.planning.plan import GateKind, Placing, Plan, State, ToAsk

PHASES = {
    Phase.GATE: "Before anything",
    Phase.QUIET_LOOK: "Quiet look",
    Phase.SAFE_WORLD: "A safe world beside the old one",
    Phase.CUT: "The cut",
    Phase.CONTACT_AND_CONTENT: "Contact and content",
    Phase.ACTION: "Police and partners",
    Phase.REVIEW: "Looking back",
}
STATES = {
    State.READY: "ready",
    State.HELD: "held",
    State.REFUSED: "not yet: it would alert the other side",
    State.DONE: "done",
    State.DECLINED: "declined",
}
_QUESTIONS_TOLD = 12
_TOLD_WITH_WINDOW = (GateKind.ALERT, GateKind.WINDOW)
"""What holds every cut alike is told once, with the window."""


def told(plan: Plan, footprint: Footprint, measures: Catalogue, questions: FootprintQuestions) -> str:
    """The whole plan by phase, with every reason, gate and landing."""
    return "\n".join(_lines(plan, footprint, measures, questions)).rstrip() + "\n"


def when(at: datetime) -> str:
    """A moment in words, with its zone."""
    return f"{at.day} {at:%B %Y at %H:%M} {at.tzname()}"


def called(thing: str, footprint: Footprint) -> str:
    """What the victim calls a thing."""
    found = footprint.thing(thing)
    return found.called if found else thing


def _lines(plan: Plan, footprint: Footprint, measures: Catalogue, questions: FootprintQuestions) -> Iterator[str]:
    yield f"Plan as at {when(plan.as_at)}. It orders steps and gives reasons; people decide."
    yield f"Measures as at {plan.catalogue_as_at}, platform facts as at {plan.facts_as_at}."
    yield from (f"! {one}" for one in plan.warnings)
    for phase in Phase:
        placings = plan.of_phase(phase)
        yield ""
        yield f"{PHASES[phase].upper()} ({len(placings)})"
        if phase is Phase.CUT:
            yield from _window(plan, footprint)
        for one in placings:
            yield from _placing(one, footprint, measures)
    yield from _asked(plan.to_ask, footprint, questions)


def _window(plan: Plan, footprint: Footprint) -> Iterator[str]:
    window = plan.window
    if window is None:
        return
    begins = when(window.begins) if window.begins else "not fixed yet"
    on_call = ", ".join(f"{one.name} ({one.role})" for one in window.on_call) or "nobody yet"
    yield f"  One window for {len(window.placings)} cuts. Begins: {begins}. On call: {on_call}."
    yield from (f"  Before it can be opened: {one}." for one in window.lacks)
    for group in window.groups:
        if len(group) > 1:
            yield f"  Cut together: {', '.join(called(one, footprint) for one in group)}."


def _placing(one: Placing, footprint: Footprint, measures: Catalogue) -> Iterator[str]:
    about = f": {called(one.thing, footprint)}" if one.thing else ""
    yield f"{one.order:>4}. {one.title}{about} [{STATES[one.state]}]"
    due = f" (by {when(one.due)})" if one.due else ""
    yield f"      {ROLES[one.owner]}, {one.due_says}{due}."
    if one.not_before and one.state is State.READY:
        yield f"      Not before the window begins: {when(one.not_before)}."
    yield f"      Why: {' '.join(one.why)}"
    for gate in one.held_by:
        if one.in_window and gate.kind in _TOLD_WITH_WINDOW:
            continue
        yield f"      Held: {gate.says} It opens when: {'; '.join(gate.opens_with)}."
    yield from (f"      {gate.says}" for gate in one.gates if gate.overridden_by)
    yield from (f"      Where word lands: {each.says}" for each in one.landings)
    yield f"      Done when: {measures.by_id[one.measure].done_when}"


def _asked(asked: tuple[ToAsk, ...], footprint: Footprint, questions: FootprintQuestions) -> Iterator[str]:
    if not asked:
        return
    yield ""
    yield f"TO ASK NEXT ({len(asked)})"
    for one in asked[:_QUESTIONS_TOLD]:
        row = questions.question(one.question) or questions.field(one.question)
        words = row.asks if row else one.question
        words = words.replace("{thing}", f"“{called(one.thing, footprint)}”")
        plural = "step hangs" if len(one.waits) == 1 else "steps hang"
        yield f"   ?  {words} {one.why} {len(one.waits)} {plural} on it."
    if len(asked) > _QUESTIONS_TOLD:
        yield f"   And {len(asked) - _QUESTIONS_TOLD} more; all of them stand in the JSON."
