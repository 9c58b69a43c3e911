"""Pages of reports."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk import content
from safelight.desk.cases.access import signed_in
from safelight.desk.looks import look, refuse
from safelight.desk.people.models import Person
from safelight.desk.reports import actions
from safelight.desk.reports.forms import CloseForm, MakeCaseForm, ReportForm
from safelight.desk.reports.models import Report, ReportState
from safelight.desk.reports.permissions import check_may_take_report, may_see_report
from safelight.desk.reports.place import ReportPlace
from safelight.desk.reports.words import KEPT_UNDER, ReportWords
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act


@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest) -> HttpResponse:
    """Take down a report."""
    person = signed_in(request)
    check_may_take_report(person)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        report = actions.take_down(
            person, form.sealed_words, kind=given["kind"], answers=form.answers, age=given["age"]
        )
        messages.success(request, _("The report is kept as %(reference)s.") % {"reference": report.reference})
        return redirect("reports:one", report.pk)
    status = 422 if form.is_bound else 200
    return render(request, "reports/take_down.html", {"form": form}, status=status)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A report with its words, how it is weighed, and what can be done."""
    _person, report = report_for(request, pk)
    page = {"report": report, "place": ReportPlace(report), "words": _words(request, report)}
    return render(request, "reports/one.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def make_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a case for a report."""
    person, report = report_for(request, pk)
    form = MakeCaseForm(request.POST or None)

    def keep() -> HttpResponse:
        case = actions.make_case(report, person, _words(request, report), title=form.cleaned_data["title"])
        messages.success(request, _("Case %(reference)s is open.") % {"reference": case.reference})
        return redirect("cases:case", case.reference)

    return _form_page(request, report, form, keep, "reports/make_case.html")


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a report without a case."""
    person, report = report_for(request, pk)
    form = CloseForm(request.POST or None)

    def keep() -> HttpResponse:
        actions.close(report, person, reason=form.cleaned_data["reason"])
        messages.success(request, _("The report is closed without a case. Your reason is kept."))
        return redirect("work:mine")

    return _form_page(request, report, form, keep, "reports/close.html")


def report_for(request: HttpRequest, pk: int) -> tuple[Person, Report]:
    """Who asks and the report; 404 alike where there is none, where it is not theirs, and where it has a case."""
    person = signed_in(request)
    found = Report.objects.select_related("taken_by", "closed_by").exclude(state=ReportState.OPENED)
    report = found.filter(pk=pk).first()
    if report is None or not may_see_report(person, report):
        refuse(request)
        raise Http404
    return person, report


def _words(request: HttpRequest, report: Report) -> ReportWords:
    event = look(request, Act.LOOKED_AT_REPORT, subject=report.words_sha256)
    return content.open_report(KEPT_UNDER, report.words_sha256, ReportWords, audit=event)


def _form_page(
    request: HttpRequest, report: Report, form: forms.Form, keep: Callable[[], HttpResponse], template: str
) -> HttpResponse:
    if form.is_valid():
        try:
            return keep()
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    status = 422 if form.is_bound and form.errors else 200
    page = {"report": report, "place": ReportPlace(report), "form": form}
    return render(request, template, page, status=status)
