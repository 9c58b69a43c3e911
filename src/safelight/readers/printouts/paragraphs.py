"""The words of a Word document, paragraph by paragraph (ECMA-376 part 1, WordprocessingML), streamed."""

import io
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from safelight.readers.printouts.printed import Printed, Printout
from safelight.readers.reader import UnknownLayout

MAIN = "word/document.xml"
_LARGEST_XML_BYTES = 256 * 1024 * 1024
_PIECE = 64 * 1024
_MOST_DEPTH = 2_000
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t"}

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    KeyError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_DAMAGED = "This Word document is damaged and could not be read. It is sealed as it is; ask for it again."


def printout_of(data: bytes) -> Printout:
    """The document. Raises ``UnknownLayout`` where it is damaged, too large or holds what no Word writes."""
    words = _Words()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = words.start
    parser.EndElementHandler = words.end
    parser.CharacterDataHandler = words.characters
    parser.EntityDeclHandler = _refuse
    parser.StartDoctypeDeclHandler = _refuse
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(MAIN) as document:
            _feed(parser, document)
            inside = [name for name in package.namelist() if name.startswith(("word/media/", "word/embeddings/"))]
    except _FAULTS as fault:
        raise UnknownLayout(_DAMAGED) from fault
    said = {"files inside": "\n".join(inside[:100]), "struck out": "\n".join(words.struck_out)}
    return Printout(words.lines, "paragraph", {name: listed for name, listed in said.items() if listed})


def _feed(parser: Any, document: Any) -> None:
    passed = 0
    while piece := document.read(_PIECE):
        passed += len(piece)
        if passed > _LARGEST_XML_BYTES:
            message = "This Word document unfolds into more text than is read. It is sealed as it is."
            raise UnknownLayout(message)
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _refuse(*_given: Any) -> None:
    message = (
        "This Word document declares entities of its own, which Word never does and which can be an attack. It is "
        "sealed as it is and was not read."
    )
    raise UnknownLayout(message)


class _Words:
    """Takes the text of runs. Words struck out while changes were tracked are kept apart."""

    def __init__(self) -> None:
        self.lines: list[Printed] = []
        self._text: list[str] = []
        self.struck_out: list[str] = []
        self._into: list[str] | None = None
        self._paragraph = 0
        self._depth = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """A new element."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            _refuse()
        kind = name.rpartition(" ")[2]
        if kind == "p":
            self._paragraph += 1
        elif kind in {"t", "delText"}:
            self._into = self._text if kind == "t" else self.struck_out
        elif kind in _BREAKS:
            self._text.append(_BREAKS[kind])

    def end(self, name: str) -> None:
        """The end of one."""
        self._depth -= 1
        kind = name.rpartition(" ")[2]
        if kind in {"t", "delText"}:
            self._into = None
        elif kind == "p":
            whole = "".join(self._text)
            self._text.clear()
            self.lines += [Printed(line, self._paragraph) for line in whole.split("\n") if line.strip()]

    def characters(self, data: str) -> None:
        """Words between them."""
        if self._into is not None:
            self._into.append(data)
