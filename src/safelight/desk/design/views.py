"""The component gallery: every part of the design system on one page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components, for people who build pages; nowhere else than a demonstration or debugging."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    return render(request, "design/gallery.html")
