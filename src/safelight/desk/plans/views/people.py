"""Who leads, what the person wants, the window, imminent danger, and signing."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safelight.desk.cases.access import case_for
from safelight.desk.looks import look, record
from safelight.desk.plans import actions
from safelight.desk.plans.forms import LeadForm, PurposeForm, ReasonForm, WindowForm
from safelight.desk.plans.models import PlanVersion
from safelight.desk.plans.notes import Note
from safelight.desk.plans.opened import NoPlanYet
from safelight.desk.plans.permissions import (
    check_may_lead,
    check_may_override,
    check_may_record_decision,
    check_may_sign,
)
from safelight.desk.plans.roles import on_the_case
from safelight.desk.plans.situation import open_window
from safelight.desk.plans.standing import standing_of
from safelight.desk.plans.views.form_page import form_page
from safelight.evidence.audit import Act


@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, reference: str) -> HttpResponse:
    """Say who leads, and who drafts and checks."""
    person, case = case_for(request, reference)
    check_may_lead(person, case)
    standing = standing_of(case)
    initial = {
        "lead": str(standing.lead.pk) if standing.lead else "",
        "drafter": str(standing.drafter.pk) if standing.drafter else "",
    }
    form = LeadForm(request.POST or None, people=on_the_case(case), initial=initial)

    def keep() -> str:
        leads, drafts = form.chosen("lead"), form.chosen("drafter")
        if leads and leads != standing.lead:
            actions.lead(case, person, leads)
        if drafts and drafts != standing.drafter:
            actions.allocate(case, person, drafts)
        return _("It is on record who leads.")

    record(look(request, Act.LOOKED_AT_PLAN, case=case.key, what="form"))
    return form_page(request, form, keep, then=_plan(reference), case=case, title=_("Who leads the plan"))


@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what the person wants."""
    person, case = case_for(request, reference)
    check_may_record_decision(person, case)
    form = PurposeForm(request.POST or None)

    def keep() -> str:
        given = form.cleaned_data
        note = Note(words=given["words"], whose="victim", is_private=given["is_private"])
        actions.say_purpose(case, person, note)
        return _("What they want stands at the top of the plan.")

    record(look(request, Act.LOOKED_AT_PLAN, case=case.key, what="form"))
    return form_page(request, form, keep, then=_plan(reference), case=case, title=_("What they want"))


@require_http_methods(["GET", "HEAD", "POST"])
def window(request: HttpRequest, reference: str) -> HttpResponse:
    """Agree when access is cut."""
    person, case = case_for(request, reference)
    check_may_lead(person, case)
    audit = look(request, Act.LOOKED_AT_PLAN, case=case.key, what="window")
    there = open_window(case, standing_of(case), audit=audit)
    people = list(on_the_case(case))
    initial = {}
    if there is None:
        record(audit)
    else:
        begins, ends = timezone.localtime(there.begins), timezone.localtime(there.ends)
        names = {one.name for one in there.on_call}
        initial = {
            "day": begins.date(),
            "begins": f"{begins:%H:%M}",
            "ends": f"{ends:%H:%M}",
            "safe_place": there.safe_place,
            "on_call": [str(one.pk) for one in people if one.name in names],
            "how": there.on_call[0].how if there.on_call else "",
            "agreed_by_victim": there.agreed_by_victim,
            "agreed_with_police": there.agreed_with_police,
        }
    form = WindowForm(request.POST or None, people=people, initial=initial)

    def keep() -> str:
        actions.agree_window(case, person, form.window())
        return _("The window is kept. Everything that cuts access happens inside it.")

    said = _(
        "Cutting access is the moment of most danger. Everything that cuts access is done in these hours and not "
        "before, with somebody on call and a place where the person is safe."
    )
    return form_page(
        request, form, keep, then=_plan(reference), case=case, title=_("When access is cut"), said=said
    )


@require_http_methods(["GET", "HEAD", "POST"])
def danger(request: HttpRequest, reference: str) -> HttpResponse:
    """Put imminent danger on record, or that it is over."""
    person, case = case_for(request, reference)
    check_may_override(person, case)
    stands = standing_of(case).danger is not None
    label = _("Why is it over?") if stands else _("What makes you think that somebody's life is in danger now?")
    form = ReasonForm(request.POST or None, label=label)

    def keep() -> str:
        note = Note(words=form.cleaned_data["words"], whose=person.name)
        if stands:
            actions.end_override(case, person, note)
            return _("It is on record that the danger is over. The gates hold again.")
        actions.override(case, person, note)
        return _("Imminent danger is on record with your name. Gates that would cost time are open now.")

    said = _(
        "Call 999 first if somebody is in danger now. This puts your name and reason on record, and opens gates "
        "that wait for evidence or for an hour. It never does what the person has not agreed to."
    )
    title = _("The danger is over") if stands else _("Imminent danger")
    record(look(request, Act.LOOKED_AT_PLAN, case=case.key, what="form"))
    return form_page(
        request, form, keep, then=_plan(reference), case=case, title=title, said="" if stands else said
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """The advisor who leads signs off the newest version."""
    person, case = case_for(request, reference)
    check_may_sign(person, case)
    version = _newest(case.plans.select_related("case").first())
    form = ReasonForm(
        request.POST or None,
        label=_("What do you want to say about it?"),
        hint=_("What you went through with the person, and what is still open."),
    )

    def keep() -> str:
        actions.sign(version, person, Note(words=form.cleaned_data["words"], whose=person.name))
        return _("You signed off plan %(number)d.") % {"number": version.number}

    record(look(request, Act.LOOKED_AT_PLAN, case=case.key, what="form"))
    title = _("Sign off plan %(number)d") % {"number": version.number}
    return form_page(request, form, keep, then=_plan(reference), case=case, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the person's agreement to the newest version on record, in their words."""
    person, case = case_for(request, reference)
    check_may_sign(person, case)
    version = _newest(case.plans.select_related("case").first())
    form = ReasonForm(
        request.POST or None,
        label=_("What did they say?"),
        hint=_("In their words. They may agree to some of it only: then say to what."),
    )

    def keep() -> str:
        actions.agree(version, person, Note(words=form.cleaned_data["words"], whose="victim"))
        return _("Their agreement to plan %(number)d is on record.") % {"number": version.number}

    record(look(request, Act.LOOKED_AT_PLAN, case=case.key, what="form"))
    title = _("They agree to plan %(number)d") % {"number": version.number}
    return form_page(request, form, keep, then=_plan(reference), case=case, title=title)


def _newest(version: PlanVersion | None) -> PlanVersion:
    if version is None:
        raise NoPlanYet
    return version


def _plan(reference: str) -> str:
    return reverse("plans:plan", args=[reference])
