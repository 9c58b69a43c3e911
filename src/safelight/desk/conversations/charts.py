"""When contact happened, drawn: by hour of the week, and week by week with what was found and what mattered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Chart
from safelight.desk.design.charts.rhythm import rhythm as draw_rhythm
from safelight.desk.design.charts.volume import Landmark, volume
from safelight.examining.case import Examination
from safelight.records.rhythm import Rhythm
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding


def rhythm_chart(examination: Examination) -> Chart:
    """Contact of concern by day and hour, local time; all contact where none is known to be of concern."""
    if examination.of_concern and examination.of_concern.weeks:
        return draw_rhythm(examination.of_concern.hours, title=gettext("Contact of concern by day and hour"))
    return all_contact_chart(examination.rhythm)


def all_contact_chart(rhythm: Rhythm) -> Chart:
    """Contact of anybody towards the owner (in both directions, where none is known) by day and hour."""
    title = (
        gettext("Contact by day and hour")
        if rhythm.of_all
        else gettext("All contact towards the owner by day and hour")
    )
    return draw_rhythm(rhythm.hours, title=title, id_="all-contact")


def volume_chart(examination: Examination, findings: Iterable[Finding], context: CaseContext) -> Chart:
    """Contact of concern week by week, with the days findings begin, the boundaries and the orders."""
    of_concern, rhythm = _of_concern(examination)
    zone = ZoneInfo(rhythm.zone)
    days = Counter(
        examination.began[finding.id].astimezone(zone).date()
        for finding in findings
        if finding.id in examination.began
    )
    return volume(
        contact_weeks(examination),
        days,
        title=gettext("Contact of concern week by week") if of_concern else gettext("Contact week by week"),
        landmarks=list(_landmarks(context, zone)),
    )


def contact_weeks(examination: Examination) -> dict[date, int]:
    """Contact of concern by week, or of anybody where none is known to be of concern."""
    _, rhythm = _of_concern(examination)
    return {week.monday: week.towards_owner or (week.unknown if rhythm.of_all else 0) for week in rhythm.weeks}


def landmarks_of(examination: Examination, context: CaseContext) -> list[Landmark]:
    """The boundaries and the orders, on their days in the zone of the case."""
    return list(_landmarks(context, ZoneInfo(examination.rhythm.zone)))


def _of_concern(examination: Examination) -> tuple[bool, Rhythm]:
    if examination.of_concern and examination.of_concern.weeks:
        return True, examination.of_concern
    return False, examination.rhythm


def _landmarks(context: CaseContext, zone: ZoneInfo) -> Iterator[Landmark]:
    for boundary in context.boundaries:
        yield Landmark(boundary.at.astimezone(zone).date(), gettext("Told to stop"))
    for order in context.orders:
        if order.starts:
            yield Landmark(order.starts, gettext("Order begins"))
