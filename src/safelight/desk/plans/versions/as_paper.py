"""A document as PDF/UA on pages of A4."""

from django.template.loader import render_to_string

from safelight.bundling.reading_copy.pdf import pdf_of
from safelight.desk.plans.versions.document import Document
from safelight.desk.plans.versions.rules import VersionRule


def pdf_of_version(document: Document, rule: VersionRule) -> bytes:
    """The document on pages of A4, tagged so that a screen reader can read it."""
    return pdf_of(render_to_string("plans/version_to_print.html", {"document": document, "rule": rule}))
