"""A page that asks for something, does it, and says so."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safelight.desk.rules import NotAllowed

TEMPLATE = "plans/ask.html"


def form_page(
    request: HttpRequest,
    form: forms.Form,
    keep: Callable[[], str],
    *,
    then: str,
    template: str = TEMPLATE,
    **page: object,
) -> HttpResponse:
    """The form, or what it asked for done; a rule that says no is said above the form. ``then`` is an address."""
    if form.is_valid():
        try:
            messages.success(request, keep())
            return redirect(then)
        except NotAllowed as no:
            form.add_error(None, str(no))
    return render(request, template, {"back": then, **page, "form": form}, status=422 if form.is_bound else 200)
