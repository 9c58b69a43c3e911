"""The component gallery: every part of the design system on one page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from safelight.desk.design.gallery import gallery as gallery_examples


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components, for people who build pages."""
    return _show(request, "design/gallery.html")


def refused(request: HttpRequest) -> HttpResponse:
    """Show a form with every error it can have."""
    return _show(request, "design/refused.html")


def _show(request: HttpRequest, template: str) -> HttpResponse:
    """Show an example page in a demonstration or while debugging, and nowhere else."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    return render(request, template, gallery_examples())
