"""When an assessment is looked at again: by its grade, and sooner by what happens."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.knowledge.risk_reviews import risk_reviews
from safelight.risk.review import Happened, next_review

PACK = risk_reviews()
GRADED = date(2026, 11, 2)


def happened(kind, on, *, noted_on=date(2026, 11, 4), since_grade=True):
    return Happened(kind=kind, on=on, noted_on=noted_on, since_grade=since_grade)


@pytest.mark.parametrize(("grade", "days"), [("high", 7), ("medium", 28), ("standard", 84)])
def test_a_grade_sets_the_day(grade, days):
    due = next_review(grade, GRADED, (), PACK)
    assert due.on == GRADED + timedelta(days=days)
    assert str(days) in due.because


def test_without_a_grade_or_an_event_nothing_is_due():
    assert next_review(None, None, (), PACK) is None


def test_an_event_brings_it_forward():
    due = next_review("standard", GRADED, [happened("new-incident", date(2026, 11, 4))], PACK)
    assert due.on == date(2026, 11, 4)
    assert due.because == "A new incident, on 4 November 2026."


def test_an_event_that_the_grade_knew_of_asks_for_nothing():
    event = happened("new-incident", date(2026, 11, 1), since_grade=False)
    assert next_review("standard", GRADED, [event], PACK).on == GRADED + timedelta(days=84)


def test_an_event_to_come_asks_for_a_review_before_it_whoever_knew():
    ends = date(2026, 12, 20)
    for since_grade in (True, False):
        event = happened("order-expiring", ends, noted_on=date(2026, 11, 1), since_grade=since_grade)
        assert next_review("standard", GRADED, [event], PACK).on == ends - timedelta(days=14)


def test_an_event_close_at_hand_is_due_on_the_day_it_is_written_down():
    event = happened("release", date(2026, 11, 5))
    assert next_review("standard", GRADED, [event], PACK).on == date(2026, 11, 4)


def test_an_event_before_any_grade_is_due_too():
    assert next_review(None, None, [happened("charge", date(2026, 11, 4))], PACK).on == date(2026, 11, 5)


def test_due_and_overdue():
    due = next_review("high", GRADED, (), PACK)
    assert not due.is_due(date(2026, 11, 8))
    assert due.is_due(date(2026, 11, 9))
    assert not due.is_overdue(date(2026, 11, 9))
    assert due.is_overdue(date(2026, 11, 10))


@given(st.lists(st.tuples(st.sampled_from([one.id for one in PACK.events]), st.integers(-60, 200)), max_size=8))
def test_no_event_ever_puts_a_review_off(events):
    without = next_review("medium", GRADED, (), PACK)
    noted = [happened(kind, date(2026, 11, 4) + timedelta(days=days)) for kind, days in events]
    assert next_review("medium", GRADED, noted, PACK).on <= without.on
