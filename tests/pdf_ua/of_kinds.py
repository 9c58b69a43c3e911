"""Headings, lists and tables: what may stand in what, and in which order."""

import re
from collections.abc import Iterator

from tests.pdf_ua.fault import Fault
from tests.pdf_ua.tree import Element

PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
    "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
}  # fmt: skip
KIDS = {
    "Table": r"(Caption )?((TR|THead|TBody|TFoot) )+|((TR|THead|TBody|TFoot) )+(Caption )?",
    "TR": r"((TH|TD) )+", "THead": r"(TR )+", "TBody": r"(TR )+", "TFoot": r"(TR )+",
    "L": r"(Caption )?((L|LI) )+", "LI": r"(Lbl )?(LBody )+|Lbl ", "TOC": r"(Caption )?((TOC|TOCI) )+",
}  # fmt: skip


def faults(tree: Element) -> Iterator[Fault]:
    """All of them."""
    yield from _of_headings(tree)
    for element in tree.every():
        yield from _of_nesting(element)


def _of_headings(tree: Element) -> Iterator[Fault]:
    kinds = [one.kind for one in tree.every() if re.fullmatch("H[1-6]?", one.kind)]
    if "H" in kinds and len(set(kinds)) > 1:
        yield Fault("7.4.4", "14-007", "Some headings have levels and some have none.")
    before = 0
    for level in (int(kind[1]) for kind in kinds if kind != "H"):
        if level > before + 1:
            number = "14-002" if not before else "14-003"
            yield Fault("7.4.2", number, f"A heading of level {level} follows one of level {before}.")
        before = level


def _of_nesting(element: Element) -> Iterator[Fault]:
    parent = element.parent
    while parent is not None and parent.kind == "NonStruct":
        parent = parent.parent
    if element.kind in PARENTS and (parent is None or parent.kind not in PARENTS[element.kind]):
        yield Fault("7.2", "09-004", f"{element.kind} stands in {parent and parent.kind}.")
    kids = "".join(f"{kid.kind} " for kid in element.elements)
    if element.kind in KIDS and not re.fullmatch(KIDS[element.kind], kids):
        yield Fault("7.2", "09-004", f"{element.kind} holds {kids or 'nothing'}.")
    if element.kind == "Table":
        if kids.count("THead") > 1 or kids.count("TFoot") > 1:
            yield Fault("7.2", "09-004", "A table has two heads or feet.")
        if ("THead" in kids or "TFoot" in kids) and "TBody" not in kids:
            yield Fault("7.2", "09-004", "A table has a head or a foot and no body.")
