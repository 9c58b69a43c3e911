"""From an address to a case this person may see. For anybody else the case does not exist."""

from collections.abc import Callable

from django.http import Http404, HttpRequest

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import may_see_case
from safelight.desk.looks import person_of, refuse
from safelight.desk.people.models import Person


class CaseIsGone(Exception):
    """The case was disposed of, and somebody who was on it asked for it."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.reference)
        self.case = case


class SignedOut(Exception):
    """A view was reached by nobody in particular; the middleware has failed."""


def signed_in(request: HttpRequest) -> Person:
    """Who asks. Views are reached by signed-in people only."""
    person = person_of(request)
    if person is None:
        raise SignedOut
    return person


def case_for(
    request: HttpRequest,
    reference: str,
    may: Callable[[Person, Case], bool] = may_see_case,
    *,
    even_disposed: bool = False,
) -> tuple[Person, Case]:
    """Who asks, and the case they ask for; answers 404 alike where there is none and where it is not theirs.

    Of a case that was disposed of, most pages have nothing to show: raises ``CaseIsGone``.
    """
    person = signed_in(request)
    case = Case.objects.select_related("owner", "disposal").filter(reference=reference).first()
    if case is None or not may(person, case):
        refuse(request, case=case.key if case else "")
        raise Http404
    request.case = case  # type: ignore[attr-defined]
    if hasattr(case, "disposal") and not even_disposed:
        raise CaseIsGone(case)
    return person, case
