"""Showing text as it was written without letting it deceive the eye."""

import re
from collections.abc import Iterable

import msgspec

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_JOINED_ON_PURPOSE = re.compile("(?<=[^\x00-\x7f])[\u200d\ufe0e\ufe0f](?=[^\x00-\x7f])")


def visible(text: str) -> str:
    """The text with each hidden or direction-turning character shown as ``⟦U+202E⟧``.

    Only for showing: the record keeps what was written. Joiners inside emoji are left alone.
    """
    kept = {match.start() for match in _JOINED_ON_PURPOSE.finditer(text)}
    return _HIDDEN.sub(lambda match: match[0] if match.start() in kept else f"⟦U+{ord(match[0]):04X}⟧", text)


class Piece(msgspec.Struct, frozen=True):
    """A run of text as it is shown, and whether it is what was looked for."""

    text: str
    marked: bool


def pieces_of(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text cut at the spans (start and end in code points), hidden characters shown.

    A span that starts inside an earlier one only lengthens it.
    """
    pieces, end = [], 0
    for start, stop in sorted(spans):
        begin = max(start, end)
        if stop <= begin:
            continue
        pieces.append(Piece(visible(text[end:begin]), marked=False))
        pieces.append(Piece(visible(text[begin:stop]), marked=True))
        end = stop
    pieces.append(Piece(visible(text[end:]), marked=False))
    return tuple(piece for piece in pieces if piece.text)
