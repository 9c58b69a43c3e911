"""The place of a case from a request: its priority looked up and entered in the ledger as a look."""

from django.http import HttpRequest

from safelight.desk import content
from safelight.desk.board.models import Cause
from safelight.desk.board.place import Place, place_of_case
from safelight.desk.board.weighing import keep_weighing
from safelight.desk.cases.models import Case
from safelight.desk.findings.standing import priority_of, priority_unexamined
from safelight.desk.looks import look, record
from safelight.evidence.audit import Act
from safelight.triage.priority import Priority


def place_with(case: Case, priority: Priority | None) -> Place:
    """The place of a case. Where waiting alone changed its level, that is kept in its history first."""
    place = place_of_case(case, priority)
    if priority is None or (place.weighing is not None and place.weighing.level == priority.level):
        return place
    keep_weighing(case, priority, Cause.TIME)
    return place_of_case(Case.objects.get(pk=case.pk), priority)


def place_for(request: HttpRequest, case: Case) -> Place:
    """The place of one case."""
    event = look(request, Act.LOOKED_AT_CASE, case=case.key, what="place")
    try:
        return place_with(case, priority_of(case, content.open_examination(case, audit=event).findings))
    except content.NotThereYet:
        record(event)
        return place_with(case, priority_unexamined(case))
