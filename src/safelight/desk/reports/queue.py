"""The reports somebody may see, as the queue shows them."""

from django.http import HttpRequest

from safelight.desk.looks import look, record
from safelight.desk.people.models import Person, Role
from safelight.desk.reports.models import Report, ReportState
from safelight.desk.reports.permissions import may_take_report
from safelight.desk.reports.place import ReportPlace
from safelight.evidence.audit import Act


def waiting_reports(request: HttpRequest, person: Person) -> list[ReportPlace]:
    """Reports that wait: supervisors see every one, others those they took down."""
    if not may_take_report(person):
        return []
    waiting = Report.objects.filter(state=ReportState.WAITING).select_related("taken_by")
    if person.role != Role.SUPERVISOR:
        waiting = waiting.filter(taken_by=person)
    places = [ReportPlace(report) for report in waiting]
    if places:
        record(look(request, Act.LOOKED_AT_WORK, reports=len(places)))
    return places
