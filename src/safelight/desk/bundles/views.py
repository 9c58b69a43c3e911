"""Pages of bundles: choose, look at what would go out, have it made, hand it over."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.bundling.choice import Choice, ChoiceRefused, Removed
from safelight.bundling.locking import NotLocked, Recipient
from safelight.desk import content
from safelight.desk.bundles import actions
from safelight.desk.bundles.access import bundle_for
from safelight.desk.bundles.download import download
from safelight.desk.bundles.forms import ChoiceForm, TakingForm, WithholdForm, first_answers, initial_of
from safelight.desk.bundles.handed_over import HandedOver
from safelight.desk.bundles.models import Bundle, BundleState
from safelight.desk.bundles.on_file import case_on_file
from safelight.desk.bundles.permissions import check_may_make_bundles, may_make_bundles
from safelight.desk.bundles.policies import can_be_taken, check_can_be_made
from safelight.desk.bundles.preview import preview_of
from safelight.desk.bundles.shown import open_choice, open_contents
from safelight.desk.bundles.taken import takings_of
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.conversations.conversation_id import conversations_by_id
from safelight.desk.conversations.page import asked_for
from safelight.desk.keeping import the_ledger
from safelight.desk.looks import look, record
from safelight.evidence.audit import Act, AuditEvent


@require_safe
def every(request: HttpRequest, reference: str) -> HttpResponse:
    """The bundles of the case, who made them, and who took them."""
    person, case = case_for(request, reference)
    record(look(request, Act.LOOKED_AT_BUNDLE, case=case.key, what="list"))
    bundles = case.bundles.select_related("chosen_by", "asked_by").prefetch_related("takings__by")
    page = {"case": case, "bundles": bundles, "may_make": may_make_bundles(person, case)}
    return render(request, "bundles/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose what goes in. ``?as=3`` begins with the choice of bundle 3."""
    person, case = case_for(request, reference)
    check_may_make_bundles(person, case)
    audit = look(request, Act.LOOKED_AT_BUNDLE, case=case.key, what="choose")
    on_file = case_on_file(case, audit=audit)
    conversations = conversations_by_id(case, content.open_examination(case, audit=audit).conversations)
    before = _before(request, case, audit)
    withheld = [one for one in before.removals if one.sort is Removed.RECORD] if before else []
    form = ChoiceForm(
        request.POST or None,
        on_file=on_file,
        conversations=conversations,
        withheld=withheld,
        initial=initial_of(before, conversations) if before else first_answers(on_file),
    )
    if form.is_valid():
        try:
            bundle = actions.choose(case, person, form.choice(), on_file)
        except ChoiceRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("bundles:bundle", reference, bundle.number)
    page = {"case": case, "form": form, "withheld": withheld, "accepted": on_file.accepted}
    return render(request, "bundles/choose.html", page, status=422 if form.errors else 200)


def _before(request: HttpRequest, case: Case, audit: AuditEvent) -> Choice | None:
    number = asked_for(request.GET.get("as"))
    bundle = case.bundles.filter(number=number).first() if number else None
    return open_choice(bundle, audit=audit) if bundle else None


@require_safe
def bundle(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What would go out, before it is made; afterwards how far it has come, and who took it."""
    person, case, found = bundle_for(request, reference, number)
    if found.state == BundleState.CHOSEN:
        check_may_make_bundles(person, case)
        return _preview(request, case, found)
    audit = look(request, Act.LOOKED_AT_BUNDLE, case=case.key, subject=found.bundle_sha256, what="state")
    page = {
        "case": case,
        "bundle": found,
        "takings": takings_of(found, audit=audit),
        "may_take": may_make_bundles(person, case) and can_be_taken(found),
        "may_make": may_make_bundles(person, case),
    }
    return render(request, "bundles/bundle.html", page)


def _preview(request: HttpRequest, case: Case, found: Bundle, form: WithholdForm | None = None) -> HttpResponse:
    audit = look(request, Act.LOOKED_AT_BUNDLE, case=case.key, subject=found.choice_sha256, what="preview")
    contents = open_contents(found, audit=audit).contents
    page = {
        "case": case,
        "bundle": found,
        "contents": contents,
        "preview": preview_of(contents, asked_for(request.GET.get("from"))),
        "is_as_shown": found.fingerprint == contents.fingerprint,
        "form": form or WithholdForm(records=contents.rows.height),
    }
    return render(request, "bundles/preview.html", page, status=422 if form else 200)


@require_POST
def withhold(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Leave records of the preview out as a whole: a new choice, to be looked at in its turn."""
    person, case, found = bundle_for(request, reference, number)
    check_may_make_bundles(person, case)
    audit = look(request, Act.LOOKED_AT_BUNDLE, case=case.key, subject=found.choice_sha256, what="preview")
    shown = open_contents(found, audit=audit)
    form = WithholdForm(request.POST, records=shown.contents.rows.height)
    if not form.is_valid():
        return _preview(request, case, found, form)
    again = actions.withhold(found, person, shown, **form.cleaned_data)
    return redirect("bundles:bundle", reference, again.number)


@require_POST
def make(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give it to the worker, if nothing changed since it was shown."""
    person, case, found = bundle_for(request, reference, number)
    check_may_make_bundles(person, case)
    check_can_be_made(found)
    audit = look(request, Act.LOOKED_AT_BUNDLE, case=case.key, subject=found.choice_sha256, what="preview")
    contents = open_contents(found, audit=audit).contents
    actions.ask_to_make(found, person, contents)
    messages.success(request, _("The bundle is being made."))
    return redirect("bundles:bundle", reference, number)


@require_safe
def progress(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """How far it has come: stages and names of its files, no content. A fragment for htmx."""
    _person, case, found = bundle_for(request, reference, number)
    return render(request, "bundles/progress.html", {"case": case, "bundle": found})


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Say whom it is for and how it is locked; the file follows, and the taking is on record before it does."""
    person, case, found = bundle_for(request, reference, number)
    check_may_make_bundles(person, case)
    if not can_be_taken(found):
        return redirect("bundles:bundle", reference, number)
    form = TakingForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        audit = look(request, Act.LOOKED_AT_BUNDLE, case=case.key, subject=found.bundle_sha256, what="taken")
        key = given["key"].strip()
        handed_over = HandedOver(Recipient(given["name"], key), given["reason"], secrets.token_hex(16))
        secret = open_choice(found, audit=audit).salt
        try:
            actions.take(found, person, handed_over, manner=given["manner"], secret=secret)
            return download(found, manner=given["manner"], key=key, passphrase=given["passphrase"], audit=audit)
        except NotLocked as refused:
            form.add_error(given["manner"], str(refused))
    page = {"case": case, "bundle": found, "form": form}
    return render(request, "bundles/take.html", page, status=422 if form.errors else 200)


@require_safe
def receipt(request: HttpRequest, reference: str, number: int, taking: int) -> HttpResponse:
    """Proof that a taking is in the ledger, to be kept elsewhere (C2SP tlog-proof)."""
    _person, case, found = bundle_for(request, reference, number)
    taken = found.takings.filter(pk=taking).first()
    if taken is None:
        raise Http404
    the_ledger().append(
        look(request, Act.LOOKED_AT_LOG, case=case.key, subject=found.bundle_sha256, what="receipt")
    )
    name = f"{found.file_name}.{taken.entry}.tlog-proof"
    return HttpResponse(
        the_ledger().receipt(taken.entry),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
