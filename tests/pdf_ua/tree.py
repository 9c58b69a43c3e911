"""The structure tree of a tagged PDF, read in its order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

DEEPEST = 200


@dataclass
class Marked:
    """Content of a page that an element holds: the number of the page and of the content on it."""

    page: int
    mcid: int


@dataclass
class Annotated:
    """An annotation that an element holds."""

    annotation: Any


@dataclass
class Element:
    """One structure element; ``kind`` without its slash, through the role map."""

    kind: str
    own_kind: str
    given: Any
    parent: "Element | None"
    kids: list["Element | Marked | Annotated"] = field(default_factory=list)

    @property
    def elements(self) -> list["Element"]:
        """The kids that are elements, groupings without a meaning looked through."""
        found: list[Element] = []
        for kid in self.kids:
            if isinstance(kid, Element):
                found += kid.elements if kid.kind == "NonStruct" and kid.elements else [kid]
        return found

    def every(self) -> Iterator["Element"]:
        """This and all below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.every()

    def content(self, without: str = "") -> Iterator[Marked]:
        """The content below it, in order, elements of one kind left out."""
        for kid in self.kids:
            if isinstance(kid, Marked):
                yield kid
            elif isinstance(kid, Element) and kid.kind != without:
                yield from kid.content(without)


def tree_of(pdf: pikepdf.Pdf) -> Element:
    """The root and everything below it. Raises ``ValueError`` for one that is deeper than anything we make."""
    root = pdf.Root.StructTreeRoot
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    top = Element("StructTreeRoot", "StructTreeRoot", root, None)
    _fill(top, None, pages, root.get("/RoleMap", pikepdf.Dictionary()), 0)
    return top


def mapped(kind: str, roles: Any) -> str:
    """A kind through the role map; ``circular`` where it leads nowhere."""
    seen = {kind}
    while f"/{kind}" in roles:
        kind = str(roles[f"/{kind}"])[1:]
        if kind in seen:
            return "circular"
        seen.add(kind)
    return kind


def _fill(parent: Element, page: Any, pages: dict[Any, int], roles: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("The structure tree does not end.")
    for kid in _array(parent.given.get("/K")):
        if isinstance(kid, int):
            parent.kids.append(Marked(pages[page.objgen], kid))
        elif kid.get("/Type") == "/OBJR":
            parent.kids.append(Annotated(kid.Obj))
        elif kid.get("/Type") == "/MCR":
            parent.kids.append(Marked(pages[kid.get("/Pg", page).objgen], int(kid.MCID)))
        else:
            own = str(kid.S)[1:]
            element = Element(mapped(own, roles), own, kid, parent)
            parent.kids.append(element)
            _fill(element, kid.get("/Pg", page), pages, roles, depth + 1)


def _array(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
