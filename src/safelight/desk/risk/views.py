"""Pages about risk: how it stands, the questions, and assessments before."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk.cases.access import case_for
from safelight.desk.risk import actions
from safelight.desk.risk.forms import SectionForm
from safelight.desk.risk.overview import overview_of
from safelight.desk.risk.permissions import check_may_answer
from safelight.desk.risk.shown import findings_of, open_sheet, sections_of, suggestions_of
from safelight.desk.rules import NotAllowed


@require_safe
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """The grade, what speaks for and against it, what is due, and what was asked."""
    person, case = case_for(request, reference)
    return render(request, "risk/overview.html", {"case": case, "risk": overview_of(request, case, person)})


@require_safe
def assessment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The answers as they stood after somebody saved some."""
    _person, case = case_for(request, reference)
    found = get_object_or_404(case.assessments.select_related("by"), number=number)
    sections = sections_of(open_sheet(request, case, found), {})
    return render(request, "risk/assessment.html", {"case": case, "assessment": found, "sections": sections})


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, reference: str, section: str) -> HttpResponse:
    """Ask the questions of one section; every one may be left."""
    person, case = case_for(request, reference)
    check_may_answer(person, case)
    newest = case.assessments.first()
    sheet = open_sheet(request, case, newest)
    suggested = suggestions_of(findings_of(request, case), case)
    every = sections_of(sheet, suggested)
    place = next((number for number, one in enumerate(every) if one.section.id == section), None)
    if place is None:
        raise Http404
    form = SectionForm(
        request.POST if request.method == "POST" else None,
        shown=every[place],
        seen=newest.number if newest else 0,
    )
    following = every[place + 1].section if place + 1 < len(every) else None
    if form.is_valid():
        try:
            given = form.given(sheet, suggested)
            actions.answer(case, person, sheet, given, seen=form.cleaned_data["seen"])
        except NotAllowed as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Saved."))
            on = following if "on" in request.POST else None
            return redirect("risk:section", reference, on.id) if on else redirect("risk:overview", reference)
    page = {
        "case": case,
        "form": form,
        "shown": every[place],
        "number": place + 1,
        "count": len(every),
        "following": following,
    }
    return render(request, "risk/section.html", page, status=422 if form.is_bound else 200)
