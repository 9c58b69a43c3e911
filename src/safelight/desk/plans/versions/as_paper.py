"""A document as PDF/UA, and as a card: one sheet that is folded twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string

from safelight.bundling.reading_copy.pdf import pdf_of
from safelight.desk.plans.versions.document import Document, Heading, Listing
from safelight.desk.plans.versions.rules import VersionRule

LINES_OF_A_PANEL = 7
PLACES = ("first", "second", "back")


@dataclass(frozen=True)
class Panel:
    """A quarter of the card."""

    place: str
    heading: str
    lines: tuple[str, ...]


def pdf_of_version(document: Document, rule: VersionRule) -> bytes:
    """The document on pages of A4, tagged so that a screen reader can read it."""
    return pdf_of(render_to_string("plans/version_to_print.html", {"document": document, "rule": rule}))


def card_of(document: Document) -> bytes:
    """The lists of the document on one sheet of A4; what does not fit in three quarters is left out."""
    page = {"document": document, "panels": list(panels_of(document))}
    return pdf_of(render_to_string("plans/card_to_print.html", page))


def panels_of(document: Document) -> Iterator[Panel]:
    """The first lists of the document, each under its heading; a long one goes on in the next quarter."""
    places = iter(PLACES)
    for heading, items in _lists(document):
        for start in range(0, len(items), LINES_OF_A_PANEL):
            place = next(places, None)
            if place is None:
                return
            yield Panel(place, heading, items[start : start + LINES_OF_A_PANEL])


def _lists(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    heading = ""
    items: tuple[str, ...] = ()
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            if items:
                yield heading, items
            heading, items = block.text, ()
        elif isinstance(block, Listing):
            items = (*items, *block.items)
    if items:
        yield heading, items
