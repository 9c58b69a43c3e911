"""One returned table, from its bytes to its records: names first, or names told by whoever knows the file."""

from collections.abc import Iterator

from safelight.readers.csv_rows import NEVER_CLOSED, TAB, Row, Table, rows_of
from safelight.readers.entry_record import shown
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.returns.named_row import Platform, record_of_row
from safelight.records.record import Doubt, Record
from safelight.records.tally import TallyBook

_ODD_ROW = "This row does not have the columns that the platform's legend gives this file, so it was not read."


def records_by_names(member: Member, platform: Platform, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """A table whose first row names its columns; raises ``UnknownLayout`` naming them if they are not known.

    Rows that hold nothing set groups of rows apart, and are no entries.
    """
    table = Table(member.whole())
    sort = platform.sort_of(table.names)
    if sort is None:
        listed = shown(table.names)
        message = f"No table of {platform.name}'s returns that this reader knows has these columns: {listed}."
        raise UnknownLayout(message)
    for element in table.entries(book):
        if any(said.strip() for said in element.value.values()):
            yield record_of_row(element, sort, member.path, platform, hints)


def records_by_legend(
    member: Member, names: tuple[str, ...], platform: Platform, hints: ReadingHints, book: TallyBook
) -> Iterator[Record]:
    """A table without names, fields between tabulators; a row of another length fails by itself."""
    data = member.whole()
    sort = platform.sort_of(names)
    if sort is None:
        raise UnknownLayout(_ODD_ROW)
    for number, row in enumerate(rows_of(data, TAB), 1):
        book.read(book.end, row.start - book.end)
        if not row.fields:
            book.read(row.start, row.end - row.start)
        elif len(row.fields) != len(names):
            book.fail(row.start, row.end - row.start, _ODD_ROW)
        else:
            yield record_of_row(_element(row, number, names), sort, member.path, platform, hints)
            book.read(row.start, row.end - row.start)
    book.fail(book.end, len(data) - book.end, NEVER_CLOSED)


def names_in(head: bytes) -> tuple[str, ...]:
    """What the first row says; nothing where the bytes are no table."""
    try:
        return Table(head).names
    except UnknownLayout:
        return ()


def first_row(head: bytes) -> tuple[str, ...]:
    """The first row's fields between tabulators."""
    try:
        row = next(rows_of(head, TAB), None)
    except UnknownLayout:
        return ()
    return row.fields if row else ()


def _element(row: Row, number: int, names: tuple[str, ...]) -> Element:
    doubts = () if row.is_utf8 else (Doubt.NOT_UTF8,)
    return Element(f"row {number}", row.start, row.end, dict(zip(names, row.fields, strict=True)), doubts)
