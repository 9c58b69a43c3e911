"""When contact happened, drawn: by hour of the week, and week by week with what was found and what mattered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

import polars as pl
from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Chart
from safelight.desk.design.charts.rhythm import rhythm as draw_rhythm
from safelight.desk.design.charts.volume import Landmark, volume
from safelight.records.rhythm import Rhythm
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding


def rhythm_chart(rhythm: Rhythm) -> Chart:
    """Contact towards the owner (or all, where no direction is known) by day and hour, local time."""
    title = (
        gettext("Contact by day and hour")
        if rhythm.of_all
        else gettext("Contact towards the owner by day and hour")
    )
    return draw_rhythm(rhythm.hours, title=title)


def volume_chart(rhythm: Rhythm, findings: Iterable[Finding], table: pl.LazyFrame, context: CaseContext) -> Chart:
    """Contact week by week, with the days findings begin, the boundaries and the orders."""
    title = gettext("Contact week by week") if rhythm.of_all else gettext("Contact towards the owner week by week")
    return volume(
        {week.monday: week.unknown if rhythm.of_all else week.towards_owner for week in rhythm.weeks},
        _days_findings_begin(findings, table, rhythm.zone),
        title=title,
        landmarks=list(_landmarks(context, ZoneInfo(rhythm.zone))),
    )


def _days_findings_begin(findings: Iterable[Finding], table: pl.LazyFrame, zone: str) -> dict[date, int]:
    first_records = Counter(finding.records[0] for finding in findings if finding.records)
    dated = (
        table.select("record_id", pl.col("at").dt.convert_time_zone(zone).dt.date())
        .filter(pl.col("record_id").is_in(list(first_records)))
        .drop_nulls()
        .collect()
    )
    days: Counter[date] = Counter()
    for record_id, day in dated.iter_rows():
        days[day] += first_records[record_id]
    return dict(days)


def _landmarks(context: CaseContext, zone: ZoneInfo) -> Iterator[Landmark]:
    for boundary in context.boundaries:
        yield Landmark(boundary.at.astimezone(zone).date(), gettext("Told to stop"))
    for order in context.orders:
        if order.starts:
            yield Landmark(order.starts, gettext("Order begins"))
