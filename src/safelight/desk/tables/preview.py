"""A table as it stands, and what would come of a description, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from safelight.desk.design.local_time import local_time
from safelight.desk.tables.lines import LABELS
from safelight.readers.apart.asked.answers import TableShown, TableTried, TriedRow
from safelight.records.moment import from_micros
from safelight.records.visible import visible


@dataclass(frozen=True)
class Preview:
    """The first rows as they stand, and the names of the columns as they would be taken."""

    rows: list[tuple[int, list[str]]]
    names: tuple[str, ...]
    header_row: int
    more_columns: int
    names_left_out: int


@dataclass(frozen=True)
class TriedRecord:
    """One record as it would be read."""

    at: datetime | None
    at_other: datetime | None
    at_text: str
    direction: str
    kind: str
    sender: str
    recipients: str
    text: str
    extra: list[tuple[str, str]]
    more: int


@dataclass(frozen=True)
class Trial:
    """What would come of a description: records of the first rows, rows left out, or why it does not fit."""

    records: Sequence[TriedRecord] = ()
    left_out: int = 0
    problem: str = ""


def preview_of(shown: TableShown) -> Preview:
    """The first rows, with whatever could mislead the eye made visible, all equally wide."""
    width = max((len(fields) for _, fields in shown.rows), default=0)
    rows = [(number, [*map(visible, fields), *[""] * (width - len(fields))]) for number, fields in shown.rows]
    return Preview(rows, shown.names, shown.header_row, shown.more_columns, shown.names_left_out)


def trial_from(tried: TableTried, zone: ZoneInfo) -> Trial:
    """The records, their times in ``zone``."""
    return Trial([_record(row, zone) for row in tried.records], tried.left_out)


def _record(row: TriedRow, zone: ZoneInfo) -> TriedRecord:
    return TriedRecord(
        at=_local(row.at, zone),
        at_other=_local(row.at_other, zone),
        at_text=visible(row.at_text),
        direction=row.direction,
        kind=str(LABELS.get(row.kind, row.kind)),
        sender=visible(row.sender),
        recipients=visible(row.recipients),
        text=visible(row.text),
        extra=[(visible(name), visible(value)) for name, value in row.extra],
        more=row.more,
    )


def _local(micros: int | None, zone: ZoneInfo) -> datetime | None:
    return None if micros is None else local_time(from_micros(micros), zone)
