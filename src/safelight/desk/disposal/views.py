"""Pages about how long a case is kept, and about disposing of it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.bundling.reading_copy.pdf import can_make_pdf
from safelight.desk.cases.access import case_for
from safelight.desk.disposal import actions
from safelight.desk.disposal.certificate import as_pdf, certificate_of
from safelight.desk.disposal.forms import DecideForm, HoldForm, LiftForm, ProposeForm, ReviewForm
from safelight.desk.disposal.models import Proposal, ProposalState
from safelight.desk.disposal.permissions import check_may_review, may_lift, may_see_certificate
from safelight.desk.disposal.shown import keeping_of
from safelight.desk.looks import look, record
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.knowledge.retention import retention as the_pack


@require_safe
def retention(request: HttpRequest, reference: str) -> HttpResponse:
    """How long the case is kept, what holds it, and whether somebody proposed to dispose of it."""
    person, case = case_for(request, reference)
    record(look(request, Act.LOOKED_AT_DISPOSAL, case=case.key))
    return render(request, "disposal/retention.html", {"case": case, "keeping": keeping_of(case, person)})


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide how long the case is kept."""
    person, case = case_for(request, reference)
    check_may_review(person, case)
    newest = case.retention_reviews.first()
    suggested = newest.category if newest else the_pack().suggested_for(case.harm).id
    form = ReviewForm(request.POST or None, initial={"category": suggested})

    def keep() -> str:
        category = the_pack().category(form.cleaned_data["category"])
        assert category is not None
        kept = actions.review(
            case, person, category, form.cleaned_data["last_event"], reason=form.cleaned_data["reason"]
        )
        return _("The case is looked at again on %(day)s.") % {"day": f"{kept.review_on:%-d %B %Y}"}

    return _form_page(request, reference, form, keep, "disposal/review.html", case=case)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the case must be kept."""
    person, case = case_for(request, reference)
    form = HoldForm(request.POST or None)

    def keep() -> str:
        actions.place_hold(case, person, form.cleaned_data["kind"], reason=form.cleaned_data["reason"])
        return _("The case is kept until a supervisor says that this is over.")

    return _form_page(request, reference, form, keep, "disposal/hold.html", case=case)


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Say that a reason to keep the case is over."""
    person, case = case_for(request, reference)
    held = get_object_or_404(case.holds.select_related("case"), pk=pk)
    form = LiftForm(request.POST or None)

    def keep() -> str:
        actions.lift_hold(held, person, reason=form.cleaned_data["reason"])
        return _("This no longer keeps the case.")

    kind = the_pack().hold(held.kind)
    return _form_page(
        request,
        reference,
        form,
        keep,
        "disposal/lift.html",
        case=case,
        hold=held,
        kind=kind.name if kind else held.kind,
        may_lift=may_lift(person, case),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose to dispose of the case."""
    person, case = case_for(request, reference)
    form = ProposeForm(request.POST or None)

    def keep() -> str:
        actions.propose(case, person, form.cleaned_data["ground"], reason=form.cleaned_data["reason"])
        return _("Your proposal waits for another person. Nothing has been disposed of.")

    return _form_page(request, reference, form, keep, "disposal/propose.html", case=case)


@require_POST
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take one's proposal back."""
    person, case = case_for(request, reference)
    actions.withdraw(_waiting(case.disposal_proposals.all()), person)
    messages.success(request, _("The proposal is taken back. The case stays."))
    return redirect("disposal:retention", reference)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """A second person decides about a proposal."""
    person, case = case_for(request, reference)
    proposal = _waiting(case.disposal_proposals.select_related("proposed_by"))
    form = DecideForm(request.POST or None, expected=case.reference)

    def keep() -> str:
        reason = form.cleaned_data["reason"]
        if form.cleaned_data["decision"] == "approve":
            actions.approve(proposal, person, reason=reason)
            return _("The case is disposed of.")
        actions.refuse(proposal, person, reason=reason)
        return _("The case stays.")

    approves = form.is_valid() and form.cleaned_data["decision"] == "approve"
    then = "disposal:certificate" if approves else "disposal:retention"
    keeping = keeping_of(case, person)
    return _form_page(
        request,
        reference,
        form,
        keep,
        "disposal/decide.html",
        then=then,
        case=case,
        proposal=proposal,
        keeping=keeping,
    )


@require_safe
def certificate(request: HttpRequest, reference: str) -> HttpResponse:
    """What was disposed of, when, by whom and why."""
    _person, case = case_for(request, reference, may_see_certificate, even_disposed=True)
    record(look(request, Act.LOOKED_AT_DISPOSAL, case=case.key, what="certificate"))
    disposal = getattr(case, "disposal", None)
    if disposal is None or disposal.done_at is None:
        return render(
            request, "disposal/not_yet.html", {"case": case, "is_going": disposal is not None}, status=404
        )
    page = {"case": case, "certificate": certificate_of(disposal), "has_pdf": can_make_pdf()}
    return render(request, "disposal/certificate.html", page)


@require_safe
def certificate_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The certificate to print and to file."""
    _person, case = case_for(request, reference, may_see_certificate, even_disposed=True)
    record(look(request, Act.LOOKED_AT_DISPOSAL, case=case.key, what="certificate"))
    disposal = getattr(case, "disposal", None)
    if disposal is None or disposal.done_at is None or not can_make_pdf():
        raise Http404
    name = f'attachment; filename="disposal-{case.reference}.pdf"'
    return HttpResponse(
        as_pdf(certificate_of(disposal)), content_type="application/pdf", headers={"Content-Disposition": name}
    )


def _form_page(
    request: HttpRequest,
    reference: str,
    form: forms.Form,
    keep: Callable[[], str],
    template: str,
    *,
    then: str = "disposal:retention",
    **page: object,
) -> HttpResponse:
    """The form, or what it asked for done; a rule that says no is said above the form."""
    if form.is_valid():
        try:
            messages.success(request, keep())
            return redirect(then, reference)
        except NotAllowed as no:
            form.add_error(None, str(no))
    status = 422 if form.is_bound else 200
    record(look(request, Act.LOOKED_AT_DISPOSAL, case=page["case"].key, what="form"))  # type: ignore[attr-defined]
    return render(request, template, {**page, "form": form}, status=status)


def _waiting(proposals: object) -> Proposal:
    found: Proposal | None = proposals.filter(state=ProposalState.WAITING).first()  # type: ignore[attr-defined]
    if found is None:
        message = "No proposal to dispose of this case waits for a decision."
        raise NotAllowed(message)
    return found
