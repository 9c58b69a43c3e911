"""Pages of the accounts of a case."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safelight.desk import content
from safelight.desk.accounts.candidates import candidates, joined
from safelight.desk.accounts.warnings import courses
from safelight.desk.cases.access import case_for
from safelight.desk.design.charts.fan import fan
from safelight.desk.findings.standing import newest_decisions, standing
from safelight.desk.looks import look
from safelight.evidence.audit import Act


@require_safe
def contact_graph(request: HttpRequest, reference: str) -> HttpResponse:
    """Who was in contact with the owner and how much, and which accounts may share a hand."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_FINDINGS, case=case.key, part="accounts")
    examination = content.open_examination(case, audit=audit)
    found = candidates(examination.findings, newest_decisions(case))
    owner = case.context.owner.name or _("The owner")
    chart = fan(examination.sides, joined(found, examination.sides), owner=owner, title=_("Contact by account"))
    return render(request, "accounts/graph.html", {"case": case, "chart": chart, "candidates": found})


@require_safe
def warning_signs(request: HttpRequest, reference: str) -> HttpResponse:
    """Warning signs of grooming by account that nobody rejected, each drawn and quoted."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_FINDINGS, case=case.key, part="warning signs")
    opened = content.open_case(case, audit=audit)
    zone = ZoneInfo(opened.examination.rhythm.zone)
    found = courses(standing(case, opened.examination.findings), opened.table, zone)
    return render(request, "accounts/warning_signs.html", {"case": case, "courses": found})
