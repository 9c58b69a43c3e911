"""What holds for every request: signed-in people only, no look without a record, nothing kept by browsers."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from safelight.desk.cases.access import CaseIsGone
from safelight.desk.content import NoSuchMember, NotThereYet
from safelight.desk.exhibits.condition import condition_of
from safelight.desk.looks import look, record, refuse
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.evidence.ledger import LedgerUnavailable
from safelight.evidence.objects.store import StoreUnavailable
from safelight.readers.apart.asked.asking import NotAnswered

if TYPE_CHECKING:
    from safelight.desk.cases.models import Case

Handler = Callable[[HttpRequest], HttpResponseBase]


def keep_nothing(handle: Handler) -> Handler:
    """No browser and no proxy keeps a page: what somebody may see can change with the next request."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


def no_page_in_a_page(handle: Handler) -> Handler:
    """Where part of a page asks for news and is turned away, the whole page is asked for again.

    htmx would put the sign-in page, or a refusal, into the part, and leave the rest of the content standing.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        if "HX-Request" in request.headers and response.status_code != HTTPStatus.OK:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return response

    return answer


class NoLookWithoutARecord:
    """Content is not shown where the ledger cannot record it; a rule that says no is shown in its own words."""

    def __init__(self, handle: Handler) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.handle(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A page of its own for problems that are not faults of the software."""
        if isinstance(problem, NotAllowed):
            return not_allowed(request, problem)
        if isinstance(problem, LedgerUnavailable):
            return cannot_record(request)
        if isinstance(problem, StoreUnavailable):
            return render(request, "store_away.html", status=503)
        if isinstance(problem, CaseIsGone):
            return case_is_gone(request, problem)
        if isinstance(problem, NotThereYet | NoSuchMember | NotAnswered):
            return nothing_to_show(request, problem)
        return None


class SignedInPeopleOnly(LoginRequiredMiddleware):
    """Every page asks who you are, unless it says that it does not; being turned away is recorded."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """To the sign-in page."""
        try:
            refuse(request)
        except LedgerUnavailable:
            return cannot_record(request)
        return super().handle_no_permission(request, view_func)


def not_allowed(request: HttpRequest, problem: NotAllowed) -> HttpResponse:
    """Say no, in the rule's own sentence, to somebody who knows the case anyway."""
    try:
        refuse(request, case=_key_of_case(request))
    except LedgerUnavailable:
        return cannot_record(request)
    return render(request, "not_allowed.html", {"sentence": str(problem)}, status=403)


def case_is_gone(request: HttpRequest, problem: CaseIsGone) -> HttpResponse:
    """Say that a case was disposed of, to somebody who was on it."""
    record(look(request, Act.LOOKED_AT_DISPOSAL, case=problem.case.key))
    return render(request, "disposal/gone.html", {"case": problem.case}, status=410)


def nothing_to_show(request: HttpRequest, problem: Exception) -> HttpResponse:
    """Say what is not there, and how far the work has come, to somebody who may see the case."""
    case: Case = request.case  # type: ignore[attr-defined]
    page = {"case": case, "sentence": str(problem), "condition": condition_of(case)}
    return render(request, "nothing_to_show.html", page, status=404)


def _key_of_case(request: HttpRequest) -> str:
    case: Case | None = getattr(request, "case", None)
    return case.key if case else ""


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Turn away a request that did not come from one of our own pages."""
    try:
        refuse(request, case=_key_of_case(request))
    except LedgerUnavailable:
        return cannot_record(request)
    return render(request, "403_csrf.html", status=403)


def cannot_record(request: HttpRequest) -> HttpResponse:
    """No content while looks cannot be recorded."""
    return render(request, "cannot_record.html", status=503)
