"""Searching the case."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.conversations.forms import SearchForm
from safelight.desk.conversations.hit import hits_of
from safelight.desk.conversations.page import ROWS, Page
from safelight.desk.looks import look
from safelight.evidence.audit import Act
from safelight.records.search import rows_of


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask, and see what fits. The words travel in the body and stand in the ledger as a hash only."""
    _person, case = case_for(request, reference)
    form = SearchForm(request.POST or None)
    shown = {"case": case, "form": form}
    if form.is_valid():
        query = form.query()
        audit = look(request, Act.SEARCHED, case=case.key, words_sha256=_hash(case, query.words))
        found, opened = content.search_case(case, query, audit=audit)
        page = Page.holding(form.cleaned_data["start"] or 0, len(found))
        rows = rows_of(opened.table, found.slice(page.start, ROWS))
        hits = hits_of(rows, query, opened.examination.rhythm.zone)
        shown |= {"found": len(found), "hits": hits, "page_of": page, "query": query}
    return render(request, "conversations/search.html", shown)


def _hash(case: Case, words: str) -> str:
    """Keyed by the case, so that the same words cannot be recognised from one case to the next."""
    return hashlib.sha256(f"{case.key}\0{words}".encode()).hexdigest()
