"""Fonts of a page: embedded, with a meaning for every glyph that is shown."""

import io
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from tests.pdf_ua.fault import Fault

_ONE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(<[0-9a-fA-F]*>|\[[^\]]*\])")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_NO_CHARACTER = {"\0", "\ufeff", "\ufffe"}


class Font:
    """One font of the resources of a page."""

    def __init__(self, given: Any) -> None:
        self._given = given
        self._is_composite = given.get("/Subtype") == "/Type0"
        self._below = given.DescendantFonts[0] if self._is_composite else given

    @property
    def name(self) -> str:
        """Its name in the file."""
        return str(self._given.get("/BaseFont", "without a name"))

    def faults(self) -> list[Fault]:
        """What is wrong with it, whatever it is used for."""
        found = []
        description = self._below.get("/FontDescriptor", pikepdf.Dictionary())
        is_drawn = self._given.get("/Subtype") == "/Type3"
        if not is_drawn and not any(f"/FontFile{number}" in description for number in ("", "2", "3")):
            found.append(Fault("7.21.4.1", "31-009", f"The font {self.name} is not embedded."))
        if "/ToUnicode" not in self._given:
            found.append(Fault("7.21.7", "10-001", f"The font {self.name} does not say what its glyphs mean."))
        if self._below.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in self._below:
            found.append(Fault("7.21.3.2", "31-004", f"The font {self.name} does not say which glyph is which."))
        return found

    def words(self, strings: Iterable[bytes]) -> tuple[str, list[Fault]]:
        """The meaning of what is shown with it, and what has none."""
        words, found = "", []
        width = 2 if self._is_composite else 1
        for shown in strings:
            for start in range(0, len(shown), width):
                code = int.from_bytes(shown[start : start + width])
                meaning = self._meanings.get(code, "")
                if self._is_composite and (code == 0 or code not in self._glyphs):
                    found.append(Fault("7.21.8", "31-030", f"{self.name}: {code} stands for a missing glyph."))
                elif not meaning or _NO_CHARACTER & set(meaning):
                    found.append(Fault("7.21.7", "10-001", f"{self.name}: glyph {code} has no meaning."))
                words += meaning
        return words, found

    @cached_property
    def _glyphs(self) -> frozenset[int]:
        """What the embedded font can draw; everything where it is no TrueType or OpenType font."""
        description = self._below.get("/FontDescriptor", pikepdf.Dictionary())
        program = description.get("/FontFile2", description.get("/FontFile3"))
        if program is None or not self._is_composite:
            return frozenset(range(1 << 16))
        with TTFont(io.BytesIO(program.read_bytes()), fontNumber=0, lazy=True) as opened:
            return frozenset(range(opened["maxp"].numGlyphs))

    @cached_property
    def _meanings(self) -> dict[int, str]:
        found: dict[int, str] = {}
        written = self._given.ToUnicode.read_bytes() if "/ToUnicode" in self._given else b""
        for sort, section in _SECTION.findall(written):
            if sort == b"bfchar":
                found |= {int(code, 16): _text(meaning) for code, meaning in _ONE.findall(section)}
            else:
                for first, last, meaning in _RANGE.findall(section):
                    found |= _run(int(first, 16), int(last, 16), meaning)
        return found


def fonts_of(resources: Any) -> dict[str, Font]:
    """Every font of the resources, by its name there."""
    return {str(name): Font(given) for name, given in resources.get("/Font", pikepdf.Dictionary()).items()}


def _run(first: int, last: int, meaning: bytes) -> dict[int, str]:
    if meaning.startswith(b"["):
        each = re.findall(rb"<([0-9a-fA-F]*)>", meaning)
        return {first + number: _text(one) for number, one in enumerate(each)}
    begin = _text(meaning.strip(b"<>"))
    return {code: begin[:-1] + chr(ord(begin[-1]) + code - first) for code in range(first, last + 1)}


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "surrogatepass")
