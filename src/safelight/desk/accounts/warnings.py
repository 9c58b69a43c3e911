"""Warning signs of grooming by account: the kinds in the order in which they came, with the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import polars as pl
from django.utils.formats import date_format
from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Chart
from safelight.desk.design.charts.kinds import Moment, kinds
from safelight.records.search import records_named
from safelight.signals.finding import Finding
from safelight.signals.grooming.reading import stages_in

GROOMING = "grooming"


@dataclass(frozen=True)
class Quoted:
    """One message of a course, with its kinds of sign in words."""

    record_id: str
    when: str
    sender: str
    text: str
    kinds: list[str]


@dataclass(frozen=True)
class Course:
    """One finding of grooming, drawn and quoted."""

    finding: Finding
    chart: Chart
    quoted: list[Quoted]


def courses(findings: Iterable[Finding], table: pl.LazyFrame, zone: ZoneInfo) -> list[Course]:
    """Every course that stands, in the order given."""
    return [
        _course(finding, table, zone, number)
        for number, finding in enumerate((one for one in findings if one.signal == GROOMING), start=1)
    ]


def _course(finding: Finding, table: pl.LazyFrame, zone: ZoneInfo, number: int) -> Course:
    rows = records_named(table, finding.records).sort("at", nulls_last=True)
    quoted = [
        Quoted(
            record_id=row["record_id"],
            when=date_format(row["at"].astimezone(zone), "j M Y, H:i") if row["at"] else gettext("no known time"),
            sender=row["sender"] or "",
            text=row["text"] or "",
            kinds=[stage.words for stage in stages_in(row["text"] or "")],
        )
        for row in rows.iter_rows(named=True)
    ]
    chart = kinds(
        [Moment(one.when, one.kinds) for one in quoted],
        id_=f"warning-signs-{number}",
        title=gettext("Kinds of warning sign, message by message"),
    )
    return Course(finding, chart, quoted)
