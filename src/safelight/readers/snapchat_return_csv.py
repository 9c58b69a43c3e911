"""What Snapchat returns under legal process: CSV files of several tables, each explained above its names.

Facts: RLEAPP's readers of such returns (abrignoni/RLEAPP) and other public projects. No public sample exists.
"""

import re
from collections.abc import Iterator

from safelight.readers.account_list import RELATION, Relation
from safelight.readers.csv_rows import Row
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.returns.ruled_csv import Line, Part, lines_of
from safelight.readers.returns.snapchat_row import OTHER, Sort, record_of_row, sort_of
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="snapchat-return-csv",
    title="Snapchat return under legal process (CSV)",
    platform="Snapchat",
    version="1",
    generations=(
        "explanations, equals signs, names, rows (2024 and 2026); not yet seen on a real export",
        "names first, without explanations; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "The return covers the account and the dates that were asked for, and nothing else.",
        "Messages that Snapchat had deleted are not in it; most are deleted once they were seen.",
        "A row names pictures and videos by their ids; which file of the return is which is not decided here.",
        "Times in the zone of the company's offices (PST, PDT) stay as written.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real return.",
    ),
)

_TARGET = re.compile(
    r'Target username\s{1,3}"{0,2}([^"\s]{1,60})"{0,2}\s{1,3}is associated with User ID\s{1,3}"{0,2}([^"\s]{1,60})'
)
_EXPLAINED = "Snapchat's own explanation of the table."
_EMPTY = "Snapchat says here that it holds no data of this kind."
_CUT = (
    "A field opens with a quotation mark here and is never closed: the file is cut short or damaged. Its bytes "
    "are kept; ask for the whole file."
)


def recognise(member: Member) -> Recognition:
    """A row of equals signs, and below it the names of a table that Snapchat returns; or those names alone."""
    head = member.head
    if b"," not in head and b"Target username" not in head:
        return NOT_MINE
    has_rule = re.search(rb'(?m)^[" \t]*={15,}[" ,\t]*\r?$', head) is not None
    if not has_rule and b"recipient_username" not in head:
        return NOT_MINE
    sorts = _sorts_in(head)
    known = [sort for sort in sorts if sort is not None and sort is not OTHER]
    if has_rule and known:
        return Recognition(95, (f"Below a row of equals signs stand Snapchat's columns of {known[0].what}.",))
    if has_rule and (b"Target username" in head or OTHER in sorts):
        return Recognition(80, ("Its tables stand below rows of equals signs, as in Snapchat's returns.",))
    if known and known[0].what == "messages" and b"recipient_username" in head:
        return Recognition(90, ("Its columns are those of Snapchat's returned messages.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row of every table as a record, and who the return is about where it says so."""
    data = member.whole()
    yield from _File(member.path, hints, book).records(data)
    book.fail(book.end, len(data) - book.end, _CUT)


class _File:
    def __init__(self, path: str, hints: ReadingHints, book: TallyBook) -> None:
        self._path, self._hints, self._book = path, hints, book
        self._above: Sort | None = None
        self._sort: Sort | None = None
        self._unknown: tuple[str, ...] = ()

    def records(self, data: bytes) -> Iterator[Record]:
        found = False
        for number, line in enumerate(lines_of(data), 1):
            row = line.row
            self._book.read(self._book.end, row.start - self._book.end)
            if line.part is Part.NAMES:
                found = self._begin(line) or found
            if line.part is Part.ENTRY and self._sort is not None:
                yield record_of_row(line.element(number), self._sort, self._path, self._hints)
            elif line.part is Part.EXPLANATION and (target := self._target(row, number)) is not None:
                found = True
                self._book.read(row.start, row.end - row.start)
                yield target
                continue
            found = found or line.part is Part.NOTHING_HELD
            self._write(line)
        if not found:
            raise UnknownLayout(_not_known(self._unknown))

    def _begin(self, line: Line) -> bool:
        """A new table; one under another (those in a call) is read in its light."""
        self._sort = sort_of(line.names, self._above if line.is_under else None)
        if not line.is_under:
            self._above = self._sort
        if self._sort is None:
            self._unknown = line.names
        return self._sort is not None

    def _write(self, line: Line) -> None:
        book, row = self._book, line.row
        length = row.end - row.start
        if line.part is Part.EXPLANATION:
            book.skip(row.start, length, _EXPLAINED)
        elif line.part is Part.NOTHING_HELD:
            book.skip(row.start, length, _EMPTY)
        elif line.part is Part.ENTRY and self._sort is None:
            book.fail(row.start, length, _not_known(line.names))
        else:
            book.read(row.start, length)

    def _target(self, row: Row, number: int) -> Record | None:
        """Whose account the return is about, as it says itself."""
        match = _TARGET.search(" ".join(row.fields))
        if match is None:
            return None
        return record_of(
            Element(f"row {number}", row.start, row.end, {}),
            member=self._path,
            platform="Snapchat",
            known=(),
            kind=Kind.CONTACT,
            recipients=(match[1], match[2]),
            extra={RELATION: Relation.OWN, "said in": "the explanation above a table"},
        )


def _not_known(names: tuple[str, ...]) -> str:
    return f"No table of a Snapchat return that this reader knows has these columns: {shown(names)}."


def _sorts_in(head: bytes) -> list[Sort | None]:
    try:
        return [sort_of(line.names, None) for line in lines_of(head) if line.part is Part.NAMES]
    except UnknownLayout:
        return []
