"""Pages of the diary for people on the case."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk.cases.access import case_for
from safelight.desk.diary.actions import write
from safelight.desk.diary.forms import EntryForm, typed_of
from safelight.desk.diary.permissions import check_may_share_screen, check_may_write
from safelight.desk.diary.shared_screen import share_with
from safelight.desk.diary.shown import entries_of, open_version
from safelight.desk.looks import look, record
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act


@require_safe
def diary(request: HttpRequest, reference: str) -> HttpResponse:
    """Every entry, the newest written first."""
    _person, case = case_for(request, reference)
    record(look(request, Act.LOOKED_AT_DIARY, case=case.key))
    return render(request, "diary/diary.html", {"case": case, "entries": list(entries_of(request, case))})


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, reference: str, number: int = 0) -> HttpResponse:
    """Take an entry down, or write a further version of one; 0 is a new entry."""
    person, case = case_for(request, reference)
    check_may_write(person, case)
    newest = case.diary_versions.select_related("exhibit", "case").filter(entry=number).first() if number else None
    if number and newest is None:
        raise Http404
    initial = {**typed_of(open_version(request, newest).entry), "seen": newest.version} if newest else {"seen": 0}
    record(look(request, Act.LOOKED_AT_DIARY, case=case.key, what="form"))
    form = EntryForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            write(case, person, form.written(number), is_own=False, seen=form.cleaned_data["seen"])
        except NotAllowed as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Kept. It is sealed, and is being read beside the exhibits."))
            return redirect("diary:diary", reference)
    page = {"case": case, "form": form, "number": number}
    return render(request, "diary/entry.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, reference: str) -> HttpResponse:
    """What to know before the screen is given to the person whose diary it is; then give it."""
    person, case = case_for(request, reference)
    check_may_share_screen(person, case)
    if request.method == "POST":
        record(look(request, Act.SCREEN_SHARED, case=case.key))
        share_with(request, case)
        return redirect("notes:write")
    record(look(request, Act.LOOKED_AT_DIARY, case=case.key, what="share"))
    return render(request, "diary/share.html", {"case": case})
