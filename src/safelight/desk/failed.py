"""The page for a request that failed: the software is at fault, or the database cannot be used."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def failed(_request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``. It asks no database and no session: they may be what failed."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):  # full disk, lock, lost connection
        return HttpResponse(render_to_string("cannot_keep.html"), status=HTTPStatus.SERVICE_UNAVAILABLE)
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
