"""The difference between two plans names every change, with its reason."""

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.situations import BEGUN, NOW, nearly_ready, situations
from tests.planning.test_gates_hold import MADE, more_known, planned

from safelight.knowledge.answer import Answer
from safelight.knowledge.measures import Role
from safelight.planning.difference import ChangeKind, changes_between
from safelight.planning.footprint import Footprint, Thing
from safelight.planning.plan import Placing, State
from safelight.planning.situation import Choice, Decision, Done, OnCall, Override, Sealed, Situation, WindowPlan

MAIL = Thing(id="mail", kind="email", name="my mail", platform="google", could_get_in=Answer.YES, links_read=True)
BEFORE = Situation(
    begun=BEGUN,
    footprint=Footprint(things=(MAIL,)),
    done=tuple(Done(measure=one, checked_by="A", at=BEGUN) for one in ("safe-contact", "danger-now")),
)


def changed(**fields) -> list:
    after = msgspec.structs.replace(BEFORE, **fields)
    return list(changes_between(planned(BEFORE), planned(after), after.footprint))


def said(changes: list, kind: ChangeKind) -> str:
    return " ".join(one.says for one in changes if one.kind is kind)


@MADE
@given(situations() | nearly_ready())
def test_a_plan_does_not_differ_from_itself(situation):
    assert changes_between(planned(situation), planned(situation), situation.footprint) == ()


@MADE
@given(situations() | nearly_ready(), st.data())
def test_every_step_that_changed_is_named(situation, data):
    later = data.draw(more_known(situation))
    before, after = planned(situation), planned(later)
    changes = changes_between(before, after, later.footprint)
    named = {(one.measure, one.thing) for one in changes}
    for one in after.placings:
        if not same(before.placing(*one.key), one):
            assert one.key in named
    gone = {one.key for one in before.placings} - {one.key for one in after.placings}
    assert gone <= {(one.measure, one.thing) for one in changes if one.kind is ChangeKind.GONE}
    assert all(one.says for one in changes)


def same(then: Placing | None, now: Placing) -> bool:
    def shown(one: Placing) -> tuple:
        return one.state, one.due, one.owner, {gate.kind: gate.is_open for gate in one.gates}

    return then is not None and shown(then) == shown(now)


def test_a_gate_that_opens_says_why_and_to_whom():
    changes = changed(sealed=(Sealed(what="recovery_page", thing="mail", exhibit="AB/2"),))
    mine = next(one for one in changes if one.measure == "replace-recovery")
    assert mine.kind is ChangeKind.GATES
    assert mine.owner is Role.INVESTIGATOR
    assert "“Replace the ways back into an account: my mail”" in mine.says
    assert "sealed as AB/2" in mine.says


def test_a_step_that_was_declined_says_so():
    no = Decision(measure="safe-email", choice=Choice.DECLINED, at=BEGUN)
    assert "is now declined" in said(changed(decisions=(no,)), ChangeKind.STATE)


def test_answers_bring_steps_and_settle_questions():
    footprint = Footprint(answers={"has_children": Answer.YES}, things=(MAIL,))
    changes = changed(footprint=footprint)
    assert "“List the children's devices” is new" in said(changes, ChangeKind.NEW)
    settled = next(one for one in changes if one.kind is ChangeKind.QUESTION and "no longer open" in one.says)
    assert ("has_children", "") in settled.questions


def test_what_is_safe_now_needs_no_cut():
    safe = msgspec.structs.replace(MAIL, could_get_in=Answer.NO)
    changes = changed(footprint=Footprint(things=(safe,)))
    assert "no longer in the plan" in said(changes, ChangeKind.GONE)
    assert said(changes, ChangeKind.WINDOW) == "Nothing is left to be cut."


def test_the_window_and_who_is_on_call():
    window = WindowPlan(begins=NOW, place_agreed=True, on_call=(OnCall(name="I. Advisor", role=Role.ADVISOR),))
    told = said(changed(window=window), ChangeKind.WINDOW)
    assert "The window now begins 29 November 2026 at 09:00 UTC." in told
    assert "On call for the window: I. Advisor." in told
    assert "The window no longer lacks this: A day and hour for the window are agreed." in told


def test_an_override_is_told_to_everybody_with_name_and_reason():
    override = Override(name="O. Officer", role=Role.OFFICER, reason="He is outside.", at=BEGUN)
    changes = changed(overrides=(override,))
    told = next(one for one in changes if one.kind is ChangeKind.OVERRIDE)
    assert told.owner is None
    assert told.says == "O. Officer opened gates because of imminent danger: He is outside."
    assert "Imminent danger: O. Officer (officer)" in said(changes, ChangeKind.WARNING)


def test_only_the_time_has_passed():
    later = planned(BEFORE)
    assert (
        changes_between(later, msgspec.structs.replace(later, as_at=NOW + timedelta(days=1)), BEFORE.footprint)
        == ()
    )
    assert later.in_state(State.DONE)
