"""The window: whole or not, not before it begins, and not once its night is over."""

from datetime import timedelta

import msgspec
import pytest
from tests.planning.situations import MEASURES, NOW
from tests.planning.test_carried_through import EXAMPLE, WHOLE, prepared
from tests.planning.test_gates_hold import FACTS, planned

from safelight.knowledge.answer import Answer
from safelight.planning.answers_file import load_answers
from safelight.planning.plan import GateKind, Plan, State
from safelight.planning.planner import plan_of
from safelight.planning.situation import WindowPlan


def cut(window: WindowPlan | None, *, at=NOW) -> Plan:
    situation = load_answers(EXAMPLE)
    ready = msgspec.structs.replace(prepared(planned(situation), situation), window=window)
    return plan_of(ready, MEASURES, FACTS, as_at=at)


@pytest.mark.parametrize(
    ("fields", "lack"),
    [
        ({"place_agreed": False}, "The victim has a place to be safe that night"),
        ({"on_call": ()}, "An advisor is on call while it lasts"),
        ({"agreed_by_victim": False}, "The victim says yes to the window"),
        ({"agreed_with_police": False}, "The police say that the window warns nobody before the arrest or search"),
    ],
)
def test_each_part_of_the_window_is_needed(fields, lack):
    plan = cut(msgspec.structs.replace(WHOLE, **fields))
    assert plan.window
    assert plan.window.lacks == (lack,)
    assert not [one for one in plan.in_state(State.READY) if one.in_window]


def test_without_a_window_all_of_it_is_asked_for():
    plan = cut(None)
    assert plan.window
    assert len(plan.window.lacks) == 5


def test_the_police_are_asked_only_where_an_arrest_may_be_planned():
    situation = load_answers(EXAMPLE)
    answers = situation.footprint.answers | {"arrest_planned": Answer.NO}
    footprint = msgspec.structs.replace(situation.footprint, answers=answers)
    window = msgspec.structs.replace(WHOLE, agreed_with_police=False)
    plan = planned(msgspec.structs.replace(situation, footprint=footprint, window=window))
    assert plan.window
    assert plan.window.lacks == ()


def test_a_cut_is_not_made_before_the_window_begins():
    plan = cut(msgspec.structs.replace(WHOLE, begins=NOW + timedelta(days=3)))
    assert all(one.not_before == NOW + timedelta(days=3) for one in plan.placings if one.in_window)
    assert all(one.due is None or one.due >= NOW + timedelta(days=3) for one in plan.placings if one.in_window)


def test_what_was_not_cut_that_night_waits_for_a_new_day():
    plan = cut(WHOLE, at=NOW + timedelta(hours=25))
    assert plan.window
    assert plan.window.lacks == ("A new day is agreed for what was not cut, because the window has passed",)
    held = [gate for one in plan.placings if one.in_window for gate in one.held_by]
    assert GateKind.WINDOW in {gate.kind for gate in held}
    assert cut(WHOLE, at=NOW + timedelta(hours=23)).window.lacks == ()
