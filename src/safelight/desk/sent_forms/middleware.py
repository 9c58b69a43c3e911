"""A form that is sent twice, by a double click or because its answer was lost, is done once."""

import time
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safelight.desk.sent_forms.models import SentForm
from safelight.desk.sent_forms.number import number_of

KEPT = timedelta(days=1)
PATIENCE_SECONDS = 5.0
_LOOK_EVERY_SECONDS = 0.05


class EachFormOnce:
    """Claims a form before its page is asked, and remembers where a form that was done led.

    A form that led nowhere (something to correct, a rule that said no, a failure) is given back: it may be sent
    again. Only our own pages are looked after; handing in files has a number of its own (decision 17).
    """

    def __init__(self, handle: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and settle the form if it was claimed."""
        response = self.handle(request)
        claimed: SentForm | None = getattr(request, "sent_form", None)
        if claimed is not None:
            _settle(claimed, response)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: tuple[object, ...],
        _named: dict[str, object],
    ) -> HttpResponseBase | None:
        """The answer of the first time, for a form that came before."""
        ours = view.__module__.startswith("safelight.") and not getattr(view, "csrf_exempt", False)
        number = number_of(request) if ours else None
        if number is None:
            return None
        SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
        form, is_first = _claim(number)
        if is_first:
            request.sent_form = form  # type: ignore[attr-defined]
            return None
        if not form.answered_with:
            return render(request, "sent_forms/unsettled.html", status=HTTPStatus.CONFLICT)
        messages.info(request, _("This form had already arrived. Nothing was done a second time."))
        return redirect(form.answered_with)


def _claim(number: str) -> tuple[SentForm, bool]:
    """The form, and whether it is ours to do; waits a little for the first of two that came at once."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        form, is_first = SentForm.objects.get_or_create(number=number)
        if is_first or form.answered_with or time.monotonic() > give_up:
            return form, is_first
        time.sleep(_LOOK_EVERY_SECONDS)


def _settle(form: SentForm, response: HttpResponseBase) -> None:
    if isinstance(response, HttpResponseRedirectBase):
        SentForm.objects.filter(pk=form.pk).update(answered_with=response.url)
    else:
        form.delete()
