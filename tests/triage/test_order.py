"""The one order of work: floors cannot be undercut, and nothing waits without end."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from safelight.triage.level import Level
from safelight.triage.order import NEVER, first_of, is_worth_dropping_for, order_of, place_of, risen_rank
from safelight.triage.waiting_targets import waiting_targets

HOURS = waiting_targets().by_rank
RANKS = st.integers(0, Level.IMMEDIATE.rank)


class Waiting(NamedTuple):
    rank: int = 1
    points: float = 0.0
    came: float = 0.0
    due: float = NEVER
    is_held: bool = False


def a_case(rank: int, points: float, came: float, *, held: bool = False) -> Waiting:
    return Waiting(rank, points, came, came + HOURS[rank], held)


CASES = st.builds(a_case, RANKS, st.floats(0, 200), st.floats(0, 2000), held=st.booleans())


@given(st.lists(CASES, min_size=1), st.floats(0, 4000))
def test_the_first_is_the_first_of_the_order(cases, now):
    assert place_of(first_of(cases, now), now) == place_of(order_of(cases, now)[0], now)


@given(CASES, st.floats(0, 2000), st.floats(0, 10_000))
def test_a_case_to_look_at_now_by_a_floor_comes_before_whatever_no_floor_holds(other, came, now):
    floor = a_case(Level.IMMEDIATE.rank, 0, came, held=True)
    if not other.is_held or other.rank < Level.IMMEDIATE.rank:
        assert order_of([other, floor], now)[0] == floor


@given(st.floats(0, 1000), st.floats(0, 200), st.booleans())
def test_a_floor_whose_target_presses_comes_before_every_score_of_its_level(came, points, risen):
    rank = Level.HIGH.rank
    floor = a_case(rank, 0, came, held=True)
    now = floor.due - HOURS[rank] * 0.4
    other = a_case(Level.LOW.rank, points, came - 10_000) if risen else a_case(rank, points, came)
    assert order_of([other, floor], now)[0] == floor


@given(RANKS, st.floats(0, 10_000))
def test_waiting_raises_and_never_lowers(rank, now):
    case = a_case(rank, 5, 0)
    assert rank <= risen_rank(case, now) <= max(rank, Level.HIGH.rank)
    assert place_of(case, now + 1) <= place_of(case, now)


def test_a_low_case_comes_before_newer_high_ones_in_the_end():
    old = a_case(Level.LOW.rank, 1, 0)
    for day in range(0, 24 * 365, 24):
        newer = a_case(Level.HIGH.rank, 49, float(day))
        if order_of([newer, old], float(day))[0] == old:
            assert day < 24 * 150
            return
    raise AssertionError


def test_what_nobody_has_taken_up_for_half_a_day_counts_as_high_whatever_its_level():
    hours = waiting_targets().unlooked_rises_after
    for level in (Level.NONE, Level.LOW, Level.MEDIUM):
        case = a_case(level.rank, 12, 0)
        assert risen_rank(case, hours - 0.1) == level.rank
        assert risen_rank(case, hours) == Level.HIGH.rank


def test_a_case_that_somebody_has_taken_up_stays_where_it_is():
    taken = Waiting(Level.LOW.rank, 12, 0.0, NEVER)
    assert risen_rank(taken, 1_000) == Level.LOW.rank


def test_past_its_target_a_case_counts_as_one_level_higher():
    """It came in while it was low, and was put on a level with a target that was nearly over."""
    medium = Waiting(Level.MEDIUM.rank, 12, 0.0, 2.0)
    assert risen_rank(medium, 2.0) == Level.MEDIUM.rank
    assert risen_rank(medium, 3.0) == Level.HIGH.rank


def test_nobody_drops_what_a_floor_holds():
    now, nuisance = a_case(Level.IMMEDIATE.rank, 80, 0), a_case(Level.LOW.rank, 3, 0)
    assert is_worth_dropping_for(now, nuisance)
    assert not is_worth_dropping_for(now, a_case(Level.MEDIUM.rank, 3, 0, held=True))
    assert not is_worth_dropping_for(now, now)
    assert not is_worth_dropping_for(a_case(Level.MEDIUM.rank, 18, 0), nuisance)


def test_targets_are_shorter_the_graver_the_level():
    assert list(HOURS) == sorted(HOURS, reverse=True)
    assert all(hours > 0 for hours in HOURS)
