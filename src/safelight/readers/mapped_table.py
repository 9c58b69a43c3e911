"""Any table (CSV and its kin, Excel workbooks) through a description that an officer made of it."""

from collections.abc import Iterator, Sequence

from safelight.readers.entry_record import shown
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, NotDescribed, ReadingHints, Recognition, TestedOn
from safelight.readers.tables import text_reading, workbook_reading
from safelight.readers.tables.opening import sheets_of, workbook_in
from safelight.readers.tables.row import Sheet, likely_header, names_in
from safelight.readers.tables.text_sheet import TextSheet, columns_agreed
from safelight.readers.tables.workbook import is_workbook
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="mapped-table",
    title="A table described by an officer (CSV, Excel)",
    platform="Any",
    version="1",
    generations=(
        "text with commas, semicolons, tabs or bars between the fields",
        "Excel workbooks (xlsx, xlsm); not yet seen on a real export",
    ),
    tested_on=(TestedOn("call data of a public project, 2014 (two files)", 356),),
    cannot_know=(
        "What a column means is what an officer said of it; the file itself does not say.",
        "Of a formula in a workbook, only the value that was stored with it is read; nothing is worked out.",
        "A date without a time of day stands at midnight; the row says no more.",
        "A row says what its writer put there: call data and statements are copies of a company's own records.",
    ),
)

_TEXT_ENDINGS = (".csv", ".tsv", ".tab")
_WORKBOOK, _SURE, _PERHAPS = 60, 50, 20
_ROWS_FOR_A_TABLE, _COLUMNS_FOR_A_TABLE = 3, 3
_OTHER_FORMATS = (b"{", b"[", b"<", b"%PDF", b"BEGIN:")


def recognise(member: Member) -> Recognition:
    """A file whose rows near the start have as many fields, whatever its columns are called."""
    head = member.head
    if is_workbook(head):
        return Recognition(_WORKBOOK, ("It is an Excel workbook.",))
    if b"\0" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_OTHER_FORMATS):
        return NOT_MINE
    rows, columns = columns_agreed(head)
    if not columns:
        return NOT_MINE
    reason = f"Rows near the start ({rows}) have {columns} fields each, as in a table."
    is_named = member.path.lower().endswith(_TEXT_ENDINGS)
    is_table = rows >= _ROWS_FOR_A_TABLE and columns >= _COLUMNS_FOR_A_TABLE
    if is_named:
        return Recognition(_SURE, (reason, "Its name ends as names of tables do."))
    return Recognition(_SURE if is_table else _PERHAPS, (reason,))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row as the description says. Raises ``NotDescribed``, or ``UnknownLayout`` where it does not fit."""
    mapping = hints.mapping
    if mapping is None:
        raise NotDescribed(_not_described(sheets_of(member)))
    if is_workbook(member.head):
        yield from workbook_reading.read(workbook_in(member), mapping, hints, member.path, book)
    else:
        yield from text_reading.read(
            TextSheet(member.whole(), mapping.separator), mapping, hints, member.path, book
        )


def _not_described(sheets: Sequence[Sheet]) -> str:
    names = next((found for sheet in sheets if (found := names_in(sheet, likely_header(sheet)))), ())
    return (
        f"This is a table that nobody described yet. Its columns: {shown(names)}. It is kept sealed, exactly as "
        "it came, and was not read. Describe this table: say once which column is what, and it is read."
    )
