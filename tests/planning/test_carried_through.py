"""A plan can be carried through: step by step, nothing waits for itself, and what is left says what it waits for."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from tests.planning.gates_by_themselves import GATES
from tests.planning.situations import BEGUN, MEASURES, NOW, everything, situations
from tests.planning.test_gates_hold import MADE, planned

from safelight.knowledge.answer import Answer
from safelight.knowledge.measures import Role
from safelight.planning.answers_file import load_answers
from safelight.planning.plan import GateKind, Placing, Plan, State
from safelight.planning.situation import Choice, Decision, Done, OnCall, Sealed, Situation, WindowPlan

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "answers.yaml"
WHOLE = WindowPlan(
    begins=NOW,
    place_agreed=True,
    on_call=(OnCall(name="A", role=Role.ADVISOR),),
    agreed_by_victim=True,
    agreed_with_police=True,
)


def carried_through(situation: Situation) -> tuple[Plan, Situation, int]:
    """Everything is kept and agreed, and whatever is ready is done, until nothing is; the days that took."""
    situation = prepared(planned(situation), situation)
    for day in range(1, 40):
        plan = planned(situation)
        for gate in GATES:
            assert gate(plan, situation) == [], gate.__name__
        ready = plan.in_state(State.READY)
        if not ready:
            return plan, situation, day
        done = tuple(Done(measure=one.measure, thing=one.thing, checked_by="A", at=NOW) for one in ready)
        situation = msgspec.structs.replace(situation, done=situation.done + done)
    raise AssertionError("It never ends.")


def prepared(plan: Plan, situation: Situation) -> Situation:
    """Every material is sealed, everybody says yes, and the window is whole; what was declined stays so."""
    sealed = {
        Sealed(what=each.what, thing="" if each.of_household else one.thing)
        for one in plan.placings
        for each in MEASURES.by_id[one.measure].preserve_first
    }
    agreed = [
        Decision(measure=one.measure, thing=one.thing, choice=Choice.AGREED, by=decides, at=NOW)
        for one in plan.placings
        if one.state is not State.DECLINED
        for decides in [MEASURES.by_id[one.measure].decided_by]
    ]
    return msgspec.structs.replace(
        situation,
        sealed=tuple(sorted(sealed, key=lambda one: (one.what, one.thing))),
        decisions=situation.decisions + tuple(agreed),
        window=WHOLE,
    )


def waits_with_reason(one: Placing, plan: Plan) -> bool:
    """Refused because of an alert, or behind such a step, or behind a question, or a refusal of the victim."""
    held = {gate.kind for gate in one.held_by}
    if one.state is State.REFUSED:
        return GateKind.ALERT in held
    return bool(held) and held <= {GateKind.ORDER, GateKind.WINDOW, GateKind.ALERT, GateKind.START}


def left(plan: Plan) -> list[Placing]:
    return [one for one in plan.placings if one.state not in (State.DONE, State.DECLINED)]


@pytest.mark.parametrize("said", [Answer.YES, Answer.NOT_SURE])
def test_the_fullest_plan_ends_with_every_step_done_but_for_what_would_alert(said):
    plan, _, _ = carried_through(everything(said))
    loud = {"look-at-sessions", "ask-for-archive", "alerts-to-safe-address"}
    assert {one.measure for one in left(plan)} <= loud
    assert all(one.state is State.REFUSED for one in left(plan))


def test_the_example_of_the_docs_can_be_carried_through():
    plan, _, _ = carried_through(load_answers(EXAMPLE))
    assert {one.state for one in left(plan)} <= {State.REFUSED}
    assert plan.window
    assert all(plan.placing(*key).state is State.DONE for key in plan.window.placings)


def test_what_was_refused_is_ready_when_the_cut_has_made_it_safe():
    """After the cut somebody looks again and says what is safe now: the quiet look is no longer refused."""
    _, situation, _ = carried_through(load_answers(EXAMPLE))
    safe = tuple(
        msgspec.structs.replace(
            one,
            could_get_in=Answer.NO,
            seems_in=Answer.NO,
            links_read=True,
            answers={},
            recovery_to=(),
            alerts_to=(),
        )
        for one in situation.footprint.things
    )
    answered = msgspec.structs.replace(
        situation, footprint=msgspec.structs.replace(situation.footprint, things=safe)
    )
    step = planned(answered).placing("look-at-sessions", "apple")
    assert step
    assert step.state is State.READY


@MADE
@given(situations())
def test_whatever_is_left_says_what_it_waits_for(situation):
    plan, _, _ = carried_through(situation)
    for one in left(plan):
        assert waits_with_reason(one, plan), one


def test_where_nothing_is_known_only_what_hangs_on_a_question_is_left():
    plan, _, _ = carried_through(Situation(begun=BEGUN))
    assert [one.measure for one in left(plan)] == ["safe-email"]
    assert left(plan)[0].held_by[0].opens_with == (
        "It is asked whether “Get a device that nobody else has touched” is needed first",
    )
    assert any(one.question == "safe_device" and "lend-safe-device" in one.waits for one in plan.to_ask)
