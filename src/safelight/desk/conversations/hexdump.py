"""Bytes as people can check them: place, hexadecimal digits, characters."""

from dataclasses import dataclass

_IN_A_LINE = 16
_FIRST_PRINTABLE, _LAST_PRINTABLE = 0x20, 0x7E


@dataclass(frozen=True)
class HexLine:
    """Sixteen bytes or fewer. ``offset`` counts from the start of the member."""

    offset: int
    digits: str
    characters: str


def hexdump(data: bytes, *, offset: int) -> list[HexLine]:
    """The lines of a dump of bytes that begin at ``offset``."""
    return [
        HexLine(offset + start, part.hex(" "), "".join(map(_shown, part)))
        for start in range(0, len(data), _IN_A_LINE)
        if (part := data[start : start + _IN_A_LINE])
    ]


def _shown(byte: int) -> str:
    return chr(byte) if _FIRST_PRINTABLE <= byte <= _LAST_PRINTABLE else "."
