"""Pages of the footprint: an overview with its map, a page for each part of life, a page for each thing."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.footprint.actions import keep, newest_number
from safelight.desk.footprint.forms import DomainForm, ThingForm, domain_questions
from safelight.desk.footprint.kept import KeptFootprint, Said, Whose
from safelight.desk.footprint.map import map_of
from safelight.desk.footprint.opened import open_footprint
from safelight.desk.footprint.permissions import check_may_answer, may_answer
from safelight.desk.footprint.shown import domains_of, said_in_words, shown_domain, shown_thing
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.knowledge.questions import Kind, footprint_questions
from safelight.planning.footprint import Thing
from safelight.records.moment import now


@require_safe
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """How far each part of life has been asked about, every thing, and the map."""
    person, case = case_for(request, reference)
    kept, number = open_footprint(case, audit=look(request, Act.LOOKED_AT_FOOTPRINT, case=case.key))
    pack = footprint_questions()
    page = {
        "case": case,
        "number": number,
        "newest": case.footprints.select_related("by").first(),
        "domains": domains_of(pack, kept),
        "map": map_of(kept.footprint) if kept.footprint.things else None,
        "may_answer": may_answer(person, case),
    }
    return render(request, "footprint/overview.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def domain(request: HttpRequest, reference: str, domain_id: str) -> HttpResponse:
    """The questions of one part of life, and the things in it."""
    person, case = case_for(request, reference)
    pack = footprint_questions()
    found = pack.domain(domain_id)
    audit = look(request, Act.LOOKED_AT_FOOTPRINT, case=case.key, domain=domain_id[:40])
    kept, number = open_footprint(case, audit=audit)
    if found is None:
        raise Http404
    form = DomainForm(
        request.POST or None,
        questions=domain_questions(pack, found),
        footprint=kept.footprint,
        initial={"seen": number},
    )
    if request.method == "POST":
        check_may_answer(person, case)
        if form.is_valid():
            after = kept.with_answers(dict(form.answers), _said(form, person))
            if _kept(form, case, person, after, found.id):
                messages.success(request, _("Kept. You can stop here and go on another day."))
                return redirect("footprint:domain", reference, _after(found.id, request))
    page = {
        "case": case,
        "shown": shown_domain(pack, found, kept),
        "form": form,
        "may_answer": may_answer(person, case),
        "said": [(one.asks, said_in_words(kept.said.get(one.id))) for one in form.asked if one.id in kept.said],
        "next": _next(found.id),
    }
    return render(request, "footprint/domain.html", page, status=_seen_again(form, case))


@require_http_methods(["GET", "HEAD", "POST"])
def add_thing(request: HttpRequest, reference: str, kind_id: str) -> HttpResponse:
    """Write down a thing that was not there before."""
    person, case = case_for(request, reference)
    check_may_answer(person, case)
    kept, number = open_footprint(case, audit=look(request, Act.LOOKED_AT_FOOTPRINT, case=case.key))
    kind = footprint_questions().kind(kind_id)
    if kind is None:
        raise Http404
    return _thing_page(request, person, case, kept, number, kind, Thing(id=kept.next_id, kind=kind.id))


@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: HttpRequest, reference: str, thing_id: str) -> HttpResponse:
    """What is known of a thing."""
    person, case = case_for(request, reference)
    kept, number = open_footprint(case, audit=look(request, Act.LOOKED_AT_FOOTPRINT, case=case.key))
    found = kept.footprint.thing(thing_id)
    kind = footprint_questions().kind(found.kind) if found else None
    if found is None or kind is None:
        raise Http404
    return _thing_page(request, person, case, kept, number, kind, found)


@require_POST
def remove(request: HttpRequest, reference: str, thing_id: str) -> HttpResponse:
    """Take a thing out that is not there, or was written down twice; earlier versions keep it."""
    person, case = case_for(request, reference)
    check_may_answer(person, case)
    kept, number = open_footprint(case, audit=look(request, Act.LOOKED_AT_FOOTPRINT, case=case.key))
    found = kept.footprint.thing(thing_id)
    if found is None:
        raise Http404
    keep(case, person, kept.without_thing(thing_id), domain=_domain_of(found), seen=number)
    messages.success(request, _("It is taken out. Earlier versions keep it."))
    return redirect("footprint:domain", reference, _domain_of(found))


def _thing_page(
    request: HttpRequest, person: Person, case: Case, kept: KeptFootprint, number: int, kind: Kind, found: Thing
) -> HttpResponse:
    pack = footprint_questions()
    others = [one for one in kept.footprint.things if one.id != found.id]
    is_new = kept.footprint.thing(found.id) is None
    form = ThingForm(
        request.POST or None, pack=pack, kind=kind, thing=found, others=others, initial={"seen": number}
    )
    if request.method == "POST":
        check_may_answer(person, case)
        if form.is_valid():
            after = kept.with_thing(form.given(), _said(form, person))
            if _kept(form, case, person, after, kind.domain):
                messages.success(request, _("Kept."))
                return redirect("footprint:domain", case.reference, kind.domain)
    page = {
        "case": case,
        "kind": kind,
        "form": form,
        "is_new": is_new,
        "shown": None if is_new else shown_thing(pack, found, kept),
        "may_answer": may_answer(person, case),
    }
    return render(request, "footprint/thing.html", page, status=_seen_again(form, case))


def _kept(form: forms.Form, case: Case, person: Person, after: KeptFootprint, domain_id: str) -> bool:
    try:
        keep(case, person, after, domain=domain_id, seen=form.cleaned_data["seen"])
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _seen_again(form: forms.Form, case: Case) -> int:
    """The status of the page; the next try has seen what others kept."""
    if not form.is_bound or form.is_valid():
        return 200
    data = cast("QueryDict", form.data).copy()
    data["seen"] = str(newest_number(case))
    form.data = data
    return 422


def _said(form: forms.Form, person: Person) -> Said:
    return Said(whose=Whose(form.cleaned_data["whose"]), by=person.name, at=now())


def _domain_of(found: Thing) -> str:
    kind = footprint_questions().kind(found.kind)
    return kind.domain if kind else ""


def _after(domain_id: str, request: HttpRequest) -> str:
    """Where to go on: to the next part of life, or to stay."""
    following = _next(domain_id)
    return following if following and "and_go_on" in request.POST else domain_id


def _next(domain_id: str) -> str:
    ids = [one.id for one in footprint_questions().domains]
    place = ids.index(domain_id) + 1
    return ids[place] if place < len(ids) else ""
