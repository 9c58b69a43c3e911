"""Lines of a print-out, and what they are as records."""

import io
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import BinaryIO, NamedTuple

import msgspec

from safelight.readers import whatsapp_text
from safelight.readers.member import HEAD_BYTES, Member
from safelight.readers.pictures.box import Box, around
from safelight.readers.reader import ReadingHints
from safelight.records.record import Doubt, Kind, Record
from safelight.records.tally import TallyBook

PLATFORM = "Print-out"
_SURE_ENOUGH = 75
"""A page whose lines begin like this is a conversation; below it, one line that looks so may be chance."""


class Printed(NamedTuple):
    """A line as it stands. ``part``: the page or paragraph, counted from 1; a box in points where there is one."""

    text: str
    part: int
    box: Box | None = None
    confidence: float | None = None
    """How sure a machine was of it, where a machine read it off the picture of a page."""


class Printout(NamedTuple):
    """All lines of a document, and what it calls its parts: ``page`` or ``paragraph``."""

    lines: list[Printed]
    part_name: str
    said: dict[str, str]
    """What the document says of itself, by its own names."""


def records_of(printout: Printout, member: Member, hints: ReadingHints) -> Iterator[Record]:
    """Messages where the lines follow a layout of a chat's text; else a record for each page, without a sender."""
    text = "".join(f"{line.text}\n" for line in printout.lines).encode("utf-8", "replace")
    as_text = _AsText(member.path, text)
    if whatsapp_text.recognise(as_text).score >= _SURE_ENOUGH or _begins_late(as_text):
        yield from _messages(printout, as_text, member, hints)
    else:
        yield from _pages(printout.lines, printout, member)


def _begins_late(as_text: "_AsText") -> bool:
    """A heading before the first message: two messages and more are no chance."""
    from safelight.readers.whatsapp.header import cut_at_headers

    return len(cut_at_headers(as_text.data.decode("utf-8", "replace")).head) > 1


def _messages(printout: Printout, as_text: "_AsText", member: Member, hints: ReadingHints) -> Iterator[Record]:
    starts = [0, *accumulate(len(line.text.encode("utf-8", "replace")) + 1 for line in printout.lines)]
    is_first = True
    for record in whatsapp_text.read(as_text, hints, TallyBook()):
        first = bisect_right(starts, record.offset) - 1
        last = bisect_right(starts, record.offset + record.length - 1) - 1
        if is_first and first:
            yield from _pages(printout.lines[:first], printout, member)
        is_first = False
        lines = printout.lines[first : last + 1]
        yield msgspec.structs.replace(
            record,
            offset=0,
            length=member.size,
            pointer=_pointer(lines, printout),
            platform=PLATFORM,
            attachments=(),
            doubts=(*record.doubts, *_doubts(lines)),
            extra={**record.extra, **_confidence(lines)}
            | ({"attachments": "\n".join(record.attachments)} if record.attachments else {}),
        )


def _pages(lines: list[Printed], printout: Printout, member: Member) -> Iterator[Record]:
    """A record for each page; of paragraphs, one for all."""
    by_part = groupby(lines, key=lambda line: line.part if printout.part_name == "page" else 0)
    for number, (_, group) in enumerate(by_part):
        some = list(group)
        yield Record(
            kind=Kind.MEDIA,
            member=member.path,
            offset=0,
            length=member.size,
            pointer=_pointer(some, printout),
            platform=PLATFORM,
            text="\n".join(line.text for line in some),
            doubts=_doubts(some),
            extra={**(printout.said if not number else {}), **_confidence(some)},
        )


def _pointer(lines: list[Printed], printout: Printout) -> str:
    """Page and box; over several pages, the first page and the box on it."""
    part = lines[0].part
    boxes = [line.box for line in lines if line.part == part and line.box]
    return f"{printout.part_name} {part}" + (f" {around(boxes).pointer}" if boxes else "")


def _confidence(lines: list[Printed]) -> dict[str, str]:
    known = [line.confidence for line in lines if line.confidence is not None]
    if not known:
        return {}
    return {"lowest confidence": f"{min(known):.1%}", "mean confidence": f"{sum(known) / len(known):.1%}"}


def _doubts(lines: list[Printed]) -> tuple[Doubt, ...]:
    return (Doubt.UNSURE_READING,) if any((line.confidence or 1) < 0.85 for line in lines) else ()


class _AsText:
    """The lines as the reader of a chat's text meets them."""

    notes: tuple[str, ...] = ()

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    @property
    def head(self) -> bytes:
        """The first bytes."""
        return self.data[:HEAD_BYTES]

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    def open(self) -> BinaryIO:
        """A stream of them."""
        return io.BytesIO(self.data)

    def whole(self) -> bytes:
        """All of them."""
        return self.data

    def beside(self, path: str) -> Member | None:  # noqa: ARG002
        """Nothing stands beside them."""
        return None
