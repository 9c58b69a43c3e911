"""The first rows of a table, and what would come of a description: both from its beginning only."""

from collections.abc import Sequence
from itertools import islice

from safelight.readers.apart.asked.answers import (
    LONGEST_NAME,
    MOST_NAMES,
    MOST_ROWS,
    SHOWN_CHARACTERS,
    SHOWN_COLUMNS,
    TRIED_ROWS,
    TableShown,
    TableTried,
    TriedRow,
)
from safelight.readers.apart.asked.questions import ShowTable, TryTable
from safelight.readers.apart.hints import unpacked
from safelight.readers.containers import Part
from safelight.readers.tables.fitting import fit
from safelight.readers.tables.opening import sheets_of
from safelight.readers.tables.row import FirstRows, Sheet, by_place, likely_header, names_in
from safelight.records.record import Record

BEGINNING_BYTES = 1024 * 1024
"""How much of a text file is looked at."""
_SHOWN_ROWS = 20
_LOOKED_AT_ROWS = 2_000


def show(member: Part, asked: ShowTable) -> TableShown:
    """The first rows as they stand. Raises ``UnknownLayout``."""
    sheets = sheets_of(member, asked.separator, beginning_bytes=BEGINNING_BYTES)
    sheet = _meant(sheets, asked.sheet)
    at = likely_header(sheet) if asked.header_row is None else asked.header_row
    rows = list(islice(sheet.rows(), min(max(_SHOWN_ROWS, at + 1), MOST_ROWS)))
    width = max((len(row.fields) for row in rows), default=0)
    names = names_in(sheet, at) or tuple(by_place((), column) for column in range(width))
    offered = _offered(names)
    return TableShown(
        sheets=_offered([each.name for each in sheets]),
        rows=[(row.number, [cut(field) for field in row.fields[:SHOWN_COLUMNS]]) for row in rows],
        names=offered,
        header_row=at,
        more_columns=max(0, width - SHOWN_COLUMNS),
        names_left_out=len(names) - len(offered),
    )


def tried(member: Part, asked: TryTable) -> TableTried:
    """What the first rows become. Raises ``UnknownLayout`` where the description does not fit."""
    mapping = asked.mapping
    sheet = _meant(sheets_of(member, mapping.separator, beginning_bytes=BEGINNING_BYTES), mapping.sheet)
    described = fit(sheet, mapping, unpacked(asked.hints), "")
    rows = (row for row in sheet.rows() if row.number > mapping.header_row and not row.is_blank)
    looked_at = list(islice(rows, TRIED_ROWS))
    timed = [row for row in looked_at if not mapping.leave_out_without_time or described.time_in(row).strip()]
    records = [_tried(described.record(row, sheet.place_of(row))) for row in timed]
    return TableTried(records=records, left_out=len(looked_at) - len(timed))


def cut(text: str) -> str:
    """As much of it as is shown."""
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def _meant(sheets: Sequence[Sheet], name: str) -> Sheet:
    return FirstRows(next((each for each in sheets if each.name == name), sheets[0]), _LOOKED_AT_ROWS)


def _offered(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names[:MOST_NAMES] if len(name) <= LONGEST_NAME)


def _tried(record: Record) -> TriedRow:
    extra = [(cut(name), cut(value)) for name, value in record.extra.items()]
    return TriedRow(
        at=record.at,
        at_other=record.at_other,
        at_text=cut(record.at_text),
        kind=record.kind,
        direction=record.direction,
        sender=cut(record.sender or ""),
        recipients=cut(", ".join(record.recipients)),
        text=cut(record.text or ""),
        extra=extra[:SHOWN_COLUMNS],
        more=max(0, len(extra) - SHOWN_COLUMNS),
    )
