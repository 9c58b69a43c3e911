"""The page of escalation over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.conversations.charts import contact_weeks, landmarks_of
from safelight.desk.design.charts.escalation import escalation
from safelight.desk.escalation.lanes import lanes_of
from safelight.desk.findings.standing import standing
from safelight.desk.looks import look
from safelight.evidence.audit import Act


@require_safe
def over_time(request: HttpRequest, reference: str) -> HttpResponse:
    """What was found and has not been rejected, week by week, under the contact of the same weeks."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_FINDINGS, case=case.key, part="escalation")
    examination = content.open_examination(case, audit=audit)
    stands = standing(case, examination.findings)
    chart = escalation(
        contact_weeks(examination),
        lanes_of(examination, stands),
        title=_("What was found, week by week"),
        landmarks=landmarks_of(examination, case.context),
    )
    page = {
        "case": case,
        "chart": chart,
        "rhythm": examination.rhythm,
        "undated": sum(finding.id not in examination.weekly for finding in stands),
    }
    return render(request, "escalation/over_time.html", page)
