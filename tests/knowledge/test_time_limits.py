"""The last day to charge is counted as courts count months, and a day too early rather than too late."""

from datetime import date

import pytest

from safelight.knowledge.time_limits import SAYS, TimeLimit, charge_by


@pytest.mark.parametrize(
    ("last_act", "last_day"),
    [
        (date(2026, 9, 12), date(2027, 3, 12)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_six_months_leave_the_day_of_the_act_out(last_act, last_day):
    assert charge_by(TimeLimit.SIX_MONTHS, last_act).day == last_day


def test_what_can_go_to_the_crown_court_has_no_last_day():
    assert charge_by(TimeLimit.NONE, date(2026, 9, 12)) is None
    assert charge_by(TimeLimit.OF_ANOTHER, date(2026, 9, 12)) is None


def test_three_years_stand_until_the_evidence_is_enough_and_then_six_months():
    act = date(2026, 9, 12)
    assert charge_by(TimeLimit.FROM_EVIDENCE, act).day == date(2029, 9, 11)
    assert "if that is sooner" in charge_by(TimeLimit.FROM_EVIDENCE, act).unless
    assert charge_by(TimeLimit.FROM_EVIDENCE, act, enough_evidence=date(2027, 1, 5)).day == date(2027, 7, 4)
    assert charge_by(TimeLimit.FROM_EVIDENCE, act, enough_evidence=date(2029, 8, 1)).day == date(2029, 9, 11)


def test_a_limit_that_may_be_otherwise_says_so():
    assert "domestic abuse" in charge_by(TimeLimit.DOMESTIC_ASSAULT, date(2026, 9, 12)).unless
    assert "not read" in charge_by(TimeLimit.PERHAPS_SIX_MONTHS, date(2026, 9, 12)).unless


def test_every_limit_has_its_sentence():
    assert set(SAYS) == set(TimeLimit)
