"""Rhythm counts contact by local hour and by week, and says what it left out."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from make import EXHIBIT, message

from safelight.records.moment import to_micros
from safelight.records.record import Direction, Kind
from safelight.records.rhythm import rhythm_of
from safelight.records.table import table_of


def contact(offset, *when, direction=Direction.TOWARDS_OWNER, **parts):
    return message(offset, at=to_micros(datetime(*when, tzinfo=UTC)), direction=direction, **parts)


def rhythm(*records, zone=None):
    return rhythm_of(table_of(records, exhibit=EXHIBIT), zone)


def test_hours_are_local_and_move_with_summer_time():
    summer = contact(0, 2026, 7, 6, 23, 30)
    winter = contact(10, 2026, 1, 5, 23, 30)
    counted = rhythm(summer, winter, zone=ZoneInfo("Europe/London"))
    assert counted.hours[1][0] == 1  # Monday 23:30 UTC in July is Tuesday half past midnight in London
    assert counted.hours[0][23] == 1


def test_only_contact_towards_the_owner_is_drawn_where_direction_is_known():
    theirs, mine = contact(0, 2026, 1, 5, 9), contact(10, 2026, 1, 5, 10, direction=Direction.FROM_OWNER)
    counted = rhythm(theirs, mine)
    assert sum(map(sum, counted.hours)) == 1
    assert not counted.of_all


def test_without_any_direction_everything_is_drawn_and_said_so():
    counted = rhythm(contact(0, 2026, 1, 5, 9, direction=Direction.UNKNOWN))
    assert counted.of_all
    assert sum(map(sum, counted.hours)) == 1


def test_quiet_weeks_stand_between_busy_ones():
    counted = rhythm(contact(0, 2026, 1, 5, 9), contact(10, 2026, 1, 27, 9))
    assert [week.monday for week in counted.weeks] == [
        date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26)
    ]  # fmt: skip
    assert [week.towards_owner for week in counted.weeks] == [1, 0, 0, 1]


def test_undated_contact_is_counted_and_notices_are_not_contact():
    counted = rhythm(message(0, at=None), contact(10, 2026, 1, 5, 9, kind=Kind.NOTICE))
    assert (counted.undated, counted.weeks) == (1, ())
