"""How what findings say of a point comes together, and by when to charge."""

from datetime import UTC, date, datetime

import polars as pl

from safelight.desk.points.charging import charging_of
from safelight.desk.points.grid import grid_of
from safelight.knowledge.offences import offences
from safelight.signals.finding import Finding, Known, OffencePointer, PointToProve, Severity, Strength


def finding(name, offence, *points, severity=Severity.HIGH, records=("r1",), strength=Strength.STRONG):
    return Finding(
        id=name * 32, signal="s", version="1", harm="h", claim=name, severity=severity, strength=strength,
        probability=0.8, records=records, offences=(OffencePointer(offence, points),),
    )  # fmt: skip


def point(name, known, *records):
    return PointToProve(name, known, f"About {name}.", records)


def table(*rows):
    return pl.LazyFrame(
        [{"record_id": name, "at": at, "at_other": other} for name, at, other in rows],
        schema={"record_id": pl.String, "at": pl.Datetime("us", "UTC"), "at_other": pl.Datetime("us", "UTC")},
    )


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


def test_records_of_several_findings_are_counted_once():
    rows = grid_of(
        [
            finding("a", "osa-2023-s181", point("sends", Known.SUPPORTED, "r1", "r2")),
            finding("b", "osa-2023-s181", point("sends", Known.SUPPORTED, "r2", "r3")),
        ],
        offences(),
    )
    (cell,) = [cell for cell in rows[0].cells if cell.point.id == "sends"]
    assert (cell.known, cell.records, len(cell.findings)) == (Known.SUPPORTED, ["r1", "r2", "r3"], 2)
    assert (rows[0].supported, rows[0].unknown) == (1, 2)


def test_what_is_for_and_against_is_shown_as_disputed_and_not_as_supported():
    (row,) = grid_of(
        [
            finding("a", "osa-2023-s181", point("serious-threat", Known.SUPPORTED, "r1")),
            finding("b", "osa-2023-s181", point("serious-threat", Known.CONTRADICTED, "r2")),
        ],
        offences(),
    )
    cell = row.cell("serious-threat")
    assert cell.is_disputed
    assert cell.known is Known.CONTRADICTED
    assert (cell.supporting, cell.against) == (["r1"], ["r2"])


def test_the_offence_of_the_gravest_finding_comes_first():
    rows = grid_of(
        [
            finding("a", "pha-1997-s2", severity=Severity.LOW),
            finding("b", "osa-2023-s181", severity=Severity.VERY_HIGH),
        ],
        offences(),
    )
    assert [row.offence.id for row in rows] == ["osa-2023-s181", "pha-1997-s2"]


def test_offences_that_the_pack_does_not_hold_are_left_out():
    assert grid_of([finding("a", "no-such-act")], offences()) == []


def test_a_course_of_conduct_counts_from_its_last_act_only():
    (row,) = grid_of([finding("a", "pha-1997-s2", records=("r1", "r2"))], offences())
    acts = table(("r1", at(2026, 3, 1), None), ("r2", at(2026, 9, 11, 23, 30), None))
    charging = charging_of(row, acts, today=date(2026, 11, 27))
    assert (charging.by.day, charging.days_left, charging.first) == (date(2027, 3, 12), 105, None)


def test_single_acts_each_have_their_own_time():
    (row,) = grid_of([finding("a", "soa-2003-s66b-1", records=("r1", "r2"))], offences())
    acts = table(("r1", at(2026, 3, 1), None), ("r2", at(2026, 9, 12), None))
    charging = charging_of(row, acts, today=date(2027, 3, 13))
    assert charging.is_over
    assert charging.first.day == date(2026, 9, 1)


def test_of_a_day_that_can_be_read_two_ways_the_earlier_is_used():
    (row,) = grid_of([finding("a", "pha-1997-s2")], offences())
    charging = charging_of(row, table(("r1", at(2026, 9, 3), at(2026, 3, 9))), today=date(2026, 4, 1))
    assert charging.by.day == date(2026, 9, 9)
    assert charging.is_read_two_ways


def test_without_a_day_or_a_limit_nothing_is_said():
    undated = table(("r1", None, None))
    dated = table(("r1", at(2026, 9, 3), None))
    assert (
        charging_of(grid_of([finding("a", "pha-1997-s2")], offences())[0], undated, today=date(2026, 4, 1)) is None
    )
    assert (
        charging_of(grid_of([finding("a", "pha-1997-s4a")], offences())[0], dated, today=date(2026, 4, 1)) is None
    )


def test_weak_signs_support_nothing_until_somebody_accepts_them():
    weak = finding("a", "osa-2023-s181", point("sends", Known.SUPPORTED, "r1"), strength=Strength.WEAK)
    (row,) = grid_of([weak], offences())
    cell = row.cell("sends")
    assert (cell.known, cell.is_hinted, cell.records, cell.behind) == (Known.NOT_YET_KNOWN, True, ["r1"], [weak])
    assert row.supported == 0
    (row,) = grid_of([weak], offences(), accepted={weak.id})
    assert row.cell("sends").known is Known.SUPPORTED


def test_weak_signs_are_left_out_where_there_is_more():
    weak = finding("a", "osa-2023-s181", point("sends", Known.CONTRADICTED, "r1"), strength=Strength.WEAK)
    strong = finding("b", "osa-2023-s181", point("sends", Known.SUPPORTED, "r2"))
    (row,) = grid_of([weak, strong], offences())
    cell = row.cell("sends")
    assert (cell.known, cell.records, cell.behind) == (Known.SUPPORTED, ["r2"], [strong])
