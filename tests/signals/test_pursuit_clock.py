"""Hours of the night on the clock of the case, whatever the clocks do."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.signals.frames import START, frame

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.contacts import contacts
from safelight.signals.pursuit.night import candidates
from safelight.signals.pursuit.parties import Parties
from safelight.signals.pursuit.wording import Clock, lasting

MOMENTS = st.integers(0, 45 * 365 * 24 * 60).map(
    lambda minutes: START - timedelta(days=30 * 365, minutes=-minutes)
)
ZONES = ("Europe/London", "Asia/Kolkata", "America/St_Johns", "Pacific/Chatham", "Africa/Casablanca")


@given(MOMENTS, st.sampled_from(ZONES))
def test_the_small_hours_are_those_on_the_wall(at, zone):
    assert Clock(zone).is_small_hours(at) is (at.astimezone(ZoneInfo(zone)).hour < 5)


@given(st.integers(0, 700), st.sampled_from(ZONES))
def test_the_column_and_the_single_moment_agree_through_every_change_of_clocks(days, zone):
    clock = Clock(zone)
    table = frame([(1440.0 * (days + n) + 37 * n, "her", "hello") for n in range(12)])
    seen = contacts(table, Parties(CaseContext()))
    nights = {clock.local(at).date() for at in seen["at"] if clock.is_small_hours(at)}
    enough = len(nights) >= 4
    assert candidates(seen, clock) == (["her"] if enough else [])


@pytest.mark.parametrize("zone", [None, "Nowhere/Place", "../etc", ""])
def test_an_unknown_zone_has_no_night_and_says_utc(zone):
    clock = Clock(zone)
    assert not clock.is_small_hours(START.replace(hour=3))
    assert clock.moment(START) == "2 March 2026 at 09:00 UTC"


def test_spans_of_time_are_told_in_plain_words():
    spans = [timedelta(seconds=5), timedelta(minutes=40), timedelta(hours=5), timedelta(days=3)]
    assert [lasting(span) for span in spans] == ["1 minute", "40 minutes", "5 hours", "3 days"]


def test_an_empty_table_has_no_nights():
    seen = contacts(frame([]), Parties(CaseContext()))
    assert seen.height == 0
    assert isinstance(seen, pl.DataFrame)
