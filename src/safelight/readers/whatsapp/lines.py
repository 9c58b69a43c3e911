"""The first lines of records, from their names on."""

from collections.abc import Sequence
from typing import NamedTuple

from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.names import LINKS, LONGEST_NAME
from safelight.readers.whatsapp.phrases import is_subject_line

_LONGEST_LINE_LOOKED_AT = 1000


def first_line(body: str) -> str:
    """The first line of a body, cut where no name or notice would go on."""
    return body[:_LONGEST_LINE_LOOKED_AT].partition("\n")[0].rstrip("\r")


class Candidates(NamedTuple):
    """What may be names, of many records."""

    names: list[str]
    """What stands before the first ``": "`` of each first line, or ``""``."""
    seconds: list[str]
    """What stands between that and the second ``": "``, where it may be the end of a name, or ``""``."""
    notices: list[int]
    """The places of those that have both, and still are WhatsApp's notice of a subject."""


def name_candidates(bodies: Sequence[str], known: dict[str, str]) -> Candidates:
    """What may be the names of those who wrote bodies. ``known`` remembers names."""
    names: list[str] = []
    seconds: list[str] = []
    notices: list[int] = []
    for place, body in enumerate(bodies):
        at = body.find(": ", 0, LONGEST_NAME + 2)
        name = body[:at] if at > 0 else ""
        if name not in known:
            known[name] = "" if "\n" in name else name
        name = known[name]
        names.append(name)
        end = body.find(": ", at + 2, at + 2 + LONGEST_NAME) if name else -1
        if end < 0:
            seconds.append("")
            continue
        second = _second_name(body, at + 2, end)
        seconds.append(known.setdefault(second, second) if second else "")
        if second and is_subject_line(first_line(body)):
            notices.append(place)
    return Candidates(names, seconds, notices)


def _second_name(body: str, start: int, end: int) -> str:
    more = body[start:end]
    if "\n" in more or more.startswith(PLATFORM_MARKS) or body.startswith(LINKS, end + 2):
        return ""
    return more
