"""In which weeks the records of each finding happened: what escalation over time is drawn from."""

from collections.abc import Iterable
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

import msgspec
import polars as pl

from safelight.signals.finding import Finding


class FoundWeek(msgspec.Struct, frozen=True):
    """How many records of a finding fall into the seven days from ``monday`` on, in local time."""

    monday: date
    records: int


def weeks_of(
    table: pl.DataFrame, findings: Iterable[Finding], zone: tzinfo | None
) -> dict[str, tuple[FoundWeek, ...]]:
    """By the finding's id: its weeks in order. Records without a time are left out; without a zone, UTC."""
    name = zone.key if isinstance(zone, ZoneInfo) else "UTC"
    pairs = [(finding.id, record) for finding in findings for record in finding.records]
    rests_on = pl.DataFrame(pairs, schema={"finding": pl.String, "record_id": pl.String}, orient="row")
    dated = (
        table.lazy()
        .select("record_id", monday=pl.col("at").dt.convert_time_zone(name).dt.date().dt.truncate("1w"))
        .drop_nulls()
    )
    counted = (
        rests_on.lazy()
        .join(dated, on="record_id")
        .group_by("finding", "monday")
        .agg(records=pl.len())
        .sort("finding", "monday")
        .collect()
    )
    weeks: dict[str, list[FoundWeek]] = {}
    for finding, monday, records in counted.iter_rows():
        weeks.setdefault(finding, []).append(FoundWeek(monday, records))
    return {finding: tuple(each) for finding, each in weeks.items()}
