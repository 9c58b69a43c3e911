"""Disagreement between a grade, the answers and the evidence is pointed out and overrides nothing."""

from hypothesis import given
from hypothesis import strategies as st
from tests.risk.test_suggestion import finding, suggested

from safelight.knowledge.risk_questions import Weighs, risk_questions
from safelight.risk.answer import Answer, Said
from safelight.risk.disagreement import disagreements
from safelight.signals.finding import Strength
from safelight.signals.wording import check_wording

PACK = risk_questions()
HEAVY = [one.id for one in PACK.questions if one.weighs is Weighs.HEAVILY]


def said(**answers):
    return {name.replace("_", "-"): Answer(said=Said(value)) for name, value in answers.items()}


def all_no():
    return {one.id: Answer(said=Said.NO) for one in PACK.questions}


def test_agreement_says_nothing():
    assert disagreements("standard", all_no(), {}, PACK) == ()
    assert disagreements("high", said(to_kill="yes"), {}, PACK) == ()
    assert disagreements(None, {}, {}, PACK) == ()


def test_a_grave_yes_below_high_is_pointed_out():
    found = disagreements("medium", all_no() | said(weapon="yes"), {}, PACK)
    assert len(found) == 1
    assert "answered yes" in found[0]


def test_evidence_nobody_asked_about_is_pointed_out_unless_it_is_weak():
    threat = suggested(finding(flags=("threat_to_life",)))
    answers = all_no()
    for name in threat:
        del answers[name]
    assert any("nobody has asked yet" in one for one in disagreements("standard", answers, threat, PACK))
    weak = suggested(finding(flags=("threat_to_life",), strength=Strength.WEAK))
    assert disagreements("standard", answers, weak, PACK) == ()


def test_a_no_against_the_evidence_keeps_both():
    found = disagreements(None, said(to_kill="no"), suggested(finding(flags=("threat_to_life",))), PACK)
    assert len(found) == 1
    assert "Both may be so" in found[0]


def test_a_high_grade_without_a_reason_in_sight_asks_for_it_to_be_written_down():
    assert "neither an answer nor a finding" in disagreements("high", {}, {}, PACK)[0]


def test_a_low_grade_on_questions_nobody_asked_is_pointed_out():
    assert "were not asked yet" in disagreements("standard", {}, {}, PACK)[-1]


@given(
    st.sampled_from([None, "standard", "medium", "high"]),
    st.dictionaries(st.sampled_from([one.id for one in PACK.questions]), st.sampled_from(list(Said))),
    st.sets(st.sampled_from(["imminent", "escalating", "threat_to_life", "order_breached", "suicide_risk"])),
)
def test_every_sentence_is_held_to_the_lint(grade, answers, flags):
    given_answers = {name: Answer(said=value) for name, value in answers.items()}
    found = disagreements(grade, given_answers, suggested(*(finding(f, flags=(f,)) for f in flags)), PACK)
    assert not [fault for one in found for fault in check_wording(one)]
    assert all(one.endswith((".", "”")) for one in found)
