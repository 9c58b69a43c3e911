"""The first lines of records, from their names on."""

from collections.abc import Iterator, Sequence

from safelight.readers.whatsapp.names import LONGEST_NAME

_LONGEST_LINE_LOOKED_AT = 1000


def first_line(body: str) -> str:
    """The first line of a body, cut where no name or notice would go on."""
    return body[:_LONGEST_LINE_LOOKED_AT].partition("\n")[0].rstrip("\r")


def name_candidates(bodies: Sequence[str], known: dict[str, str]) -> Iterator[str]:
    """What stands before the first ``": "`` of each body's first line, or ``""``. ``known`` remembers names."""
    for body in bodies:
        at = body.find(": ", 0, LONGEST_NAME + 2)
        name = body[:at] if at > 0 else ""
        if name not in known:
            known[name] = "" if "\n" in name else name
        yield known[name]
