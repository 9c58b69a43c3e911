"""What speaks for a conference of agencies: score, escalation, judgement. It decides nothing."""

from datetime import date, timedelta

import pytest

from safelight.knowledge.instruments import instruments
from safelight.knowledge.risk_reviews import risk_reviews
from safelight.risk.marac import Scored, speaks_for_marac

TODAY = date(2026, 11, 27)


def speaks(grade=None, scores=(), incidents=()):
    return speaks_for_marac(grade, scores, incidents, risk_reviews(), instruments(), today=TODAY)


def test_nothing_speaks_for_it_without_a_ground():
    assert speaks() == speaks("medium") == ()


@pytest.mark.parametrize(
    ("instrument", "score", "grounds"),
    [
        ("safelives-dash", 13, 0),
        ("safelives-dash", 14, 1),
        ("dash-2009", 27, 0),
        ("dara", None, 0),
        ("gone", 99, 0),
    ],
)
def test_a_score_by_the_threshold_of_its_own_instrument(instrument, score, grounds):
    assert len(speaks(scores=[Scored(instrument=instrument, score=score, on=TODAY)])) == grounds


def test_only_the_newest_score_of_an_instrument_counts():
    older = Scored(instrument="safelives-dash", score=20, on=date(2026, 1, 1))
    assert speaks(scores=[Scored(instrument="safelives-dash", score=4, on=TODAY), older]) == ()


def test_three_incidents_within_a_year():
    days = [TODAY - timedelta(days=n) for n in (1, 100, 364)]
    assert "By escalation: 3 incidents" in speaks(incidents=days)[0]
    assert speaks(incidents=[*days[:2], TODAY - timedelta(days=365)]) == ()
    assert speaks(incidents=[*days[:2], TODAY + timedelta(days=1)]) == ()


def test_a_high_grade_is_a_ground_of_judgement():
    assert speaks("high") == ("By judgement: a named person graded the risk high.",)
