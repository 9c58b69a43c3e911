"""One way for every form about risk: kept and thanked, or shown again with what is wrong."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safelight.desk.cases.models import Case
from safelight.desk.rules import NotAllowed


def form_page(
    request: HttpRequest, case: Case, form: forms.Form, keep: Callable[[], str], template: str, **page: object
) -> HttpResponse:
    """``keep`` does it and gives the sentence that says so; where a rule says no, the form shows its sentence."""
    if form.is_valid():
        try:
            messages.success(request, keep())
        except NotAllowed as no:
            form.add_error(None, str(no))
        else:
            return redirect("risk:overview", case.reference)
    status = 422 if form.is_bound else 200
    return render(request, template, {**page, "case": case, "form": form}, status=status)
