"""The check of apps: choose or type a list, then what it shows."""

import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.apps_check.check import Checked, check
from safelight.apps_check.indicators import IndicatorsRefused
from safelight.desk import content
from safelight.desk.apps.actions import keep_answers
from safelight.desk.apps.answers_form import AnswersForm
from safelight.desk.apps.asked import apps_in, members_of
from safelight.desk.apps.forms import HostsForm, TypedListForm
from safelight.desk.apps.incidents import incidents_of
from safelight.desk.apps.loaded import loaded_indicators
from safelight.desk.apps.opened import open_answers
from safelight.desk.apps.permissions import (
    check_may_answer_about_apps,
    check_may_check_apps,
    may_answer_about_apps,
)
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.access import exhibit_for
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.footprint.kept import KeptFootprint
from safelight.desk.footprint.opened import open_footprint
from safelight.desk.looks import look
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.readers.apart.asked.asking import NotAnswered
from safelight.records.moment import now
from safelight.records.visible import visible

TYPED_NAME = "apps-typed-by-hand.txt"
MOST_SHOWN = 500


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose an exhibit, or type a list: it is sealed as an exhibit of its own before it is looked at."""
    person, case = case_for(request, reference)
    check_may_check_apps(person, case)
    form = TypedListForm(request.POST or None)
    if form.is_valid():
        made = hand_in(case, person, TYPED_NAME, io.BytesIO(form.cleaned_data["typed"].encode()))
        return redirect("apps:result", reference, made.slug, 1)
    event = look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, what="names")
    names = content.open_names(case, audit=event)
    listed = [(exhibit, visible(names[exhibit.pk])) for exhibit in case.exhibits.all()]
    page = {"case": case, "form": form, "listed": listed}
    return render(request, "apps/start.html", page, status=422 if form.is_bound else 200)


@require_safe
def members(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Which file of an exhibit is the list; with one file there is nothing to choose."""
    _person, case, found = exhibit_for(request, reference, exhibit)
    paths = members_of(request, found)
    if len(paths) == 1:
        return redirect("apps:result", reference, exhibit, 1)
    numbered = [(number, visible(path)) for number, path in enumerate(paths, start=1)]
    return render(request, "apps/members.html", {"case": case, "exhibit": found, "members": numbered[:MOST_SHOWN]})


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, reference: str, exhibit: str, number: int) -> HttpResponse:
    """What the list shows, graded, in words; and what was said of each app."""
    person, case, found = exhibit_for(request, reference, exhibit)
    check_may_check_apps(person, case)
    form = HostsForm(request.POST if request.method == "POST" else None)
    hosts = form.cleaned_data["hosts"].splitlines() if form.is_valid() else []
    page: dict[str, object] = {"case": case, "exhibit": found, "number": number, "form": form}
    try:
        checked = _checked(request, case, found, number, hosts)
    except (NotAnswered, IndicatorsRefused) as problem:
        page["problem"] = visible(str(problem))
    else:
        answers, _footprint = _answers_form(request, found, number, checked)
        page |= {"checked": checked, "answers": answers, "may_answer": may_answer_about_apps(person, case)}
    return render(request, "apps/result.html", page)


@require_POST
def answers(request: HttpRequest, reference: str, exhibit: str, number: int) -> HttpResponse:
    """Keep what was said of the apps: sealed, and told to the footprint in three values."""
    person, case, found = exhibit_for(request, reference, exhibit)
    check_may_answer_about_apps(person, case)
    try:
        checked = _checked(request, case, found, number, [])
    except (NotAnswered, IndicatorsRefused):
        return redirect("apps:result", reference, exhibit, number)
    form, footprint = _answers_form(request, found, number, checked)
    if form.is_valid():
        try:
            kept = form.given(by=person.name, at=now())
            keep_answers(found, number, person, kept, seen=form.cleaned_data["seen"], footprint=footprint)
        except NotAllowed as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Kept. What it means for the plan stands in the footprint."))
            return redirect("apps:result", reference, exhibit, number)
    page = {
        "case": case,
        "exhibit": found,
        "number": number,
        "form": HostsForm(),
        "checked": checked,
        "answers": form,
        "may_answer": True,
    }
    return render(request, "apps/result.html", page, status=422)


def _answers_form(
    request: HttpRequest, exhibit: Exhibit, number: int, checked: Checked
) -> tuple[AnswersForm, tuple[KeptFootprint, int]]:
    case = exhibit.case
    said = look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=exhibit.sha256, what="answers")
    kept, seen = open_answers(exhibit, number, audit=said)
    footprint = open_footprint(case, audit=look(request, Act.LOOKED_AT_FOOTPRINT, case=case.key))
    is_ours = request.resolver_match is not None and request.resolver_match.url_name == "answers"
    form = AnswersForm(
        request.POST if is_ours else None,
        hits=checked.hits,
        kept=kept,
        devices=footprint[0].footprint.things,
        initial={"seen": seen},
    )
    return form, footprint


def _checked(request: HttpRequest, case: Case, exhibit: Exhibit, number: int, hosts: list[str]) -> Checked:
    listed = apps_in(request, exhibit, number)
    return check(listed, loaded_indicators(), hosts=hosts, incidents=incidents_of(request, case))
