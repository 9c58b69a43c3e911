"""One measure of the plan: what it is, why it is here, what holds it, and what people did about it."""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.plans import actions
from safelight.desk.plans.engine import material_of
from safelight.desk.plans.forms import DecisionForm, GiveForm, KeepingForm, OutcomeForm, ReasonForm
from safelight.desk.plans.models import Deed
from safelight.desk.plans.notes import Note
from safelight.desk.plans.opened import OpenedPlan, open_plan
from safelight.desk.plans.permissions import (
    check_may_carry_out,
    check_may_lead,
    check_may_record_decision,
    may_carry_out,
    may_lead,
    may_record_decision,
)
from safelight.desk.plans.policies import is_open
from safelight.desk.plans.roles import on_the_case
from safelight.desk.plans.shown import HOUSEHOLD, ShownPlacing, shown_placing
from safelight.desk.plans.standing import Key
from safelight.desk.plans.views.form_page import form_page
from safelight.evidence.audit import Act


class Found(NamedTuple):
    """Who asks, the case, the plan, and the measure they ask for."""

    person: Person
    case: Case
    opened: OpenedPlan
    shown: ShownPlacing

    @property
    def key(self) -> Key:
        """What the measure is known by."""
        return self.shown.placing.key

    @property
    def address(self) -> str:
        """The page of the measure."""
        return reverse("plans:task", args=[self.case.reference, self.key[0], self.shown.thing_slug])

    def page(self, title: str) -> dict[str, object]:
        """What a form about it shows above itself."""
        return {"case": self.case, "title": title, "about": self.shown.title, "then": self.address}


def found_for(request: HttpRequest, reference: str, measure: str, thing: str) -> Found:
    """The measure at this address; 404 where the plan has none such."""
    person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_PLAN, case=case.key, measure=measure[:40])
    opened = open_plan(case, audit=audit)
    placing = opened.drafted.plan.placing(measure, "" if thing == HOUSEHOLD else thing)
    if placing is None:
        raise Http404
    return Found(person, case, opened, shown_placing(opened.drafted, placing, opened.standing))


@require_safe
def task(request: HttpRequest, reference: str, measure: str, thing: str) -> HttpResponse:
    """The whole story of a measure."""
    found = found_for(request, reference, measure, thing)
    person, case, opened, shown = found
    page = {
        "case": case,
        "shown": shown,
        "history": [(entry, opened.words.get(entry.pk)) for entry in shown.task.history],
        "materials": [
            (each, material_of(each.what), opened.standing.kept.get((each.what, _of(each.of_household, shown))))
            for each in (shown.measure.preserve_first if shown.measure else ())
        ],
        "may_close": may_carry_out(person, case) and is_open(shown.task),
        "may_lead": may_lead(person, case),
        "may_record_decision": may_record_decision(person, case),
        "may_carry_out": may_carry_out(person, case),
    }
    return render(request, "plans/task.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, reference: str, measure: str, thing: str) -> HttpResponse:
    """Put on record that the check was made, or that nothing was found."""
    found = found_for(request, reference, measure, thing)
    check_may_carry_out(found.person, found.case)
    form = OutcomeForm(
        request.POST or None, people=on_the_case(found.case), initial={"seen_by": str(found.person.pk)}
    )

    def keep() -> str:
        given = form.cleaned_data
        note = Note(words=given["words"], whose=found.person.name)
        seen_by = form.chosen("seen_by")
        actions.close(found.case, found.person, found.key, Deed(given["outcome"]), note, seen_by=seen_by)
        return _("It is on record, with who saw it.")

    check = found.shown.measure.done_when if found.shown.measure else ""
    said = _("It counts as done only when: %(check)s") % {"check": found.shown.said(check)}
    return form_page(request, form, keep, **found.page(_("What became of it")), said=said)  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, reference: str, measure: str, thing: str) -> HttpResponse:
    """Put on record what the person decided about a measure."""
    found = found_for(request, reference, measure, thing)
    check_may_record_decision(found.person, found.case)
    form = DecisionForm(request.POST or None)

    def keep() -> str:
        deed = Deed(form.cleaned_data["decision"])
        actions.decide(found.case, found.person, found.key, deed, form.note())
        return _("What they decided is on record, in their words.")

    said = found.shown.victim_text
    return form_page(request, form, keep, **found.page(_("What they decide")), said=said, is_read_out=True)  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, reference: str, measure: str, thing: str) -> HttpResponse:
    """Give a measure to somebody."""
    found = found_for(request, reference, measure, thing)
    check_may_lead(found.person, found.case)
    task = found.shown.task
    initial = {"person": str(task.owner.pk) if task.owner else "", "due": found.shown.due}
    form = GiveForm(request.POST or None, people=on_the_case(found.case), initial=initial)

    def keep() -> str:
        person = form.chosen("person")
        assert person is not None
        actions.give(found.case, found.person, found.key, person, form.cleaned_data["due"])
        return _("It is given to %(name)s, who sees it on My work.") % {"name": person.name}

    return form_page(request, form, keep, **found.page(_("Who does it")))  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
def open_again(request: HttpRequest, reference: str, measure: str, thing: str) -> HttpResponse:
    """Take back what was put on record."""
    found = found_for(request, reference, measure, thing)
    check_may_carry_out(found.person, found.case)
    form = ReasonForm(request.POST or None, label=_("Why is it opened again?"))

    def keep() -> str:
        note = Note(words=form.cleaned_data["words"], whose=found.person.name)
        actions.open_again(found.case, found.person, found.key, note)
        return _("It is open again. What was on record stays in its history.")

    return form_page(request, form, keep, **found.page(_("Open it again")))  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
def material(request: HttpRequest, reference: str, measure: str, thing: str, what: str) -> HttpResponse:
    """Say where something is kept that must be kept first, or that the person does not want it kept."""
    found = found_for(request, reference, measure, thing)
    check_may_carry_out(found.person, found.case)
    wanted = found.shown.measure.preserve_first if found.shown.measure else ()
    asked = next((one for one in wanted if one.what == what), None)
    kept = material_of(what)
    if asked is None or kept is None:
        raise Http404
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=found.case.key, what="names")
    names = content.open_names(found.case, audit=audit)
    exhibits = [(one, names.get(one.pk, "")) for one in found.case.exhibits.all()]
    form = KeepingForm(request.POST or None, exhibits=exhibits)
    place = (what, _of(asked.of_household, found.shown))

    def keep() -> str:
        given = form.cleaned_data
        if given["how"] == "sealed":
            actions.keep_safe(found.case, found.person, place, form.exhibits[given["exhibit"]])
            return _("It is on record where it is kept.")
        actions.go_without(found.case, found.person, place, Note(words=given["words"], whose="victim"))
        return _("It is on record that they do not want it kept.")

    return form_page(request, form, keep, **found.page(kept.title), said=kept.how)  # type: ignore[arg-type]


def _of(of_household: bool, shown: ShownPlacing) -> str:  # noqa: FBT001 - the pack's own field
    return "" if of_household else shown.placing.thing
