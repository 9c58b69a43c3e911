"""Reading a described text file: its records, and the account of its bytes."""

from collections.abc import Iterator

from safelight.readers.csv_rows import NEVER_CLOSED
from safelight.readers.reader import ReadingHints
from safelight.readers.tables.fitting import fit
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.text_sheet import TextSheet
from safelight.records.record import Record
from safelight.records.tally import TallyBook

ABOVE = "Rows above the names of the columns, left out as the description of this table says."
UNTIMED = "A row without a time, left out as the description of this table says."


def read(
    sheet: TextSheet, mapping: TableMapping, hints: ReadingHints, path: str, book: TallyBook
) -> Iterator[Record]:
    """Every row below the names. Raises ``UnknownLayout`` where the description does not fit."""
    described = fit(sheet, mapping, hints, path)
    for row in sheet.rows():
        if not book.end:
            book.read(0, row.start)
        length = row.end - row.start
        if row.number < mapping.header_row:
            book.skip(row.start, length, ABOVE)
        elif row.number == mapping.header_row or row.is_blank:
            book.read(row.start, length)
        elif mapping.leave_out_without_time and not described.time_in(row).strip():
            book.skip(row.start, length, UNTIMED)
        else:
            yield described.record(row, sheet.place_of(row))
            book.read(row.start, length)
    book.fail(book.end, sheet.size - book.end, NEVER_CLOSED)
