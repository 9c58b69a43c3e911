"""The reading copy in parts, so that no page and no document grows past what can be opened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from safelight.bundling.contents import Contents
from safelight.bundling.reading_copy.shown_record import ShownRecord, shown

RECORDS_IN_PART = 1500
FRONT = "reading-copy"


@dataclass(frozen=True)
class ShownConversation:
    """Neighbouring records of one conversation, or of one list that nobody speaks in."""

    platform: str
    name: str
    records: Sequence[ShownRecord]


@dataclass(frozen=True)
class Part:
    """Some of the records; ``stem`` is the name of its files without their endings."""

    stem: str
    first: int
    last: int


def parts_of(contents: Contents) -> list[Part]:
    """One part, in the front itself, where the records are few; else one for each ``RECORDS_IN_PART``."""
    count = contents.rows.height
    if count <= RECORDS_IN_PART:
        return [Part(FRONT, 1, count)] if count else []
    return [
        Part(f"records-{first:06}-{min(first + RECORDS_IN_PART - 1, count):06}", first, last)
        for first in range(1, count + 1, RECORDS_IN_PART)
        for last in (min(first + RECORDS_IN_PART - 1, count),)
    ]


def conversations_in(contents: Contents, part: Part) -> Iterator[ShownConversation]:
    """The conversations of a part, with their records."""
    spans = _spans(contents)
    rows = contents.rows.filter(pl.col("number").is_between(part.first, part.last)).to_dicts()
    for (platform, name), group in groupby(rows, lambda row: (row["platform"], row["thread"])):
        yield ShownConversation(platform or "", name or "", list(shown(group, spans, contents.zone)))


def places_of(parts: Sequence[Part], part: Part | None) -> Mapping[int, str]:
    """For each record, the address to point at it from a part (``None``: from the front)."""
    here = part.stem if part else FRONT
    return {
        number: ("" if each.stem == here else f"{each.stem}.html") + f"#record-{number}"
        for each in parts
        for number in range(each.first, each.last + 1)
    }


def _spans(contents: Contents) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for finding in contents.findings:
        for span in finding.spans:
            spans.setdefault(span.record, []).append((span.start, span.end))
    return spans
