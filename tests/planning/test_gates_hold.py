"""No plan the engine can make breaks a gate, whatever it is made from."""

import random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.planning.gates_by_themselves import GATES
from tests.planning.situations import ASKED, BEGUN, MEASURES, NOW, QUESTIONS, everything, nearly_ready, situations

from safelight.knowledge.answer import Answer
from safelight.knowledge.platform_facts import platform_facts
from safelight.knowledge.questions import About
from safelight.planning.footprint import Footprint
from safelight.planning.plan import GateKind, Plan, Reach, State
from safelight.planning.planner import plan_of
from safelight.planning.situation import Choice, Decision, Situation

FACTS = platform_facts()
MADE = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def planned(situation: Situation) -> Plan:
    return plan_of(situation, MEASURES, FACTS, as_at=NOW)


@MADE
@given(situations() | nearly_ready())
def test_no_plan_breaks_a_gate(situation):
    plan = planned(situation)
    for gate in GATES:
        assert gate(plan, situation) == [], gate.__name__


@MADE
@given(situations())
def test_every_placing_says_why_and_what_would_open_it(situation):
    for one in planned(situation).placings:
        assert all(one.why)
        assert all(gate.says for gate in one.gates)
        assert all(gate.opens_with for gate in one.held_by)
        assert all(each.says for each in one.landings)
        if one.state in (State.HELD, State.REFUSED):
            assert one.held_by
        if one.state is State.READY:
            assert not one.held_by


@MADE
@given(situations(), st.integers())
def test_the_order_of_what_was_said_does_not_matter(situation, seed):
    assert planned(shuffled(situation, random.Random(seed))) == planned(situation)


@MADE
@given(situations() | nearly_ready(), st.data())
def test_more_knowledge_never_opens_a_gate_without_saying_so(situation, data):
    """A gate that held stays in the plan with its reason, or the step is gone because it applies no more."""
    before, after = planned(situation), planned(data.draw(more_known(situation)))
    for one in before.placings:
        later = after.placing(*one.key)
        if later is None or one.state is State.DONE:
            continue
        there = {gate.kind: gate for gate in later.gates}
        for gate in one.held_by:
            assert gate.kind in there, f"{gate.kind} of {one.key} is gone without a word"
            assert there[gate.kind].says


@MADE
@given(situations())
def test_the_window_holds_every_cut_once_and_in_order(situation):
    plan = planned(situation)
    cuts = [one.key for one in plan.placings if one.in_window]
    assert (list(plan.window.placings) if plan.window else []) == cuts
    if plan.window:
        grouped = [thing for group in plan.window.groups for thing in group]
        assert sorted(grouped) == sorted({thing for _, thing in cuts if thing})


@MADE
@given(situations())
def test_what_hangs_on_an_answer_is_asked(situation):
    for one in planned(situation).to_ask:
        assert one.waits
        assert QUESTIONS.question(one.question) or QUESTIONS.field(one.question)


def shuffled(situation: Situation, chance: random.Random) -> Situation:
    def mixed(rows: tuple) -> tuple:
        return tuple(chance.sample(rows, len(rows)))

    def turned(answers: dict) -> dict:
        return dict(chance.sample(list(answers.items()), len(answers)))

    things = mixed(
        tuple(msgspec.structs.replace(one, answers=turned(one.answers)) for one in situation.footprint.things)
    )
    lists = ("sealed", "declined_keeping", "decisions", "done", "flags", "orders", "overrides")
    return msgspec.structs.replace(
        situation,
        footprint=Footprint(answers=turned(situation.footprint.answers), things=things),
        **{name: mixed(getattr(situation, name)) for name in lists},
    )


@st.composite
def more_known(draw, situation: Situation) -> Situation:
    """The same situation with one thing more answered."""
    footprint = situation.footprint
    said = draw(st.sampled_from([Answer.YES, Answer.NO, Answer.NOT_SURE]))
    if not footprint.things or draw(st.booleans()):
        open_questions = [one for one in ASKED if footprint.answer(one) is Answer.NOT_ASKED] or ASKED[:1]
        answers = footprint.answers | {draw(st.sampled_from(open_questions)): said}
        return msgspec.structs.replace(situation, footprint=msgspec.structs.replace(footprint, answers=answers))
    number = draw(st.integers(0, len(footprint.things) - 1))
    thing = footprint.things[number]
    known = {one.id for one in QUESTIONS.asked_of(thing.kind) if one.about is About.THING}
    if known and draw(st.booleans()):
        answered = msgspec.structs.replace(
            thing, answers=thing.answers | {draw(st.sampled_from(sorted(known))): said}
        )
    elif thing.could_get_in is Answer.NOT_ASKED:
        answered = msgspec.structs.replace(thing, could_get_in=said)
    else:
        answered = msgspec.structs.replace(thing, links_read=True)
    things = (*footprint.things[:number], answered, *footprint.things[number + 1 :])
    return msgspec.structs.replace(situation, footprint=msgspec.structs.replace(footprint, things=things))


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
def test_each_gate_of_the_tests_can_be_broken(gate):
    """A predicate that never fails would hold nothing: each must find fault with a plan that was tampered with."""
    situation = msgspec.structs.replace(
        everything(Answer.YES), decisions=(Decision(measure="safe-email", choice=Choice.DECLINED, at=BEGUN),)
    )
    assert gate(tampered(planned(situation)), situation)


def tampered(plan: Plan) -> Plan:
    """Everything said to be ready, safe and opened by nobody."""
    replace = msgspec.structs.replace
    placings = []
    for one in plan.placings:
        landings = tuple(replace(each, reach=Reach.SAFE) for each in one.landings)
        start = [replace(gate, overridden_by="nobody") for gate in one.gates if gate.kind is GateKind.START]
        gates = tuple(start) if one.measure == "keep-using" else ()
        placings.append(replace(one, state=State.READY, gates=gates, landings=landings))
    return replace(plan, placings=tuple(placings))
