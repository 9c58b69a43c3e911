"""A table as it stands, and what would come of a description: both from the first rows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from safelight.desk.design.local_time import local_time
from safelight.desk.tables.lines import LABELS
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.tables.fitting import fit
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.row import Sheet, by_place, likely_header, names_in
from safelight.records.moment import from_micros
from safelight.records.record import Record
from safelight.records.visible import visible

ROWS = 20
_COLUMNS = 60
_CHARACTERS = 80


@dataclass(frozen=True)
class Preview:
    """The first rows as they stand, and the names of the columns as they would be taken."""

    rows: list[tuple[int, list[str]]]
    names: tuple[str, ...]
    header_row: int
    more_columns: int


@dataclass(frozen=True)
class TriedRecord:
    """One record as it would be read."""

    at: datetime | None
    at_other: datetime | None
    at_text: str
    record: Record
    kind: str
    sender: str
    recipients: str
    text: str
    extra: list[tuple[str, str]]


@dataclass(frozen=True)
class Trial:
    """What would come of a description: records of the first rows, rows left out, or why it does not fit."""

    records: list[TriedRecord]
    left_out: int
    problem: str = ""


def preview_of(sheet: Sheet, header_row: int | None) -> Preview:
    """``header_row`` is taken where it is said, and guessed where it is not."""
    at = likely_header(sheet) if header_row is None else header_row
    rows = list(islice(sheet.rows(), max(ROWS, at + 1)))
    width = max((len(row.fields) for row in rows), default=0)
    names = names_in(sheet, at) or tuple(by_place((), column) for column in range(width))
    shown = [(row.number, [_cut(field) for field in row.fields[:_COLUMNS]]) for row in rows]
    return Preview(shown, names, at, max(0, width - _COLUMNS))


def try_out(sheet: Sheet, mapping: TableMapping, hints: ReadingHints, zone: ZoneInfo) -> Trial:
    """Read the first rows by a description; nothing is kept of it."""
    try:
        described = fit(sheet, mapping, hints, "")
        rows = (row for row in sheet.rows() if row.number > mapping.header_row and not row.is_blank)
        looked_at = list(islice(rows, ROWS))
    except UnknownLayout as problem:
        return Trial([], 0, visible(str(problem)))
    timed = [row for row in looked_at if not mapping.leave_out_without_time or described.time_in(row).strip()]
    records = [described.record(row, sheet.place_of(row)) for row in timed]
    return Trial([_shown(record, zone) for record in records], len(looked_at) - len(timed))


def _shown(record: Record, zone: ZoneInfo) -> TriedRecord:
    return TriedRecord(
        at=local_time(from_micros(record.at), zone) if record.at is not None else None,
        at_other=local_time(from_micros(record.at_other), zone) if record.at_other is not None else None,
        at_text=_cut(record.at_text),
        record=record,
        kind=str(LABELS.get(record.kind, record.kind)),
        sender=_cut(record.sender or ""),
        recipients=_joined(record.recipients),
        text=_cut(record.text or ""),
        extra=[(_cut(name), _cut(value)) for name, value in record.extra.items()],
    )


def _joined(names: Sequence[str]) -> str:
    return _cut(", ".join(names))


def _cut(text: str) -> str:
    return visible(text if len(text) <= _CHARACTERS else f"{text[:_CHARACTERS]}…")
