"""What may come back. Every length is bound here, so that an answer fits a page whatever the file holds."""

from typing import Annotated, TypeAlias

import msgspec

from safelight.apps_check.app import AppList
from safelight.readers.apart.frames import Fetch, Guarded, Sentence, Stumbled
from safelight.records.packed import Place
from safelight.records.record import Direction, Kind

SHOWN_CHARACTERS = 80
SHOWN_COLUMNS = 60
MOST_ROWS = 1_001
"""A row of names may stand as far down as the form for it allows, and is shown with all rows above it."""
TRIED_ROWS = 20
MOST_NAMES = 1_000
"""Of sheets, and of columns."""
LONGEST_NAME = 1_000

Short = Annotated[str, msgspec.Meta(max_length=SHOWN_CHARACTERS + 1)]
Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
Names = Annotated[tuple[Name, ...], msgspec.Meta(max_length=MOST_NAMES)]
Count = Annotated[int, msgspec.Meta(ge=0)]
Fields = Annotated[list[Short], msgspec.Meta(max_length=SHOWN_COLUMNS)]


class TableShown(msgspec.Struct, frozen=True, kw_only=True, tag="table shown"):
    """The first rows of a table as they stand, cut to what a page shows."""

    sheets: Names
    rows: Annotated[list[tuple[Count, Fields]], msgspec.Meta(max_length=MOST_ROWS)]
    """Each with its number, counted from 1."""
    names: Names
    """What the columns are called, in order."""
    header_row: Count
    more_columns: Count
    """How many columns are not shown."""
    names_left_out: Count
    """How many columns cannot be named in a description: they are too many, or called too much."""


class TriedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One record as it would be read; ``at`` and ``at_other`` in microseconds since 1970, UTC."""

    at: int | None
    at_other: int | None
    at_text: Short
    kind: Kind
    direction: Direction
    sender: Short
    recipients: Short
    text: Short
    extra: Annotated[list[tuple[Short, Short]], msgspec.Meta(max_length=SHOWN_COLUMNS)]
    more: Count
    """How many entries of ``extra`` are not shown."""


class TableTried(msgspec.Struct, frozen=True, kw_only=True, tag="table tried"):
    """What came of the first rows, and how many of them were left out for want of a time."""

    records: Annotated[list[TriedRow], msgspec.Meta(max_length=TRIED_ROWS)]
    left_out: Count


class Piece(msgspec.Struct, frozen=True, tag="piece"):
    """Bytes, where they begin, and how many more there would have been."""

    start: Place
    data: bytes
    left_out: Count = 0


class AppsListed(msgspec.Struct, frozen=True, tag="apps listed"):
    """The apps of a list; their lengths are bound in ``safelight.apps_check.app``."""

    listed: AppList


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The file does not allow an answer; why, in a sentence."""

    sentence: Sentence


class NotThere(msgspec.Struct, frozen=True, tag="not there"):
    """The exhibit has no such member, or it cannot be opened; or the member has no such row."""


Answer: TypeAlias = TableShown | TableTried | Piece | AppsListed | Refused | NotThere
AnswerFrame: TypeAlias = Guarded | Fetch | Stumbled | Answer
