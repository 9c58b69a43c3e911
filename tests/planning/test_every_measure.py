"""Every measure can come into a plan and be done; every fact and material it rests on is there."""

import msgspec
import pytest
from tests.planning.situations import ASKED, BEGUN, FLAGS, MEASURES, NOW, QUESTIONS, everything

from safelight.desk.plans.tests.reading_age import READING_GRADE, automated_readability
from safelight.knowledge.answer import Answer
from safelight.knowledge.measures import Role
from safelight.knowledge.platform_facts import platform_facts
from safelight.planning.plan import Plan, State
from safelight.planning.planner import plan_of
from safelight.planning.situation import Choice, Decision, DeclinedKeeping, Done, OnCall, Situation, WindowPlan

FACTS = platform_facts()
IDS = sorted(MEASURES.by_id)
WINDOW = WindowPlan(
    begins=NOW,
    place_agreed=True,
    on_call=(OnCall(name="A", role=Role.ADVISOR),),
    agreed_by_victim=True,
    agreed_with_police=True,
)


def planned(situation: Situation) -> Plan:
    return plan_of(situation, MEASURES, FACTS, as_at=NOW)


def prepared(said: Answer, measure: str) -> Situation:
    """Everything is declined to be kept, everything else is done, and everybody said yes."""
    everybody = [
        Decision(measure=one.id, choice=Choice.AGREED, by=one.decided_by, at=BEGUN) for one in MEASURES.measures
    ]
    return msgspec.structs.replace(
        everything(said),
        declined_keeping=tuple(DeclinedKeeping(what=what, recorded_by="A", at=BEGUN) for what in MEASURES.titles),
        done=tuple(Done(measure=one, checked_by="A", at=BEGUN) for one in IDS if one != measure),
        decisions=tuple(everybody),
        window=WINDOW,
    )


@pytest.mark.parametrize("measure", IDS)
def test_every_measure_can_become_ready(measure):
    plans = [planned(prepared(said, measure)) for said in (Answer.YES, Answer.NO, Answer.NOT_SURE)]
    states = {one.state for plan in plans for one in plan.placings if one.measure == measure}
    safe_first = {"look-at-sessions", "ask-for-archive", "alerts-to-safe-address"}
    assert State.READY in states or (measure in safe_first and State.REFUSED in states)


@pytest.mark.parametrize("measure", ["look-at-sessions", "ask-for-archive"])
def test_what_alerts_is_ready_once_nothing_is_within_reach(measure):
    situation = prepared(Answer.NO, measure)
    things = tuple(
        msgspec.structs.replace(one, answers=one.answers | {"contact_here": Answer.YES})
        if "contact_here" in one.answers
        else one
        for one in situation.footprint.things
    )
    footprint = msgspec.structs.replace(situation.footprint, things=things)
    plan = planned(msgspec.structs.replace(situation, footprint=footprint))
    assert {one.state for one in plan.placings if one.measure == measure} == {State.READY}


def test_there_are_at_least_a_hundred_measures_over_all_parts_of_life():
    assert len(MEASURES.measures) >= 100
    assert {part for one in MEASURES.measures for part in one.domains} == {one.id for one in QUESTIONS.domains}


def test_conditions_ask_for_what_can_be_answered():
    fields = {one.id for one in QUESTIONS.each_thing}
    asked = {one.id for one in QUESTIONS.questions} | fields
    kinds = {one.id for one in QUESTIONS.kinds}
    platforms = {one.id for one in FACTS.platforms}
    for one in MEASURES.measures:
        assert set(one.for_each) <= kinds
        for item in one.applies_when.items():
            assert not item.answer or item.answer in asked, one.id
            assert not item.has or item.has in kinds, one.id
            assert not item.platform or item.platform in platforms, one.id
            assert not item.fact or item.fact in FLAGS, one.id


def test_every_question_is_asked_for_a_reason():
    """A question that no measure and no gate hangs on would only cost somebody strength."""
    used = {item.answer for one in MEASURES.measures for item in one.applies_when.items()}
    used |= {one.has for one in QUESTIONS.kinds} | {one.kept_by_other for one in QUESTIONS.kinds}
    assert {one.id for one in QUESTIONS.questions} - used == set()


def test_the_platform_facts_of_every_measure_are_there():
    known = {one.event for one in FACTS.facts}
    for one in MEASURES.measures:
        assert {*one.looks_up, *([one.event] if one.event else [])} <= known, one.id


def test_every_material_is_asked_for_by_a_measure():
    wanted = {each.what for one in MEASURES.measures for each in one.preserve_first}
    assert set(MEASURES.titles) == wanted


def test_what_comes_first_is_in_no_later_phase():
    for one in MEASURES.measures:
        assert all(MEASURES.by_id[each].phase.rank <= one.phase.rank for each in one.after), one.id


def test_nothing_is_asked_of_a_child_and_no_picture_of_one_is_looked_at():
    route = MEASURES.by_id["report-child-image"].texts
    assert "No adult looks at" in route.advisor
    assert "Do not open" in route.officer


def test_every_household_question_can_change_a_plan():
    nothing = planned(Situation(begun=BEGUN))
    assert {one.question for one in nothing.to_ask} >= {one.has for one in QUESTIONS.kinds}
    assert {one.question for one in nothing.to_ask} <= {*ASKED}


LONGEST_SENTENCE = 22
HARD_WORDS = (
    "authentication",
    "credential",
    "compromise",
    "configuration",
    "perpetrator",
    "administrator",
    "revoke",
)


@pytest.mark.parametrize("measure", IDS)
def test_the_victims_words_are_short_and_plain(measure):
    text = MEASURES.by_id[measure].texts.victim
    for sentence in text.replace("?", ".").replace(":", ".").split("."):
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
    assert not [word for word in HARD_WORDS if word in text.lower()]
    assert automated_readability(text) <= READING_GRADE, automated_readability(text)
