"""When contact happened, drawn: by hour of the week, and week by week with what was found and what mattered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Chart
from safelight.desk.design.charts.rhythm import rhythm as draw_rhythm
from safelight.desk.design.charts.volume import Landmark, volume
from safelight.examining.case import Examination
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


def volume_chart(examination: Examination, findings: Iterable[Finding], context: CaseContext) -> Chart:
    """Contact week by week, with the days findings begin, the boundaries and the orders."""
    rhythm = examination.rhythm
    zone = ZoneInfo(rhythm.zone)
    title = gettext("Contact week by week") if rhythm.of_all else gettext("Contact towards the owner week by week")
    days = Counter(
        examination.began[finding.id].astimezone(zone).date()
        for finding in findings
        if finding.id in examination.began
    )
    return volume(
        {week.monday: week.unknown if rhythm.of_all else week.towards_owner for week in rhythm.weeks},
        days,
        title=title,
        landmarks=list(_landmarks(context, zone)),
    )


def _landmarks(context: CaseContext, zone: ZoneInfo) -> Iterator[Landmark]:
    for boundary in context.boundaries:
        yield Landmark(boundary.at.astimezone(zone).date(), gettext("Told to stop"))
    for order in context.orders:
        if order.starts:
            yield Landmark(order.starts, gettext("Order begins"))
