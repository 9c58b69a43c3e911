"""A screen that was given to the person whose diary it is: until it is left, it shows nothing but their own page."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import may_see_case
from safelight.desk.looks import look, person_of, record
from safelight.evidence.audit import Act

_KEY = "shared_screen"
ELSEWHERE = "https://www.bbc.co.uk/weather"
"""Where somebody who must get away at once is taken: a page that says nothing about anybody."""
_FORGET = '"cache", "cookies", "storage"'


class OnlyTheirOwnPage:
    """While a screen is shared, every other address leads back: no case, no other person, no log can be reached."""

    def __init__(self, handle: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, or lead back."""
        if is_shared(request) and not request.path.startswith((reverse("notes:write"), reverse("set_language"))):
            return redirect("notes:write")
        return self.handle(request)


def is_shared(request: HttpRequest) -> bool:
    """Whether this screen was given to somebody."""
    return _KEY in request.session


def share_with(request: HttpRequest, case: Case) -> None:
    """From now on the screen is theirs."""
    request.session[_KEY] = case.pk


def case_of_screen(request: HttpRequest) -> Case | None:
    """The case whose diary is written here, while whoever signed in is still on it."""
    person = person_of(request)
    case = Case.objects.filter(pk=request.session.get(_KEY, 0), disposal=None).first()
    return case if person and case and may_see_case(person, case) else None


def leave(request: HttpRequest) -> None:
    """The screen is nobody's: whoever signed in is signed out, and the session is gone."""
    if is_shared(request):
        case = Case.objects.filter(pk=request.session[_KEY]).first()
        record(look(request, Act.SCREEN_LEFT, case=case.key if case else ""))
        logout(request)


def forgotten(response: HttpResponseBase) -> HttpResponseBase:
    """Asks the browser to let go of whatever it held."""
    response.headers["Clear-Site-Data"] = _FORGET
    return response
