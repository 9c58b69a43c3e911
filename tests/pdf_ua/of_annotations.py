"""Links and other annotations: in the tree, in words, in order."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from tests.pdf_ua.fault import Fault
from tests.pdf_ua.tree import Annotated, Element

_HOLDER = {"/Link": ("Link", "28-011", "7.18.5"), "/Widget": ("Form", "28-010", "7.18.4")}
_HIDDEN = 2


def faults(pdf: pikepdf.Pdf, tree: Element) -> Iterator[Fault]:
    """All of them."""
    holders = {
        kid.annotation.objgen: element
        for element in tree.every()
        for kid in element.kids
        if isinstance(kid, Annotated)
    }
    for page in pdf.pages:
        annotations = list(page.obj.get("/Annots", ()))
        if annotations and page.obj.get("/Tabs") != "/S":
            yield Fault("7.18.3", "28-008", "A page with links does not go through them in reading order.")
        for annotation in annotations:
            yield from _of_annotation(annotation, holders.get(annotation.objgen))


def _of_annotation(annotation: Any, holder: Element | None) -> Iterator[Fault]:
    sort = str(annotation.get("/Subtype"))
    if sort == "/TrapNet":
        yield Fault("7.18.2", "28-017", "There is a TrapNet annotation.")
    if sort == "/Popup" or int(annotation.get("/F", 0)) & _HIDDEN:
        return
    kind, number, clause = _HOLDER.get(sort, ("Annot", "28-002", "7.18.1"))
    if holder is None or holder.kind != kind:
        yield Fault(clause, number, f"An annotation {sort} does not stand in an element {kind}.")
    words = annotation.get("/TU" if sort == "/Widget" else "/Contents", "")
    if not str(words).strip():
        yield Fault(clause, "28-012", f"An annotation {sort} says in no words what it is.")
