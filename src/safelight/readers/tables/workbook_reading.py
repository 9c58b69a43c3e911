"""Reading a described workbook: the records of its sheets, and the account of its bytes, part by part."""

from collections.abc import Iterator

from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.tables.fitting import fit, lacking, names_of
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.workbook import BookSheet, Workbook
from safelight.records.record import Record
from safelight.records.tally import TallyBook

_MEANING = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml")
OTHER_SHEET = "A sheet whose columns are not those that the description of this table names."
NO_ROWS = "A part of the workbook that holds no rows: its look, its properties, its pictures or its programs."
_DAMAGED = "The packed bytes of this part could not be opened: it is damaged or locked. It is kept as it came."


def read(
    book: Workbook, mapping: TableMapping, hints: ReadingHints, path: str, tally: TallyBook
) -> Iterator[Record]:
    """Every row of each sheet the description fits. Raises ``UnknownLayout`` where it fits none.

    A sheet that breaks off keeps what was read of it, and its bytes are told as failed.
    """
    fitting = [sheet for sheet in book.sheets if _is_meant(sheet, mapping)]
    if not fitting:
        wanted = next((sheet for sheet in book.sheets if sheet.name == mapping.sheet), book.sheets[0])
        fit(wanted, mapping, hints, path)
        message = f"This workbook has no sheet “{mapping.sheet}”, which the description of it names. It is kept."
        raise UnknownLayout(message)
    problems: dict[str, str] = {}
    for sheet in fitting:
        try:
            yield from _rows(sheet, mapping, hints, path)
        except UnknownLayout as problem:
            problems[sheet.part] = str(problem)
    _account(book, {sheet.part for sheet in fitting}, problems, tally)


def _is_meant(sheet: BookSheet, mapping: TableMapping) -> bool:
    if mapping.sheet and sheet.name != mapping.sheet:
        return False
    names = names_of(sheet, mapping)
    return bool(names) and not lacking(names, mapping)


def _rows(sheet: BookSheet, mapping: TableMapping, hints: ReadingHints, path: str) -> Iterator[Record]:
    described = fit(sheet, mapping, hints, path)
    for row in sheet.rows():
        is_left_out = mapping.leave_out_without_time and not described.time_in(row).strip()
        if row.number > mapping.header_row and not row.is_blank and not is_left_out:
            yield described.record(row, sheet.place_of(row))


def _account(book: Workbook, read_parts: set[str], problems: dict[str, str], tally: TallyBook) -> None:
    sheets = {sheet.part for sheet in book.sheets}
    for name, (start, end) in sorted(book.ranges.items(), key=lambda item: item[1]):
        if start < tally.end:
            continue
        tally.read(tally.end, start - tally.end)
        length = end - start
        if name in problems:
            tally.fail(start, length, problems[name])
        elif name not in book.parts:
            tally.fail(start, length, _DAMAGED)
        elif name in read_parts or name in _MEANING:
            tally.read(start, length)
        else:
            tally.skip(start, length, OTHER_SHEET if name in sheets else NO_ROWS)
    tally.read(tally.end, book.size - tally.end)
