"""Fonts for characters that the machine has none for: emoji, and the scripts victims write in (built at set-up)."""

import io
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).with_name("fonts")
SCHEME = "safelight-font"
"""A font's address in a document is this and the name of its file. Nothing else is ever given to a document."""


class Face(msgspec.Struct, frozen=True):
    """A file in ``FOLDER`` and the characters its makers list for it: first and last code point of each stretch."""

    file: str
    characters: tuple[tuple[int, int], ...]

    def has(self, character: int) -> bool:
        """Whether this code point is listed."""
        return any(first <= character <= last for first, last in self.characters)


@cache
def faces() -> tuple[Face, ...]:
    """Every font that was built; none where the front end was not."""
    listed = FOLDER / "faces.json"
    return msgspec.json.decode(listed.read_bytes(), type=tuple[Face, ...]) if listed.exists() else ()


def faces_for(characters: Collection[int]) -> list[Face]:
    """The fonts that may draw any of these code points."""
    return [face for face in faces() if any(map(face.has, characters))]


def style_of(chosen: Iterable[Face]) -> str:
    """The rules that let a document use them. What is in a font is seen in it: some lists say more than is there."""
    return "".join(f'@font-face{{font-family:"{face.file}";src:url("{SCHEME}:{face.file}")}}' for face in chosen)


def font_at(address: str) -> bytes | None:
    """The bytes of a font that a document asks for; none where the address is anything else."""
    scheme, _, file = address.partition(":")
    known = scheme == SCHEME and any(face.file == file for face in faces())
    return _unpacked(file) if known else None


@lru_cache(maxsize=64)
def _unpacked(file: str) -> bytes:
    """Unpacked once for a process: every document would do it again."""
    from fontTools.ttLib import woff2  # only documents with such characters need it

    font = io.BytesIO()
    woff2.decompress(io.BytesIO((FOLDER / file).read_bytes()), font)
    return font.getvalue()
