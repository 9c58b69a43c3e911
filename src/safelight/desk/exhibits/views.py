"""Screens of an exhibit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.conversations.elsewhere import SharedWith, shared_with
from safelight.desk.design.charts.bytes_accounted import bytes_accounted
from safelight.desk.exhibits.access import exhibit_for
from safelight.desk.exhibits.account import accounted
from safelight.desk.exhibits.belonging import together_with
from safelight.desk.exhibits.handing_in import add
from safelight.desk.exhibits.listed import listed_exhibits
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.desk.reading.shown import open_dates, words_in_force
from safelight.evidence.audit import Act
from safelight.examining.exhibit import caveats, held_back_of
from safelight.records.tally import Tally

__all__ = ["add", "every", "exhibit_page", "progress", "state"]


@require_safe
def exhibit_page(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """An exhibit: who brought it, its hashes, and what became of every byte."""
    _person, case, found = exhibit_for(request, reference, exhibit)
    event = look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=found.sha256)
    names = content.open_names(case, audit=event)
    page = {
        "case": case,
        "exhibit": found,
        "name": names.get(found.pk, ""),
        "together": together_with(found, names),
        **_account(request, found),
    }
    return render(request, "exhibits/exhibit.html", page)


@require_safe
def progress(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """How far the work has come: stages and counts, no content. A fragment for htmx."""
    _person, case, found = exhibit_for(request, reference, exhibit)
    return render(request, "exhibits/progress.html", {"case": case, "exhibit": found})


@require_safe
def every(request: HttpRequest, reference: str) -> HttpResponse:
    """The exhibits of the case, and how far the work on each has come."""
    _person, case = case_for(request, reference)
    return render(request, "exhibits/list.html", {"case": case, "exhibits": listed_exhibits(request, case)})


@require_safe
def state(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """The same as ``progress`` in one cell of a table."""
    _person, case, found = exhibit_for(request, reference, exhibit)
    return render(request, "exhibits/state.html", {"case": case, "exhibit": found})


def _account(request: HttpRequest, exhibit: Exhibit) -> dict[str, object]:
    """The tally drawn and in words; nothing where the exhibit was not read yet."""
    event = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, subject=exhibit.sha256, what="tally")
    try:
        tally = content.open_tally(exhibit, audit=event)
    except content.NotThereYet:
        return _reading(request, exhibit, Tally(()))
    readers = tuple(sorted({member.reader for member in tally.members}))
    return {
        "chart": bytes_accounted(tally.members, title=gettext("What became of every byte")),
        "members": accounted(tally),
        "held_back": len(held_back_of(tally)),
        "caveats": caveats(readers),
        "shared_with": _shared(request, exhibit),
        **_reading(request, exhibit, tally),
    }


def _shared(request: HttpRequest, exhibit: Exhibit) -> list[SharedWith]:
    """With which exhibits it shares messages, as the case was examined last."""
    case = exhibit.case
    event = look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=exhibit.sha256, what="shared")
    try:
        examination = content.open_examination(case, audit=event)
    except content.NotThereYet:
        return []
    return shared_with(exhibit.sha256, examination.repeats, case)


def _reading(request: HttpRequest, exhibit: Exhibit, tally: Tally) -> dict[str, object]:
    """What officers said about reading it, and what they are asked."""
    event = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, subject=exhibit.sha256, what="reading")
    said = content.open_said(exhibit, audit=event)
    return {"in_force": words_in_force(said), "questions": open_dates(request, exhibit, said, tally)}
