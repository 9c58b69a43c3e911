"""The page on which a table is described: its first rows, which column is what, what would come of it."""

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safelight.desk import content
from safelight.desk.exhibits.access import exhibit_for
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.reading.actions import say_how_to_read
from safelight.desk.reading.members import member_numbered, tally_of
from safelight.desk.reading.permissions import check_may_change_reading
from safelight.desk.reading.policies import can_change_reading
from safelight.desk.reading.said import SaidOfExhibit
from safelight.desk.rules import NotAllowed
from safelight.desk.tables.actions import save_description
from safelight.desk.tables.described import Offered, Typed, offered_for, show_table, trial_of, typed_of
from safelight.desk.tables.forms import KeepForm
from safelight.desk.tables.saved import is_the_same
from safelight.evidence.audit import Act
from safelight.readers import mapped_table
from safelight.readers.apart.asked.asking import NotAnswered
from safelight.readers.tables.mapping import TableMapping
from safelight.records.visible import visible

TRY, SAVE = "try", "save"


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, reference: str, exhibit: str, number: int) -> HttpResponse:
    """Describe a table, try the description out, keep it and have the table read by it."""
    person, case, found = exhibit_for(request, reference, exhibit)
    check_may_change_reading(person, case)
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, subject=found.sha256, what="reading")
    path = member_numbered(tally_of(request, found), number).member
    said = content.open_said(found, audit=audit)
    page = {"case": case, "exhibit": found, "number": number, "member": visible(path)}
    given = request.POST if request.method == "POST" else None
    asked = given.get("do", "") if given else ""
    now = said.own(path).mapping
    try:
        shown = show_table(request, found, path, given, now)
    except NotAnswered as problem:
        return render(request, "tables/describe.html", {**page, "problem": visible(str(problem))})
    except content.NoSuchMember as missing:
        raise Http404 from missing
    offered = offered_for(request, found, shown.names)
    if offered and given is None and now is None:
        now = msgspec.structs.replace(offered.saved.mapping, header_row=shown.header_row)
    typed = typed_of(shown, given, now, is_asked=asked in (TRY, SAVE))
    keep = KeepForm(given if asked == SAVE else None, initial=_kept(request, found))
    mapping = _mapping(typed, offered) if asked in (TRY, SAVE) else None
    if asked == SAVE and mapping and keep.is_valid() and _said(keep, found, person, said, path, mapping):
        if name := keep.cleaned_data["save_as"]:
            save_description(case, person, mapping, typed.preview.names, name)
        messages.success(request, _("Saved. The table is being read by this description."))
        return redirect("exhibits:exhibit", reference, exhibit)
    page |= {
        "typed": typed,
        "forms": (typed.layout, typed.meaning, keep),
        "failed": any(form.errors for form in (typed.layout, typed.meaning, keep)),
        "keep": keep,
        "offered": offered,
        "trial": trial_of(request, mapping, found, said, path) if mapping else None,
        "asked": asked,
        "may_save": can_change_reading(found),
    }
    return render(request, "tables/describe.html", page, status=422 if asked == SAVE else 200)


def _mapping(typed: Typed, offered: Offered | None) -> TableMapping | None:
    """What was typed, where it makes sense; by the name of the saved description where it says the same."""
    if not (typed.layout.is_valid() and typed.meaning.is_valid()):
        return None
    mapping = typed.meaning.mapping(typed.layout.cleaned_data, "")
    if offered and is_the_same(mapping, offered.saved):
        return msgspec.structs.replace(mapping, profile=offered.saved.name)
    return mapping


def _said(
    keep: KeepForm, exhibit: Exhibit, person: Person, said: SaidOfExhibit, path: str, mapping: TableMapping
) -> bool:
    given = keep.cleaned_data
    named = msgspec.structs.replace(mapping, profile=given["save_as"] or mapping.profile)
    choice = msgspec.structs.replace(said.own(path), reader=mapped_table.MANIFEST.name, mapping=named)
    try:
        say_how_to_read(exhibit, person, path, choice, reason=given["reason"], seen=given["seen"])
    except NotAllowed as refused:
        keep.add_error(None, str(refused))
        # The next try has seen what is in force now.
        keep.data = {**dict(keep.data.items()), "seen": exhibit.choices_sha256}
        return False
    return True


def _kept(request: HttpRequest, exhibit: Exhibit) -> dict[str, str]:
    seen = request.POST.get("seen", exhibit.choices_sha256)
    kept = {name: request.POST.get(name, "") for name in ("reason", "save_as")}
    return {"seen": seen, **kept}
