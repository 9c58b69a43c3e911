"""Pages on which somebody judges, decides, or writes down what happened."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safelight.desk.board.models import Cause
from safelight.desk.cases.access import case_for
from safelight.desk.findings.actions import weigh_again
from safelight.desk.looks import look, record
from safelight.desk.risk import actions
from safelight.desk.risk.form_page import form_page
from safelight.desk.risk.forms import ConferenceForm, EventForm, GradeForm, ScoreForm
from safelight.desk.risk.permissions import (
    check_may_decide_conference,
    check_may_grade,
    check_may_record_event,
)
from safelight.desk.risk.sheet import ScoreDetails
from safelight.desk.risk.shown import every_finding, findings_of, grounds_of, open_sheet, suggestions_of
from safelight.desk.risk.state import grade_of, risk_state
from safelight.evidence.audit import Act
from safelight.knowledge.instruments import instruments
from safelight.knowledge.risk_questions import risk_questions
from safelight.knowledge.risk_reviews import risk_reviews
from safelight.risk.disagreement import disagreements

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
def grade(request: HttpRequest, reference: str) -> HttpResponse:
    """Judge the risk. What the evidence suggests stands beside, and overrides nothing."""
    person, case = case_for(request, reference)
    check_may_grade(person, case)
    form = GradeForm(request.POST if request.method == "POST" else None)
    sheet = open_sheet(request, case, case.assessments.first())
    suggested = suggestions_of(findings_of(request, case), case)

    def keep() -> str:
        given = form.cleaned_data["grade"]
        with transaction.atomic():
            actions.grade(case, person, given, reason=form.cleaned_data["reason"])
            weigh_again(case, every_finding(request, case), person, cause=Cause.GRADED)
        if disagreements(given, sheet.answers, suggested, risk_questions()):
            return _("Your grade stands. Not everything written down says the same: see below.")
        return _("Your grade stands.")

    return form_page(request, case, form, keep, "risk/grade.html", suggested=list(suggested.values()))


@require_http_methods(_FORM)
def event(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down that something happened, or will."""
    person, case = case_for(request, reference)
    check_may_record_event(person, case)
    form = EventForm(request.POST if request.method == "POST" else None)

    def keep() -> str:
        kind = risk_reviews().event(form.cleaned_data["kind"])
        assert kind is not None
        actions.record_event(case, person, kind, form.cleaned_data["on"], words=form.cleaned_data["words"])
        review = risk_state(case).review
        assert review is not None
        return _("Written down. The risk is to be looked at again on %(day)s.") % {"day": f"{review.on:%-d %B %Y}"}

    record(look(request, Act.LOOKED_AT_RISK, case=case.key, what="form"))
    return form_page(request, case, form, keep, "risk/event.html")


@require_http_methods(_FORM)
def score(request: HttpRequest, reference: str) -> HttpResponse:
    """Record the outcome of a licensed instrument that was done elsewhere."""
    person, case = case_for(request, reference)
    check_may_grade(person, case)
    known = instruments()
    form = ScoreForm(request.POST if request.method == "POST" else None)

    def keep() -> str:
        given = form.cleaned_data
        instrument = known.instrument(given["instrument"])
        assert instrument is not None
        details = ScoreDetails(assessor=given["assessor"], note=given["note"])
        actions.record_score(
            case,
            person,
            instrument,
            given["on"],
            details,
            score=given["score"],
            outcome=given["outcome"],
        )
        return _("The outcome of %(name)s is recorded.") % {"name": instrument.name}

    record(look(request, Act.LOOKED_AT_RISK, case=case.key, what="form"))
    return form_page(request, case, form, keep, "risk/score.html", instruments=known.instruments)


@require_http_methods(_FORM)
def conference(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide whether the case goes to a conference of agencies."""
    person, case = case_for(request, reference)
    check_may_decide_conference(person, case)
    form = ConferenceForm(request.POST if request.method == "POST" else None)

    def keep() -> str:
        given = form.cleaned_data
        actions.decide_conference(
            case, person, given["decision"], given["ground"], reason=given["reason"], meets_on=given["meets_on"]
        )
        return _("Your decision is on record.")

    record(look(request, Act.LOOKED_AT_RISK, case=case.key, what="form"))
    return form_page(request, case, form, keep, "risk/conference.html", grounds=grounds_of(case, grade_of(case)))
