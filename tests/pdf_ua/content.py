"""The content of pages: which of it is tagged, which is an artifact, which is neither, and its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from tests.pdf_ua.fault import Fault
from tests.pdf_ua.fonts import Font, fonts_of

SHOWS = frozenset("Tj TJ ' \" Do sh EI S s f F f* B B* b b* INLINE".split())
"""Operators that put something on the page."""


@dataclass
class PageContent:
    """One page: the words of each marked content by its number, and what is wrong with it."""

    words: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def content_of(page: pikepdf.Page) -> PageContent:
    """Reads a page once, forms that it draws with it."""
    read = _Reading(PageContent())
    read.stream(page, page.get("/Resources", pikepdf.Dictionary()), 0)
    if read.open:
        read.found.faults.append(Fault("7.1", "01-005", "Marked content does not end on its page."))
    return read.found


class _Reading:
    def __init__(self, found: PageContent) -> None:
        self.found = found
        self.open: list[int | str] = []
        self._font: Font | None = None

    def stream(self, stream: Any, resources: Any, depth: int) -> None:
        fonts = fonts_of(resources)
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in {"BDC", "BMC"}:
                self._begin(str(operands[0]), _properties(operands, resources))
            elif operator == "EMC":
                self._end()
            elif operator == "Tf":
                self._font = fonts.get(str(operands[0]))
            if operator in SHOWS:
                self._shown(operator, operands)
            if operator == "Do" and depth < 10:
                self._drawn(resources.XObject[str(operands[0])], resources, depth)

    def _begin(self, tag: str, properties: Any) -> None:
        inside_artifact, inside_tagged = "artifact" in self.open, any(isinstance(one, int) for one in self.open)
        if tag == "/Artifact":
            if inside_tagged:
                self._fault("01-003", "An artifact stands inside tagged content.")
            self.open.append("artifact")
        elif "/MCID" in properties:
            mcid = int(properties["/MCID"])
            if inside_artifact:
                self._fault("01-004", "Tagged content stands inside an artifact.")
            if mcid in self.found.words:
                self._fault("01-005", f"The number {mcid} stands twice on a page.")
            self.found.words.setdefault(mcid, "")
            self.found.order.append(mcid)
            self.open.append(mcid)
        else:
            self.open.append("other")

    def _end(self) -> None:
        if self.open:
            self.open.pop()
        else:
            self._fault("01-005", "Marked content ends that never began.")

    def _shown(self, operator: str, operands: Any) -> None:
        mcid = next((one for one in reversed(self.open) if isinstance(one, int)), None)
        if mcid is None and "artifact" not in self.open:
            self._fault("01-005", f"Something is shown ({operator}) that is neither tagged nor an artifact.")
        if operator in {"Tj", "TJ", "'", '"'} and self._font is not None:
            words, faults = self._font.words(_strings(operands[-1]))
            self.found.faults += faults
            if mcid is not None:
                self.found.words[mcid] += words

    def _drawn(self, drawn: Any, resources: Any, depth: int) -> None:
        if "/Ref" in drawn:
            self.found.faults.append(Fault("7.20", "30-001", "A reference XObject is drawn."))
        if drawn.get("/Subtype") == "/Form":
            self.stream(drawn, drawn.get("/Resources", resources), depth + 1)

    def _fault(self, matterhorn: str, said: str) -> None:
        self.found.faults.append(Fault("7.1", matterhorn, said))


def _properties(operands: Any, resources: Any) -> Any:
    given = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
    if isinstance(given, pikepdf.Name):
        given = resources.get("/Properties", pikepdf.Dictionary()).get(str(given), pikepdf.Dictionary())
    return given


def _strings(operand: Any) -> Iterator[bytes]:
    for one in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(one, pikepdf.String):
            yield bytes(one)
