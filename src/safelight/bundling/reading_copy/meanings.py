"""What the glyphs of a PDF mean, where several are drawn for one letter.

In Bengali, Tamil and others a vowel may stand on both sides of its consonant. WeasyPrint gives the whole to the last
of its glyphs and nothing to the others; PDF/UA wants a meaning for each (ISO 14289-1, 7.21.7).
"""

from typing import Any

import pydyf

_NOTHING = b" <>"
_WORD_JOINER = b" <2060>"
"""A character that does not show and does not part a word: copied words stay whole."""


def name_every_glyph(pdf: Any) -> None:
    """Gives a meaning to each glyph that has none, before the file is written."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and b"begincmap" in each.stream:
            each.stream[:] = [_named(line) for line in each.stream]


def _named(line: bytes) -> bytes:
    return line.removesuffix(_NOTHING) + _WORD_JOINER if line.endswith(_NOTHING) else line
