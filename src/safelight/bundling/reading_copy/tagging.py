"""What WeasyPrint leaves to be done on a tagged PDF, before it is written.

It tags what stands in the margins of a page like words of the text, and hangs those tags nowhere: a screen reader
may then read the foot of each page in the middle of a sentence, or stumble. PDF/UA wants it as an artifact
(ISO 14289-1, 7.1). It makes elements of the ends of lines, with nothing in them, and lets the rows of a ``dl`` stand
between a list and its items. It names the cells of tables and leaves out the list of names (ISO 32000-1, 14.7.2).
"""

from collections.abc import Iterator
from typing import Any

import pydyf

_MARGIN = {"Type": "/Pagination"}
_MAY_BE_EMPTY = {"/TD", "/TH"}


def finish_tags(pdf: Any) -> None:
    """Tidies the tree, makes what stands in margins artifacts, and lists the names of elements."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    _tidy(pdf, root)
    reached = {element.number: element for element in _below(pdf, root)}
    _list_names(pdf, root, reached)
    parents = _object(pdf, root["ParentTree"])["Nums"]
    of_pages = dict(zip(parents[::2], parents[1::2], strict=True))
    for page in [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]:
        holders = of_pages[page["StructParents"]]
        in_margin = {mcid for mcid, holder in enumerate(holders) if _number(holder) not in reached}
        for mcid in in_margin:
            _object(pdf, holders[mcid]).clear()
            holders[mcid] = "null"
        _make_artifacts(_object(pdf, page["Contents"]).stream, in_margin)


def _make_artifacts(operators: list[Any], in_margin: set[int]) -> None:
    for place, operator in enumerate(operators):
        if operator == b"BDC" and operators[place - 1].get("MCID") in in_margin:
            operators[place - 2] = "/Artifact"
            operators[place - 1].clear()
            operators[place - 1].update(_MARGIN)


def _tidy(pdf: Any, element: Any) -> None:
    """Takes out what is empty and is no cell, and what stands between a list and its items."""
    kids = pydyf.Array()
    for kid in element["K"]:
        below = _object(pdf, kid) if isinstance(kid, bytes) else {}
        if "K" in below:
            _tidy(pdf, below)
        if element.get("S") == "/L" and below.get("S") == "/Div":
            for lifted in below["K"]:
                _object(pdf, lifted)["P"] = element.reference
            kids.extend(below["K"])
        elif below.get("K") != [] or below["S"] in _MAY_BE_EMPTY:
            kids.append(kid)
    element["K"] = kids


def _list_names(pdf: Any, root: Any, reached: dict[int, Any]) -> None:
    named = sorted((element["ID"].data, element) for element in reached.values() if "ID" in element)
    if named:
        names = pydyf.Dictionary({"Names": pydyf.Array()})
        names["Limits"] = pydyf.Array([named[0][1]["ID"], named[-1][1]["ID"]])
        for _, element in named:
            names["Names"].extend([element["ID"], element.reference])
        pdf.add_object(names)
        tree = pydyf.Dictionary({"Kids": pydyf.Array([names.reference])})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _below(pdf: Any, element: Any) -> Iterator[Any]:
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            found = _object(pdf, kid)
            yield found
            yield from _below(pdf, found)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
