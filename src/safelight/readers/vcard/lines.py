"""The lines of a vCard file, unfolded, each with the bytes it takes (RFC 6350, RFC 2426 and vCard 2.1)."""

import quopri
import re
from collections.abc import Iterator

import msgspec

from safelight.readers.mail.charset import decoded
from safelight.records.record import Doubt

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_QUOTED = re.compile(rb"^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_ENDS = b"\r\n"
_ESCAPES = {"n": "\n", "N": "\n", "\\": "\\", ",": ",", ";": ";", ":": ":"}
_ESCAPED = re.compile(r"\\([nN\\,;:])")
_HOW_WRITTEN = ("ENCODING=", "CHARSET=", "QUOTED-PRINTABLE", "BASE64")


class Line(msgspec.Struct, frozen=True):
    """One property. ``name`` is as written, with its parameters but without how its value was encoded."""

    start: int
    end: int
    name: str
    value: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def sort(self) -> str:
        """The property's own name, in capitals, without its group and parameters."""
        return self.name.partition(";")[0].rpartition(".")[2].upper()


def lines_in(data: bytes) -> Iterator[Line]:
    """Every line, blank ones too; a folded one is one line."""
    place = 0
    while place < len(data):
        start, raw, place = place, *_unfolded(data, place)
        yield _line(start, place, raw)


def _unfolded(data: bytes, place: int) -> tuple[bytes, int]:
    first = _next(data, place)
    place += len(first)
    pieces = [first.rstrip(_ENDS)]
    is_quoted = _QUOTED.match(first) is not None
    while place < len(data):
        if is_quoted and pieces[-1].endswith(b"="):
            pieces[-1] = pieces[-1][:-1]
            following = _next(data, place)
            pieces.append(following.rstrip(_ENDS))
        elif data[place : place + 1] in (b" ", b"\t") and pieces[0]:
            following = _next(data, place)
            pieces.append(following.rstrip(_ENDS)[1:])
        else:
            break
        place += len(following)
    return b"".join(pieces), place


def _next(data: bytes, place: int) -> bytes:
    found = _LINE.match(data, place)
    return found[0] if found else b""


def _line(start: int, end: int, raw: bytes) -> Line:
    head, _, tail = raw.partition(b":")
    name, *parameters = decoded(head, None).text.split(";")
    charset = next((each.partition("=")[2] for each in parameters if each.upper().startswith("CHARSET=")), None)
    written = {each.upper().removeprefix("ENCODING=") for each in parameters}
    kept = [each for each in parameters if not each.upper().startswith(_HOW_WRITTEN)]
    if "QUOTED-PRINTABLE" in written:
        tail = quopri.decodestring(tail)
    told = decoded(tail, charset)
    value = _ESCAPED.sub(lambda found: _ESCAPES[found[1]], told.text)
    if written & {"B", "BASE64"} or value.startswith("data:"):
        value = f"({len(value):,} characters of encoded content)"
    return Line(start, end, ";".join([name, *kept]), value, told.doubts)
