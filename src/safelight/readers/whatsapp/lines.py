"""The first lines of records, from their names on."""

from collections.abc import Sequence

from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.names import LINKS, LONGEST_NAME

_LONGEST_LINE_LOOKED_AT = 1000


def first_line(body: str) -> str:
    """The first line of a body, cut where no name or notice would go on."""
    return body[:_LONGEST_LINE_LOOKED_AT].partition("\n")[0].rstrip("\r")


def name_candidates(bodies: Sequence[str], known: dict[str, str]) -> tuple[list[str], list[str]]:
    """What stands before the first ``": "`` of each body's first line, and what between it and the second.

    Either is ``""`` where there is none. ``known`` remembers names.
    """
    names, seconds = [], []
    for body in bodies:
        at = body.find(": ", 0, LONGEST_NAME + 2)
        name = body[:at] if at > 0 else ""
        if name not in known:
            known[name] = "" if "\n" in name else name
        name = known[name]
        names.append(name)
        end = body.find(": ", at + 2, at + 2 + LONGEST_NAME) if name else -1
        second = "" if end < 0 else _second_name(body, at + 2, end)
        seconds.append(known.setdefault(second, second) if second else "")
    return names, seconds


def _second_name(body: str, start: int, end: int) -> str:
    more = body[start:end]
    if "\n" in more or more.startswith(PLATFORM_MARKS) or body.startswith(LINKS, end + 2):
        return ""
    return more
