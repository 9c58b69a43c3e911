"""The lines of a LINE export: headings with the date, and under each the messages of that day, by tabs."""

import re
from collections.abc import Iterator

import msgspec

_DATE = (
    r"(?P<year_first>\d{4}[/.]\d{1,2}[/.]\d{1,2})"
    r"(?:[ \t]?[(（][^()（）\r\n]{1,20}[)）]|[ \t]{1,2}[^\s\d]{1,20})?"
    r"|[^\W\d_]{2,12}\.?,[ ]?(?P<year_last>\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_TIME = r"(?P<time>(?:[^\W\d_]{2,4}[ ]?)?\d{1,2}:\d\d(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?)"
_LINE = re.compile(rf"^(?:(?:{_DATE})[ \t]*(?=\r?$)|{_TIME}\t(?:(?P<name>[^\t\r\n]{{1,128}})\t)?)", re.MULTILINE)


class Head(msgspec.Struct, frozen=True):
    """The beginning of a message, or a heading (then ``time`` is empty). Places are characters of the text."""

    start: int
    end: int
    date: str
    """As written: in a heading its own, in a message that of the heading above it; empty where there is none."""
    time: str
    name: str | None


def heads_in(text: str) -> Iterator[Head]:
    """Headings and beginnings of messages, in order."""
    date = ""
    for found in _LINE.finditer(text):
        date = found["year_first"] or found["year_last"] or date
        yield Head(found.start(), found.end(), date, found["time"] or "", found["name"])
