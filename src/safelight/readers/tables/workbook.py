"""An Excel workbook (ECMA-376): a zip archive met as one file; its sheets are tables."""

import io
import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO

from safelight.readers.containers.limits import GIB, Budget, Limits
from safelight.readers.containers.parts import Part
from safelight.readers.containers.plain import head_keeper
from safelight.readers.containers.zip_plan import Placed, plan_of
from safelight.readers.containers.zip_walk import members_planned
from safelight.readers.reader import UnknownLayout
from safelight.readers.tables.row import Place, TableRow
from safelight.readers.tables.sheet_rows import Meaning, SheetRows
from safelight.readers.tables.strings import shared_strings
from safelight.readers.tables.styles import Form, forms_of
from safelight.readers.tables.xml_part import XmlPart

_LIMITS = Limits(members=2_000, depth=1, member_bytes=GIB // 2, total_bytes=GIB)
_BOOK = "xl/workbook.xml"
_PARTS = re.compile(rb"xl/(?:workbook|worksheets|theme|styles|sharedStrings|_rels)")
_ZIP = b"PK\x03\x04"
_NO_SHEETS = (
    "This is an Excel workbook, but the list of its sheets cannot be found or opened: it is damaged, locked with "
    "a password, or holds none. It is kept as it came. Ask for it again, or as a CSV file."
)


def is_workbook(head: bytes) -> bool:
    """Whether a file begins as a zip archive that names the parts of a workbook."""
    return head.startswith(_ZIP) and bool(_PARTS.search(head))


class BookSheet:
    """One sheet."""

    def __init__(self, name: str, part: str, book: "Workbook") -> None:
        self.name = name
        self.part = part
        self._book = book

    def rows(self) -> Iterator[TableRow]:
        """Every row. Raises ``UnknownLayout`` where the sheet is damaged."""
        part = self._book.parts[self.part]
        with part.open() as stream:
            yield from SheetRows(self.part, part.size, self._book.meaning).rows(stream)

    def place_of(self, row: TableRow) -> Place:
        """The packed bytes of the sheet in the workbook, and the bytes of the row once it is unpacked."""
        start, end = self._book.ranges[self.part]
        inside = f"bytes {row.start} to {row.end} of {self.part}"
        return Place(start, end, f"row {row.number} of sheet “{self.name}”, {inside}")

    def may_hold(self, _pattern: re.Pattern[bytes]) -> bool:
        """Always: only the rows themselves tell."""
        return True


class Workbook:
    """The parts of a workbook and its sheets. Raises ``UnknownLayout`` where it has none."""

    def __init__(self, source: BinaryIO) -> None:
        """``source`` is seekable, and is not closed as long as sheets are read."""
        budget = Budget(_LIMITS)
        self.size = source.seek(0, io.SEEK_END)
        plan = plan_of(source, budget)
        self.ranges: dict[str, tuple[int, int]] = {}
        self.parts: dict[str, Part] = {}
        if plan is None:
            raise UnknownLayout(_NO_SHEETS)
        for step in plan.steps:
            if isinstance(step, Placed):
                self.ranges.setdefault(step.entry.name, (step.entry.offset, step.fence))
        for found in members_planned(source, "", plan, budget, head_keeper()):
            if isinstance(found, Part):
                self.parts.setdefault(found.path.removeprefix("/"), found)
        self.sheets = tuple(self._sheets())
        if not self.sheets:
            raise UnknownLayout(_NO_SHEETS)

    @cached_property
    def meaning(self) -> Meaning:
        """What its cells refer to."""
        return Meaning(self._strings(), self._forms(), self._counts_from_1904)

    def _sheets(self) -> Iterator[BookSheet]:
        targets = {said.get("Id", ""): said for said in self._told("xl/_rels/workbook.xml.rels", "Relationship")}
        self._counts_from_1904 = any(
            said.get("date1904") in ("1", "true") for said in self._told(_BOOK, "workbookPr")
        )
        for said in self._told(_BOOK, "sheet"):
            target = targets.get(said.get("id", ""), {})
            part = posixpath.normpath(posixpath.join("/xl", target.get("Target", ""))).lstrip("/")
            if target.get("Type", "").endswith("/worksheet") and part in self.parts:
                yield BookSheet(said.get("name", ""), part, self)

    def _told(self, part: str, element: str) -> list[dict[str, str]]:
        """The attributes of each element of this name in one part; none where the part is missing."""
        if part not in self.parts:
            return []
        found: list[dict[str, str]] = []
        walk = XmlPart(part)
        walk.start = lambda name, said: found.append(said) if name == element else None
        with self.parts[part].open() as stream:
            for _ in walk.through(stream):
                pass
        return found

    def _strings(self) -> list[str]:
        part = "xl/sharedStrings.xml"
        if part not in self.parts:
            return []
        with self.parts[part].open() as stream:
            return shared_strings(stream, part)

    def _forms(self) -> list[Form]:
        part = "xl/styles.xml"
        if part not in self.parts:
            return []
        with self.parts[part].open() as stream:
            return forms_of(stream, part)
