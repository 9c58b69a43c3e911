"""A record beside the picture it was read off. The picture comes only when somebody asks to see it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.pictures.actions import review
from safelight.desk.pictures.forms import ReviewForm
from safelight.desk.pictures.permissions import check_may_review, may_review
from safelight.desk.pictures.reading import reading_of
from safelight.desk.pictures.reviewed import Reviewed, reviews_of
from safelight.desk.pictures.sealed_picture import picture_of
from safelight.desk.pictures.words import Words
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act, AuditEvent

_ONLY_A_PICTURE = {
    "Content-Disposition": 'inline; filename="picture"',
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


@require_http_methods(["GET", "HEAD", "POST"])
def covered(request: HttpRequest, reference: str, record_id: str) -> HttpResponse:
    """What was read, and where on the picture; the picture itself stays covered."""
    return _page(request, reference, record_id, is_shown=False)


@require_http_methods(["GET", "HEAD", "POST"])
def shown(request: HttpRequest, reference: str, record_id: str) -> HttpResponse:
    """The same page with the picture, because somebody asked to see it."""
    return _page(request, reference, record_id, is_shown=True)


@require_safe
def picture(request: HttpRequest, reference: str, record_id: str) -> HttpResponse:
    """The sealed bytes as they were handed in: not changed, not made smaller, kept by nobody."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_PICTURE, case=case.key, subject=record_id, what="picture")
    found = picture_of(case, _row(case, record_id, audit), audit=audit)
    return HttpResponse(found.data, content_type=found.content_type, headers=_ONLY_A_PICTURE)


def _page(request: HttpRequest, reference: str, record_id: str, *, is_shown: bool) -> HttpResponse:
    person, case = case_for(request, reference)
    if request.method == "POST":
        check_may_review(person, case)
    audit = look(request, Act.LOOKED_AT_PICTURE, case=case.key, subject=record_id)
    row = _row(case, record_id, audit)
    reviews = reviews_of(case, record_id, audit=audit)
    form = _form(request, row, reviews)
    if form.is_valid() and _reviewed(form, case, person, record_id):
        messages.success(request, _("Your review is kept."))
        return redirect("pictures:covered", reference=reference, record_id=record_id)
    page = {
        "case": case,
        "row": row,
        "reading": reading_of(row),
        "picture": picture_of(case, row, audit=audit),
        "is_shown": is_shown,
        "reviews": reviews,
        "form": form if may_review(person, case) and row["kind"] == "message" else None,
    }
    return render(request, "pictures/picture.html", page)


def _form(request: HttpRequest, row: dict[str, Any], reviews: list[Reviewed]) -> ReviewForm:
    initial = {
        "text": row["text"] or "",
        "sender": row["sender"] or "",
        "direction": row["direction"],
        "seen": len(reviews),
    }
    return ReviewForm(request.POST or None, initial=initial)


def _reviewed(form: ReviewForm, case: Case, person: Person, record_id: str) -> bool:
    given = form.cleaned_data
    words = Words(reason=given["reason"], text=given["text"], sender=given["sender"], direction=given["direction"])
    try:
        review(case, person, record_id, words, outcome=given["outcome"], seen=given["seen"])
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        form.data = {**dict(form.data.items()), "seen": str(case.picture_reviews.filter(record=record_id).count())}
        return False
    return True


def _row(case: Case, record_id: str, audit: AuditEvent) -> dict[str, Any]:
    try:
        return content.find_record(case, record_id, audit=audit)
    except content.NoSuchRecord as missing:
        raise Http404 from missing
