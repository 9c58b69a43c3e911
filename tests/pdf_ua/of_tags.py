"""The structure tree against the content: every piece stands in it once, no element is empty, kinds are known."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from tests.pdf_ua.content import PageContent
from tests.pdf_ua.fault import Fault
from tests.pdf_ua.tree import Annotated, Element, Marked

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP "
    "Warichu WT WP Figure Formula Form".split()
)
MAY_BE_EMPTY = {"TD", "TH"}
_SPOKEN = {"Figure": "13-004", "Formula": "17-002"}


def faults(pdf: pikepdf.Pdf, tree: Element, pages: Sequence[PageContent]) -> Iterator[Fault]:
    """All of them."""
    yield from _of_roles(pdf)
    for element in list(tree.every())[1:]:
        yield from _of_element(element)
    yield from _of_places(tree, pages)
    yield from _of_parents(pdf, tree)
    yield from _of_names(pdf, tree)


def _of_names(pdf: pikepdf.Pdf, tree: Element) -> Iterator[Fault]:
    listed = set(_listed(pdf.Root.StructTreeRoot.get("/IDTree", pikepdf.Dictionary())))
    names = Counter(str(element.given["/ID"]) for element in tree.every() if "/ID" in element.given)
    for name, count in names.items():
        if name not in listed or count > 1:
            yield Fault("7.1", "", f"The name {name} of an element stands {count} times, or is not in the list.")


def _listed(node: Any) -> Iterator[str]:
    yield from (str(name) for name in list(node.get("/Names", ()))[::2])
    for kid in node.get("/Kids", ()):
        yield from _listed(kid)


def _of_roles(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    for name in pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary()):
        if str(name)[1:] in STANDARD:
            yield Fault("7.1", "02-004", f"The standard kind {name} is made into another.")


def _of_element(element: Element) -> Iterator[Fault]:
    if element.kind == "circular":
        yield Fault("7.1", "02-003", f"The kind {element.own_kind} leads back to itself.")
    elif element.kind not in STANDARD:
        yield Fault("7.1", "02-001", f"Nothing says what the kind {element.own_kind} is.")
    if not element.kids and element.kind not in MAY_BE_EMPTY:
        yield Fault("7.1", "01-006", f"An element {element.kind} is empty.")
    if (
        element.kind in _SPOKEN
        and not str(element.given.get("/Alt", element.given.get("/ActualText", ""))).strip()
    ):
        yield Fault("7.3", _SPOKEN[element.kind], f"An element {element.kind} has no words for who cannot see it.")
    if element.kind == "Note" and not str(element.given.get("/ID", "")):
        yield Fault("7.9", "19-003", "A note has no name of its own.")


def _of_places(tree: Element, pages: Sequence[PageContent]) -> Iterator[Fault]:
    held = Counter((one.page, one.mcid) for one in tree.content())
    shown = {(number, mcid) for number, page in enumerate(pages) for mcid in page.words}
    for page, mcid in sorted(shown - held.keys()):
        yield Fault("7.1", "01-005", f"Page {page + 1}: content {mcid} is tagged and stands in no element.")
    for page, mcid in sorted(held.keys() - shown):
        yield Fault("7.1", "", f"Page {page + 1}: an element holds content {mcid}, which is not there.")
    for (page, mcid), count in held.items():
        if count > 1:
            yield Fault("7.1", "", f"Page {page + 1}: content {mcid} stands in {count} elements.")


def _of_parents(pdf: pikepdf.Pdf, tree: Element) -> Iterator[Fault]:
    """The way back: from the page or the annotation to the element."""
    way_back = _numbers(pdf.Root.StructTreeRoot.get("/ParentTree", pikepdf.Dictionary()))
    for element in tree.every():
        for kid in element.kids:
            if not _leads_back(pdf, way_back, element, kid):
                yield Fault("7.1", "", f"Nothing leads back from a content to its element {element.kind}.")


def _leads_back(pdf: pikepdf.Pdf, way_back: dict[int, Any], element: Element, kid: object) -> bool:
    if isinstance(kid, Marked):
        parents = way_back.get(int(pdf.pages[kid.page].obj.get("/StructParents", -1)), ())
        return kid.mcid < len(parents) and _same(parents[kid.mcid], element.given)
    if isinstance(kid, Annotated):
        return _same(way_back.get(int(kid.annotation.get("/StructParent", -1))), element.given)
    return True


def _same(one: Any, other: Any) -> bool:
    return one is not None and one.objgen == other.objgen


def _numbers(node: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}
    numbers = list(node.get("/Nums", ()))
    found |= dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for kid in node.get("/Kids", ()):
        found |= _numbers(kid)
    return found
