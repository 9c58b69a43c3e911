"""The shared strings of a workbook: each text once, cells name them by number."""

import re
from typing import BinaryIO

from safelight.readers.reader import UnknownLayout
from safelight.readers.tables.xml_part import XmlPart

_LONGEST_CHARACTERS = 64 * 1024 * 1024
_TOO_LONG = (
    "The texts of this workbook unfold to more than is read at once. It is kept as it came; ask for it in smaller "
    "parts, or as a CSV file."
)
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def shared_strings(stream: BinaryIO, part: str) -> list[str]:
    """Every text in order. Raises ``UnknownLayout``."""
    strings: list[str] = []
    walk, text = XmlPart(part), CellText()
    held = 0

    def end(name: str) -> None:
        nonlocal held
        text.end(name)
        if name == "si":
            strings.append(text.taken())
            held += len(strings[-1]) + 8
            if held > _LONGEST_CHARACTERS:
                raise UnknownLayout(_TOO_LONG)

    walk.start, walk.end, walk.text = text.start, end, text.add
    for _ in walk.through(stream):
        pass
    return strings


class CellText:
    """The text between the marks of one string: all its runs, without the readings printed above characters."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._is_text = False
        self._above = 0

    def start(self, name: str, _said: dict[str, str]) -> None:
        """An element begins."""
        self._above += name == "rPh"
        self._is_text = name == "t" and not self._above

    def end(self, name: str) -> None:
        """An element ends."""
        self._above -= name == "rPh"
        self._is_text = False

    def add(self, text: str) -> None:
        """Characters."""
        if self._is_text:
            self._pieces.append(text)

    def taken(self) -> str:
        """What was gathered; the next string begins empty."""
        whole = "".join(self._pieces)
        self._pieces.clear()
        return unescaped(whole)


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_`` here (ST_Xstring); half a pair stays as it is."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
