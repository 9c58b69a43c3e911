"""The days that matter in a case, to lay install dates over."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from safelight.apps_check.check import Incident
from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.findings.standing import standing
from safelight.desk.looks import look, record
from safelight.evidence.audit import Act
from safelight.signals.finding import Strength


def incidents_of(request: HttpRequest, case: Case) -> list[Incident]:
    """What officers wrote down, and when what was found began."""
    return [*_known(case), *_found(request, case)]


def _known(case: Case) -> Iterator[Incident]:
    for boundary in case.context.boundaries:
        yield Incident(boundary.at.date(), _("they were told to stop, or blocked"))
    for order in case.context.orders:
        if order.starts is not None:
            yield Incident(order.starts, _("an order or bail condition began"))


def _found(request: HttpRequest, case: Case) -> Iterator[Incident]:
    event = look(request, Act.LOOKED_AT_FINDINGS, case=case.key)
    try:
        examination = content.open_examination(case, audit=event)
    except content.NotThereYet:
        record(event)
        return
    for finding in standing(case, examination.findings):
        if finding.id in examination.began and finding.strength is not Strength.WEAK:
            yield Incident(examination.began[finding.id].date(), finding.claim)
