"""The page on which an officer says how an exhibit, or one member of it, is read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.exhibits.access import exhibit_for
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.reading.actions import say_how_to_read
from safelight.desk.reading.forms import ReadingForm
from safelight.desk.reading.members import member_numbered, tally_of
from safelight.desk.reading.permissions import check_may_change_reading, may_change_reading
from safelight.desk.reading.policies import can_change_reading
from safelight.desk.reading.said import SaidOfExhibit
from safelight.desk.reading.shown import open_dates, words, words_in_force
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.readers.registry import READERS_BY_NAME
from safelight.records.tally import MemberTally
from safelight.records.visible import visible


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, reference: str, exhibit: str, number: int | None = None) -> HttpResponse:
    """What it was recognised as, what is in force and since when, and the form to say otherwise."""
    person, case, found = exhibit_for(request, reference, exhibit)
    if request.method == "POST":
        check_may_change_reading(person, case)
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=found.sha256, what="reading")
    tally = tally_of(request, found)
    member = member_numbered(tally, number) if number is not None else None
    said = content.open_said(found, audit=audit)
    path = member.member if member else ""
    form = _form(request, found, said, path)
    if form.is_valid() and _said(form, found, person, path):
        messages.success(request, _("Saved. The exhibit is being read again."))
        return redirect("exhibits:exhibit", reference, exhibit)
    questions = [one for one in open_dates(request, found, said, tally) if number in (None, one.number)]
    page = {
        "case": case,
        "exhibit": found,
        "member": visible(path),
        "candidates": _candidates(member),
        "in_force": [word for word in words_in_force(said) if not path or word.member in ("", visible(path))],
        "history": words(one for one in reversed(said.history) if not path or one.member in ("", path)),
        "questions": questions,
        "form": form if may_change_reading(person, case) and can_change_reading(found) else None,
        "may": may_change_reading(person, case),
    }
    return render(request, "reading/change.html", page, status=422 if form.errors else 200)


@require_safe
def of_record(request: HttpRequest, reference: str, record_id: str) -> HttpResponse:
    """From a record to the question how the member it stands in is read."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=record_id, what="reading")
    try:
        row = content.find_record(case, record_id, audit=audit)
    except content.NoSuchRecord as missing:
        raise Http404 from missing
    exhibit = case.exhibits.filter(sha256=row["exhibit"]).exclude(tally_sha256="").first()
    if exhibit is None:
        raise Http404
    tally = content.open_tally(exhibit, audit=audit)
    number = next((number for number, one in enumerate(tally.members, 1) if one.member == row["member"]), 0)
    if not number:
        raise Http404
    return redirect("exhibits:reading-of-member", reference, exhibit.slug, number)


def _form(request: HttpRequest, exhibit: Exhibit, said: SaidOfExhibit, path: str) -> ReadingForm:
    given = request.POST if request.method == "POST" else None
    return ReadingForm(given, now=said.own(path), seen=exhibit.choices_sha256, whole=not path)


def _said(form: ReadingForm, exhibit: Exhibit, person: Person, path: str) -> bool:
    given = form.cleaned_data
    try:
        say_how_to_read(exhibit, person, path, form.choice, reason=given["reason"], seen=given["seen"])
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        # The next try has seen what this page shows.
        form.data = {**dict(form.data.items()), "seen": exhibit.choices_sha256}
        return False
    return True


def _candidates(member: MemberTally | None) -> list[tuple[str, int, tuple[str, ...]]]:
    """Title, sureness and reasons of each reader that took it for its own."""
    return [
        (READERS_BY_NAME[one.reader].MANIFEST.title, one.score, one.reasons)
        for one in (member.candidates if member else ())
        if one.reader in READERS_BY_NAME
    ]
