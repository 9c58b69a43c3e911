"""The page that takes files: several at once, sealed while they stream in, with or without JavaScript."""

import re
import secrets
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_hand_in
from safelight.desk.exhibits.actions import sealing_event, take_in_all
from safelight.desk.exhibits.upload import SealingUpload, SealingUploadHandler, TooLarge
from safelight.desk.keeping import the_vault
from safelight.desk.people.models import Person
from safelight.evidence.sealing import CannotSeal

FORM = "form"
"""A random number: the same form sent again, because its answer was lost, is not taken in twice."""
_NUMBER = re.compile("[0-9a-f]{32}")

LAST = "last"
"""The last field of the form. Fields come in order: where it is missing, something before it may be too."""

BROKEN_OFF = "The upload broke off before all of it had arrived. Nothing was kept of it. Try again."
NOTHING_CHOSEN = "Choose at least one file."
TOO_MANY = "These are more files than can be taken at once. Nothing was kept of them. Add them in smaller groups."


# The check for forged requests reads the body, and the body must not be read before it is known where it goes.
# So it runs inside, once the person, the case and the upload handler are settled.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Add exhibits to a case."""
    person, case = case_for(request, reference)
    check_may_hand_in(person, case)
    handler = SealingUploadHandler(
        the_vault(), case.key, settings.FILE_LIMIT_BYTES, audit=sealing_event(case, person)
    )
    request.upload_handlers = [handler]
    try:
        return _take(request, case, person)
    except TooLarge as problem:
        return _page(request, case, str(problem), status=413)
    except CannotSeal as problem:
        return _page(request, case, str(problem), status=507)
    except TooManyFilesSent:
        return _page(request, case, TOO_MANY, status=413)
    except (UnreadablePostError, MultiPartParserError, BadRequest):
        return _page(request, case, BROKEN_OFF, status=400)
    finally:
        handler.abandon()


@csrf_protect
def _take(request: HttpRequest, case: Case, person: Person) -> HttpResponse:
    if request.method != "POST":
        return _page(request, case)
    if request.POST.get(LAST) != LAST:
        return _page(request, case, BROKEN_OFF, status=400)
    files = cast("list[SealingUpload]", request.FILES.getlist("files"))
    if not files:
        return _page(request, case, NOTHING_CHOSEN, status=422)
    form = _number_of_form(request)
    upload = take_in_all(case, person, [(file.given_name, file.keep) for file in files], form)
    sentence = ngettext(
        "%(n)d exhibit is sealed and is being read.",
        "%(n)d exhibits are sealed and are being read.",
        upload.exhibits,
    )
    messages.success(request, sentence % {"n": upload.exhibits})
    if upload.exhibits == 1:
        return redirect("exhibits:exhibit", case.reference, upload.first.slug)
    return redirect("cases:case", case.reference)


def _number_of_form(request: HttpRequest) -> str:
    """What tells one form from the next; a form without one is a form of its own."""
    sent = request.POST.get(FORM, "")
    return sent if _NUMBER.fullmatch(sent) else secrets.token_hex(16)


def _page(request: HttpRequest, case: Case, problem: str = "", *, status: int = 200) -> HttpResponse:
    page = {
        "case": case,
        "problem": _(problem) if problem else "",
        "limit": settings.FILE_LIMIT_BYTES,
        "form_number": secrets.token_hex(16),
    }
    return render(request, "exhibits/add.html", page, status=status)
