"""The plan engine: from a situation and packs to an ordered, gated plan. Pure: same in, same out."""

from datetime import datetime, timedelta

from safelight.knowledge.catalogue import Catalogue
from safelight.knowledge.measures import Timing, When
from safelight.knowledge.platform_facts import PlatformFacts
from safelight.knowledge.questions import FootprintQuestions, footprint_questions
from safelight.planning.asking import to_ask
from safelight.planning.candidate import Candidate
from safelight.planning.choosing import chosen
from safelight.planning.field import Field
from safelight.planning.gates import gates_of
from safelight.planning.known import Known
from safelight.planning.ordering import in_order
from safelight.planning.plan import Gate, GateKind, Placing, Plan, State
from safelight.planning.reasons import due_says, reasons_of
from safelight.planning.situation import Situation
from safelight.planning.warnings import warnings_of
from safelight.planning.windowing import window_of


def plan_of(
    situation: Situation,
    measures: Catalogue,
    facts: PlatformFacts,
    *,
    as_at: datetime,
    questions: FootprintQuestions | None = None,
) -> Plan:
    """The plan for a situation at a moment (aware).

    Every measure that applies is in it once for each thing, with every gate it goes through, open or held. It is
    *ready* only where all are open. The order of what is passed in means nothing; nothing is written.
    """
    known = Known(situation, questions or footprint_questions())
    choice = chosen(known, measures, facts, on=as_at.date())
    field = Field(known, measures, choice.candidates, set(choice.unsettled), as_at)
    placings = tuple(_placed(one, field, order) for order, one in enumerate(in_order(field), start=1))
    return Plan(
        as_at=as_at,
        placings=placings,
        window=window_of(placings, field),
        overrides=field.overrides,
        to_ask=to_ask(known, choice),
        warnings=warnings_of(placings, field, facts),
        catalogue_as_at=measures.as_at,
        facts_as_at=facts.as_at,
    )


def _placed(one: Candidate, field: Field, order: int) -> Placing:
    gates = gates_of(one, field)
    state = field.states[one.key] = _state(one, gates, field)
    measure, window = one.measure, field.known.situation.window
    return Placing(
        measure=measure.id,
        thing=one.at,
        title=measure.title,
        phase=measure.phase,
        order=order,
        owner=measure.owner,
        helpers=measure.who[1:],
        due=_due(one, field),
        due_says=due_says(measure.how_soon),
        not_before=window.begins if one.in_window and window else None,
        notifies=one.notifies,
        state=state,
        why=reasons_of(one, field.known),
        gates=gates,
        landings=one.landings,
        in_window=one.in_window,
        facts=one.word.facts,
        old_facts=one.word.old_facts,
    )


def _state(one: Candidate, gates: tuple[Gate, ...], field: Field) -> State:
    if one.is_done(field.known):
        return State.DONE
    if one.is_declined(field.known):
        return State.DECLINED
    held = {gate.kind for gate in gates if not gate.is_open}
    if GateKind.ALERT in held and one.measure.timing is Timing.ANY:
        return State.REFUSED
    return State.HELD if held else State.READY


def _due(one: Candidate, field: Field) -> datetime | None:
    soon, window = one.measure.how_soon, field.known.situation.window
    if soon.counted_from is When.START:
        counted = field.known.situation.begun + timedelta(hours=soon.hours or 0)
        # A cut is not made before its window, whatever it counts from.
        return max(counted, window.begins) if one.in_window and window else counted
    if soon.counted_from is When.WINDOW and window is not None:
        return window.begins + timedelta(hours=soon.hours or 0)
    return None
