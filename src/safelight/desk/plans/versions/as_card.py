"""The card: one sheet of A4 that is folded twice, with the first steps inside and what always holds at the back."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string

from safelight.bundling.reading_copy.pdf import pdf_of
from safelight.desk.plans.versions.document import Document, Heading, Listing

LETTERS_OF_A_LINE = 44
LINES_OF_A_PANEL = 24
"""What a quarter of the sheet holds for certain at the size of print that the template sets."""
INSIDE = ("first", "second")
BACK = "back"


@dataclass(frozen=True)
class Items:
    """A heading with what stands under it."""

    heading: str
    items: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True)
class Panel:
    """A quarter of the card."""

    place: str
    parts: tuple[Items, ...]


def card_of(document: Document) -> bytes:
    """The lists of the document's first page on one sheet; what does not fit is left out, and never cut in two."""
    page = {"document": document, "panels": list(panels_of(document))}
    return pdf_of(render_to_string("plans/card_to_print.html", page))


def panels_of(document: Document) -> Iterator[Panel]:
    """The lists in order inside, as far as they fit; the last of them, which always holds, at the back."""
    lists = list(_lists(document))
    if not lists:
        return
    *inside, last = lists
    left = inside
    for place in INSIDE:
        parts, left = _filled(left)
        if parts:
            yield Panel(place, tuple(parts))
    yield Panel(BACK, tuple(_filled([last])[0]))


def _filled(lists: Iterable[Items]) -> tuple[list[Items], list[Items]]:
    """As much as a quarter holds, and the rest. A list may go on in the next quarter, a line may not."""
    room = LINES_OF_A_PANEL
    parts: list[Items] = []
    left: list[Items] = []
    for one in lists:
        room -= 2
        fits: list[str] = []
        for item in one.items:
            room -= math.ceil(len(item) / LETTERS_OF_A_LINE)
            if room < 0:
                break
            fits.append(item)
        if fits:
            parts.append(Items(one.heading, tuple(fits), one.language))
        if rest := one.items[len(fits) :]:
            room = 0
            left.append(Items(one.heading, rest, one.language))
    return parts, left


def _lists(document: Document) -> Iterator[Items]:
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.starts_page:
                return
            heading = block.text
        elif isinstance(block, Listing):
            yield Items(heading, block.items, block.language)
