"""Keeps it when a case is weighed and comes out otherwise, with the cause."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from safelight.desk.board.models import Cause, Weighing
from safelight.desk.board.place import UNWEIGHED, target_of
from safelight.desk.cases.models import Case
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act, AuditEvent
from safelight.triage.level import Level
from safelight.triage.priority import Priority

WAITING = "waiting"


@transaction.atomic
def keep_weighing(case: Case, priority: Priority, cause: Cause, *, by: Person | None = None) -> Weighing | None:
    """A new entry in the history of the case, and in the ledger, if anything but the waiting came out otherwise.

    ``by`` is who caused it; nobody where a worker or the clock did.
    """
    before = case.weighings.last()
    terms = {term.name: term.points for term in priority.terms}
    floors = {floor.flag: floor.level.value for floor in priority.floors}
    if before is not None and _same(before, priority.level, terms, floors):
        return None
    now = timezone.now()
    kept = Weighing.objects.create(
        case=case,
        at=now,
        cause=cause,
        by=by,
        level=priority.level,
        points=priority.score,
        terms=terms,
        floors=floors,
        due_at=due_at(case, before, priority.level, now),
    )
    said = {"level": priority.level.value, "was": before.level if before else "", "cause": cause.value}
    if by is not None:
        record(event_of(by, Act.PRIORITY_CHANGED, case=case.key, **said))
    else:
        actor = "clock" if cause == Cause.TIME else "worker"
        record(AuditEvent(act=Act.PRIORITY_CHANGED, actor=actor, case=case.key, details={**said}))
    return kept


def cause_of_examination(case: Case) -> Cause:
    """Why the worker examined the case: officers wrote something down since it was weighed, or more was read."""
    before = case.weighings.last()
    changed = case.context_changed_at
    return Cause.CONTEXT if before and changed and changed > before.at else Cause.EXAMINED


def due_at(case: Case, before: Weighing | None, level: Level, now: datetime) -> datetime:
    """The target: of a level it rose to, from now on, unless an earlier one stands; else from the day it came."""
    was = Level(before.level) if before else UNWEIGHED
    if level.rank > was.rank:
        earlier = before.due_at if before else case.opened_at + target_of(UNWEIGHED)
        return min(earlier, now + target_of(level))
    if before is not None and level.rank == was.rank:
        return before.due_at
    return case.opened_at + target_of(level)


def _same(before: Weighing, level: Level, terms: dict[str, float], floors: dict[str, str]) -> bool:
    return (before.level, before.floors, _without_waiting(before.terms)) == (
        level,
        floors,
        _without_waiting(terms),
    )


def _without_waiting(terms: dict[str, float]) -> dict[str, float]:
    return {name: points for name, points in terms.items() if name != WAITING}
