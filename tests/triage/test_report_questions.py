"""A report is weighed from its answers, by the same weights and floors as a case."""

import pytest

from safelight.triage.level import Level
from safelight.triage.report_questions import Answer, Told, report_questions, weigh_report

QUESTIONS = [each.id for each in report_questions().questions]


def level(**answers: Answer) -> Level:
    return weigh_report(Told(kind="harassment", answers=answers), waiting=None).level


def test_a_report_of_which_nothing_is_known_is_not_nothing():
    assert level() is Level.LOW


@pytest.mark.parametrize("question", ["danger_now", "threat_to_life", "suicide_risk", "child_at_risk"])
def test_immediate_danger_is_immediate(question):
    assert level(**{question: Answer.YES}) is Level.IMMEDIATE


@pytest.mark.parametrize("question", ["danger_now", "threat_to_life", "suicide_risk", "child_at_risk"])
def test_not_sure_is_a_risk(question):
    assert level(**{question: Answer.NOT_SURE}).rank >= Level.HIGH.rank


def test_an_order_that_was_broken_is_high_at_least():
    assert level(order_breached=Answer.YES).rank >= Level.HIGH.rank


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_answer_lowers_a_report(question):
    levels = [level(**{question: answer}).rank for answer in (Answer.NO, Answer.NOT_SURE, Answer.YES)]
    assert levels == sorted(levels)
    assert level(**{question: Answer.NO}) is level(**{question: Answer.NOT_ASKED})


def test_a_child_weighs_more():
    young, grown = (weigh_report(Told(kind="hate", answers={}, age=age), waiting=None).score for age in (11, 30))
    assert young > grown


def test_the_reason_is_in_words():
    answers = {"threat_to_life": Answer.YES}
    reasons = weigh_report(Told(kind="threats", answers=answers), waiting=None).reasons
    assert "immediate at least" in reasons[0]
