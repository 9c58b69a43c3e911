"""Screens of the log. Looking at a log is itself in the log."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from safelight.desk.cases.access import case_for, signed_in
from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import may_see_case, may_see_log
from safelight.desk.keeping import the_ledger
from safelight.desk.looks import look, record
from safelight.desk.oversight.brought_back import brought_back
from safelight.desk.oversight.lines import lines_of
from safelight.desk.oversight.outside import seen_outside
from safelight.desk.people.models import Role
from safelight.evidence.audit import Act

A_PAGE = 50


@dataclass(frozen=True)
class Page:
    """Where a page of a log stands among the others; pages count from 1."""

    number: int
    last: int

    @property
    def newer(self) -> int | None:
        """The page with what came after."""
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        """The page with what went before."""
        return self.number + 1 if self.number < self.last else None


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The logs this person may see: overseers those of every case, by reference alone."""
    person = signed_in(request)
    is_overseer = person.role == Role.OVERSEER
    cases = Case.objects.all() if is_overseer else Case.objects.filter(members=person)
    record(look(request, Act.LOOKED_AT_LOG, cases=cases.count()))
    return render(
        request,
        "oversight/ledger.html",
        {
            "cases": cases,
            "is_overseer": is_overseer,
            "brought_back": brought_back(),
            "outside": seen_outside(timezone.now()),
        },
    )


@require_safe
def case_log(request: HttpRequest, reference: str) -> HttpResponse:
    """Who looked at a case, who did what, when: newest first."""
    person, case = case_for(request, reference, may_see_log, even_disposed=True)
    record(look(request, Act.LOOKED_AT_LOG, case=case.key))
    count = the_ledger().count(case=case.key)
    page = _page(request.GET.get("page", ""), count)
    entries = the_ledger().entries(
        case=case.key, start=(page.number - 1) * A_PAGE, limit=A_PAGE, newest_first=True
    )
    shown = {
        "case": case,
        "may_see_case": may_see_case(person, case) and not hasattr(case, "disposal"),
        "lines": lines_of(entries, case),
        "count": count,
        "page_of_log": page,
    }
    return render(request, "oversight/case_log.html", shown)


def _page(asked: str, count: int) -> Page:
    last = max(1, -(-count // A_PAGE))
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1
    return Page(number=min(max(number, 1), last), last=last)
