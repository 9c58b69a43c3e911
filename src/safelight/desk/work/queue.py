"""Somebody's cases in the order of harm, each with its reason in words."""

from dataclasses import dataclass

from django.http import HttpRequest

from safelight.desk import content
from safelight.desk.cases.changes import TOLD_FROM, changes_since_last_look
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Stage
from safelight.desk.findings.standing import priority_of
from safelight.desk.looks import look, record
from safelight.desk.people.models import Person
from safelight.desk.risk.state import RiskState, grade_of, risk_state
from safelight.evidence.audit import Act
from safelight.triage.level import Level
from safelight.triage.priority import Priority


@dataclass(frozen=True)
class Waiting:
    """One case in the queue. ``priority`` is ``None`` until something of it was examined."""

    case: Case
    priority: Priority | None
    changes: list[str]
    exhibits_in_work: int
    exhibits_not_read: int
    risk: RiskState

    @property
    def order(self) -> tuple[int, float, float]:
        """Most harm first, then the longest waiting; what nobody has weighed yet stands above low."""
        rank = self.priority.level.rank if self.priority else Level.LOW.rank
        score = self.priority.score if self.priority else 0.0
        return (-rank, -score, self.case.opened_at.timestamp())


def queue_of(request: HttpRequest, person: Person) -> list[Waiting]:
    """The person's cases; each one listed is a look at it."""
    mine = Case.objects.filter(members=person, disposal=None)
    cases = mine.select_related("owner", "examination").prefetch_related(*TOLD_FROM, "conference_decisions")
    return sorted((_waiting(request, person, case) for case in cases), key=lambda waiting: waiting.order)


def _waiting(request: HttpRequest, person: Person, case: Case) -> Waiting:
    stages = [exhibit.stage for exhibit in case.exhibits.all()]
    return Waiting(
        case=case,
        priority=_priority(request, case),
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
        return priority_of(case, ()) if grade_of(case) else None
