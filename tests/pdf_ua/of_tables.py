"""Cells: as many in every row, and each with its headings."""

from collections.abc import Iterator
from typing import Any

from tests.pdf_ua.fault import Fault
from tests.pdf_ua.tree import Element


def faults(tree: Element) -> Iterator[Fault]:
    """All of them."""
    for table in tree.every():
        if table.kind == "Table":
            yield from _of_table(table)


def _of_table(table: Element) -> Iterator[Fault]:
    rows = [row for row in table.every() if row.kind == "TR"]
    if len({sum(_span(cell, "/ColSpan") for cell in row.elements) for row in rows}) > 1 and not _spans_rows(rows):
        yield Fault("7.5", "15-005", "Rows of a table have different numbers of cells.")
    cells = [cell for row in rows for cell in row.elements]
    headings = [cell for cell in cells if cell.kind == "TH"]
    if not headings:
        yield Fault("7.5", "15-003", "A table has no heading cells.")
    named = {str(cell.given.get("/ID", "")) for cell in headings} - {""}
    every_has_scope = all(_attribute(cell, "/Scope") in {"/Row", "/Column", "/Both"} for cell in headings)
    for cell in cells:
        if cell.kind == "TD" and not every_has_scope:
            asked = {str(one) for one in _attribute(cell, "/Headers") or ()}
            if not asked or asked - named:
                yield Fault("7.5", "15-003", "A cell of a table cannot be brought together with its headings.")


def _span(cell: Element, name: str) -> int:
    return int(_attribute(cell, name) or 1)


def _spans_rows(rows: list[Element]) -> bool:
    return any(_span(cell, "/RowSpan") > 1 for row in rows for cell in row.elements)


def _attribute(cell: Element, name: str) -> Any:
    given = cell.given.get("/A")
    for one in [given] if given is not None and hasattr(given, "keys") else given or ():
        if name in one:
            found = one[name]
            return str(found) if name == "/Scope" else found
    return None
