"""Somebody's cases in the order of work (``triage.order``), each with its reason in words."""

from dataclasses import dataclass

from django.http import HttpRequest

from safelight.desk import content
from safelight.desk.board.place import TOLD_FROM as PLACE_FROM
from safelight.desk.board.place import Place, now
from safelight.desk.board.shown import place_with
from safelight.desk.cases.changes import TOLD_FROM, changes_since_last_look
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Stage
from safelight.desk.findings.standing import priority_of, priority_unexamined
from safelight.desk.looks import look, record
from safelight.desk.people.models import Person
from safelight.desk.reports.models import Report
from safelight.desk.reports.place import ReportPlace
from safelight.desk.reports.queue import waiting_reports
from safelight.desk.risk.state import RiskState, risk_state
from safelight.evidence.audit import Act
from safelight.triage.order import place_of
from safelight.triage.priority import Priority

_TOLD_FROM: tuple[str, ...] = (*TOLD_FROM, *PLACE_FROM)


@dataclass(frozen=True)
class Waiting:
    """One case in the queue, with its place."""

    case: Case
    place: Place
    changes: list[str]
    exhibits_in_work: int
    exhibits_not_read: int
    risk: RiskState


@dataclass(frozen=True)
class WaitingReport:
    """One report in the queue, before there is a case."""

    report: Report
    place: ReportPlace


def with_reports(request: HttpRequest, person: Person, queue: list[Waiting]) -> list[Waiting | WaitingReport]:
    """The person's cases and the reports they may see, in one order."""
    reports = [WaitingReport(place.report, place) for place in waiting_reports(request, person)]
    moment = now()
    return sorted((*queue, *reports), key=lambda one: place_of(one.place, moment))


def queue_of(request: HttpRequest, person: Person) -> list[Waiting]:
    """The person's cases; each one listed is a look at it."""
    mine = Case.objects.filter(members=person, disposal=None)
    told_from = (*_TOLD_FROM, "conference_decisions")
    cases = mine.select_related("owner", "examination", "report").prefetch_related(*told_from)
    queue = [_waiting(request, person, case) for case in cases]
    moment = now()
    return sorted(queue, key=lambda waiting: place_of(waiting.place, moment))


def _waiting(request: HttpRequest, person: Person, case: Case) -> Waiting:
    stages = [exhibit.stage for exhibit in case.exhibits.all()]
    return Waiting(
        case=case,
        place=place_with(case, _priority(request, case)),
        changes=changes_since_last_look(case, person),
        exhibits_in_work=sum(not Stage(stage).is_over for stage in stages),
        exhibits_not_read=stages.count(Stage.NOT_READ),
        risk=risk_state(case),
    )


def _priority(request: HttpRequest, case: Case) -> Priority | None:
    event = look(request, Act.LOOKED_AT_WORK, case=case.key)
    try:
        return priority_of(case, content.open_examination(case, audit=event).findings)
    except content.NotThereYet:
        record(event)
        return priority_unexamined(case)
