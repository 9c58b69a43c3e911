"""Pages about contacting the victim safely."""

from dataclasses import dataclass

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk.cases.access import case_for
from safelight.desk.contact.actions import change_contact, newest_version
from safelight.desk.contact.forms import ContactForm
from safelight.desk.contact.permissions import check_may_change_contact
from safelight.desk.contact.shown import lines_of, open_rules
from safelight.desk.rules import NotAllowed


@dataclass(frozen=True)
class PastVersion:
    """A version that no longer stands."""

    summary: str
    lines: list[tuple[str, str]]


@require_safe
def rules(request: HttpRequest, reference: str) -> HttpResponse:
    """The rules that stand, and those before them."""
    _person, case = case_for(request, reference)
    past = [
        PastVersion(
            _("Until it was changed: written on %(at)s by %(name)s")
            % {"at": f"{timezone.localtime(one.at):%-d %B %Y, %H:%M}", "name": one.by.name},
            lines_of(open_rules(request, case, one)),
        )
        for one in case.contact_versions.select_related("by")[1:]
    ]
    return render(request, "contact/rules.html", {"case": case, "versions": past})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the rules down anew."""
    person, case = case_for(request, reference)
    check_may_change_contact(person, case)
    newest = newest_version(case)
    stands = open_rules(request, case, newest)
    initial = {**msgspec.structs.asdict(stands), "seen": newest.number if newest else 0}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            change_contact(case, person, form.rules, seen=form.cleaned_data["seen"])
        except NotAllowed as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Saved. Everybody on the case sees that this changed."))
            return redirect("contact:rules", reference)
    status = 422 if form.is_bound else 200
    return render(request, "contact/change.html", {"case": case, "form": form}, status=status)
