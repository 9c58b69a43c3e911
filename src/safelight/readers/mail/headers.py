"""The header of a mail, field by field, as its bytes stand (RFC 5322)."""

import re
from typing import NamedTuple

MOST_HEADER_BYTES = 1024 * 1024
_FIELD = re.compile(rb"([!-9;-~]{1,255}):[ \t]*([^\r\n]*(?:\r*\n[ \t][^\r\n]*)*)(?:\r*\n|\r|\Z)")
_BLANK_LINE = re.compile(rb"\r*\n|\r")


class Header(NamedTuple):
    """Fields by their name in small letters, bytes beyond ASCII as escapes; and where the body begins."""

    fields: dict[str, list[str]]
    body_start: int

    def all(self, name: str) -> list[str]:
        """Every value of a field, in order."""
        return self.fields.get(name, [])

    def first(self, name: str) -> str:
        """The first value of a field, empty where there is none."""
        values = self.fields.get(name)
        return values[0] if values else ""


def header_of(raw: bytes) -> Header:
    """The header at the start of a mail; it ends at a blank line or at the first line that is no field."""
    fields: dict[str, list[str]] = {}
    place = 0
    while match := _FIELD.match(raw, place, MOST_HEADER_BYTES):
        name, value = match.groups()
        fields.setdefault(name.decode("ascii").lower(), []).append(value.decode("ascii", "surrogateescape"))
        place = match.end()
    blank = _BLANK_LINE.match(raw, place)
    return Header(fields, blank.end() if blank else place)
