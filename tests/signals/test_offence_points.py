"""Points to prove have three values, and the law is that of the day of the act in England and Wales."""

from datetime import UTC, date, datetime

from safelight.records.moment import to_micros
from safelight.signals.finding import Known
from safelight.signals.offence_points import day_of, pointers

BEARING = {
    "osa-2023-s181": {"serious-threat": "The words appear to convey a threat of death."},
    "mca-1988-s1-to-2024": {},
}


def test_only_the_law_of_the_day_is_pointed_to():
    after = pointers(BEARING, on=date(2024, 1, 31), records=("r",), against={})
    before = pointers(BEARING, on=date(2024, 1, 30), records=("r",), against={})
    assert [one.offence for one in after] == ["osa-2023-s181"]
    assert [one.offence for one in before] == ["mca-1988-s1-to-2024"]


def test_every_point_of_the_offence_stands_there_in_three_values():
    (pointer,) = pointers(
        BEARING, on=date(2025, 1, 1), records=("r",), against={"intends-or-reckless": "The owner laughs."}
    )
    assert {point.id: point.known for point in pointer.points} == {
        "sends": Known.NOT_YET_KNOWN,
        "serious-threat": Known.SUPPORTED,
        "intends-or-reckless": Known.CONTRADICTED,
    }
    assert all(point.reason for point in pointer.points)
    assert {point.records for point in pointer.points if point.known is Known.NOT_YET_KNOWN} == {()}


def test_a_day_is_counted_on_the_clock_of_the_country():
    assert day_of(to_micros(datetime(2024, 7, 1, 23, 30, tzinfo=UTC))) == date(2024, 7, 2)
    assert day_of(None) is None


def test_without_a_day_the_law_of_the_pack_is_used():
    assert [one.offence for one in pointers(BEARING, on=None, records=(), against={})] == ["osa-2023-s181"]
