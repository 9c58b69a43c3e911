"""The report a case came from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.looks import look
from safelight.desk.reports import actions
from safelight.desk.reports.forms import SettleForm
from safelight.desk.reports.models import Report
from safelight.desk.reports.permissions import check_may_settle, may_settle
from safelight.desk.reports.words import ReportWords
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.signals.finding import Finding
from safelight.triage.report_questions import said_of


@require_safe
def of_case(request: HttpRequest, reference: str) -> HttpResponse:
    """What was reported, in the words it was told in."""
    person, case = case_for(request, reference)
    report = _report(case)
    event = look(request, Act.LOOKED_AT_REPORT, case=case.key, subject=report.words_sha256)
    page = {
        "case": case,
        "report": report,
        "said": said_of(report.told),
        "words": content.open_report(case.key, report.words_sha256, ReportWords, audit=event),
        "may_settle": may_settle(person, case),
    }
    return render(request, "reports/of_case.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that what was reported is settled."""
    person, case = case_for(request, reference)
    check_may_settle(person, case)
    report = _report(case)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        try:
            actions.settle(report, case, person, _findings(request, case), reason=form.cleaned_data["reason"])
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("cases:case", reference)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reports/settle.html", {"case": case, "report": report, "form": form}, status=status)


def _report(case: Case) -> Report:
    report = Report.objects.select_related("taken_by", "settled_by").filter(case=case).first()
    if report is None:
        raise Http404
    return report


def _findings(request: HttpRequest, case: Case) -> tuple[Finding, ...]:
    try:
        return content.open_examination(case, audit=look(request, Act.LOOKED_AT_CASE, case=case.key)).findings
    except content.NotThereYet:
        return ()
