"""The records of an export as stretches of its text: header, first line, name candidate, body."""

from collections.abc import Iterator, Sequence

from safelight.readers.whatsapp.header import Header
from safelight.readers.whatsapp.names import LONGEST_NAME

_LONGEST_LINE_LOOKED_AT = 1000


class Lines:
    """The padded text of an export, cut at its headers."""

    def __init__(self, padded: str, headers: Sequence[Header]) -> None:
        """Each record runs from its header to the next; the last one to the end of the text."""
        self.padded = padded
        self.headers = headers
        self.stops = [header.start for header in headers[1:]]
        self.stops.append(len(padded))

    def first_line(self, number: int) -> str:
        """The first line of a record after its header, cut where no name or notice would go on."""
        end = self.headers[number].end
        stop = min(self.stops[number], end + _LONGEST_LINE_LOOKED_AT)
        return self.padded[end:stop].partition("\n")[0].rstrip("\r")

    def text(self, number: int) -> str:
        """A record after its header, its name included."""
        return self.padded[self.headers[number].end : self.stops[number]]

    def name_candidates(self) -> Iterator[str]:
        """What stands before the first ``": "`` of each record's first line, or ``""``."""
        padded, find = self.padded, self.padded.find
        known: set[str] = set()
        for header, stop in zip(self.headers, self.stops, strict=True):
            end = header.end
            at = find(": ", end, end + LONGEST_NAME)
            name = padded[end:at] if at > end else ""
            if name not in known:
                if at >= stop or "\n" in name:
                    name = ""
                known.add(name)
            yield name


def without_line_end(text: str) -> str:
    """The text without the line break that ends the record."""
    if text.endswith("\r\n"):
        return text[:-2]
    return text.removesuffix("\n")
