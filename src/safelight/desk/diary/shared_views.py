"""The page for the person whose diary it is: names no case and nobody, shows nothing written before, keeps nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.desk.cases.access import signed_in
from safelight.desk.diary.actions import write as keep
from safelight.desk.diary.forms import EntryForm
from safelight.desk.diary.shared_screen import ELSEWHERE, case_of_screen, forgotten, leave


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write down one thing that happened."""
    case = case_of_screen(request)
    if case is None:
        leave(request)
        return redirect("work:mine")
    form = EntryForm(request.POST if request.method == "POST" else None, initial={"seen": 0})
    if form.is_valid():
        keep(case, signed_in(request), form.written(), is_own=True)
        return redirect("notes:kept")
    return render(request, "diary/shared_write.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """It is kept: write another, or stop."""
    if case_of_screen(request) is None:
        return redirect("notes:write")
    return render(request, "diary/shared_kept.html")


@login_not_required
@require_POST
def finish(request: HttpRequest) -> HttpResponseBase:
    """Stop: the screen is nobody's."""
    leave(request)
    return forgotten(render(request, "diary/shared_finished.html"))


@login_not_required
@require_safe
def away(request: HttpRequest) -> HttpResponseBase:
    """Get away at once: nothing can be gone back to, and the page that comes says nothing about anybody."""
    leave(request)
    return forgotten(redirect(ELSEWHERE))
