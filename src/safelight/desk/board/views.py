"""The place of one case: its history, moving it by hand, taking it up."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.desk.board import actions
from safelight.desk.board.forms import EndMoveForm, MoveForm
from safelight.desk.board.permissions import check_may_move, may_move, may_take_up
from safelight.desk.board.place import Place
from safelight.desk.board.shown import place_for
from safelight.desk.board.words import history_of
from safelight.desk.cases.access import case_for
from safelight.desk.rules import NotAllowed


@require_safe
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """How the case came to its place, newest first."""
    person, case = case_for(request, reference)
    place = place_for(request, case)
    changes = history_of(
        list(case.weighings.select_related("by")), list(case.moves.select_related("by", "ended_by"))
    )
    page = {"case": case, "place": place, "changes": changes, "may_move": may_move(person, case)}
    return render(request, "board/history.html", page | {"may_take_up": may_take_up(person, case)})


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, reference: str) -> HttpResponse:
    """Move a case by hand."""
    person, case = case_for(request, reference)
    check_may_move(person, case)
    place = place_for(request, case)
    form = MoveForm(request.POST or None)

    def keep() -> str:
        actions.move(place, person, **form.cleaned_data)
        return _("The case is moved. Your reason is shown on the case and on the board.")

    return _form_page(request, place, form, keep, "board/move.html")


@require_http_methods(["GET", "HEAD", "POST"])
def end_move(request: HttpRequest, reference: str) -> HttpResponse:
    """End a move by hand."""
    person, case = case_for(request, reference)
    check_may_move(person, case)
    place = place_for(request, case)
    form = EndMoveForm(request.POST or None)

    def keep() -> str:
        actions.end_move(place, person, reason=form.cleaned_data["reason"])
        return _("The case is ordered by its weight again.")

    return _form_page(request, place, form, keep, "board/end_move.html")


@require_POST
def take_up(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that one is on it."""
    person, case = case_for(request, reference)
    actions.take_up(place_for(request, case), person)
    messages.success(request, _("You are on this case. Colleagues see that."))
    return redirect("cases:case", reference)


@require_POST
def put_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that one is no longer on it."""
    person, case = case_for(request, reference)
    actions.put_back(place_for(request, case), person)
    messages.success(request, _("The case waits again, from the day it came."))
    return redirect("cases:case", reference)


def _form_page(
    request: HttpRequest, place: Place, form: forms.Form, keep: Callable[[], str], template: str
) -> HttpResponse:
    if form.is_valid():
        try:
            messages.success(request, keep())
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("cases:case", place.case.reference)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"case": place.case, "place": place, "form": form}, status=status)
