"""Tables of ALEAPP, iLEAPP and RLEAPP (``_TSV Exports``): one file for each artifact, columns by name.

Facts: the tools' own source (``scripts/ilapfuncs.py``): a file written to twice holds its names twice.
"""

from collections.abc import Iterator

from safelight.readers.csv_rows import TAB, Row, rows_of
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_text import Element
from safelight.readers.leapp.artifact import Artifact, artifact_of
from safelight.readers.leapp.row import said_by
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Doubt, Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="leapp-tsv",
    title="ALEAPP, iLEAPP or RLEAPP output (TSV)",
    platform="LEAPP",
    version="1",
    generations=("_TSV Exports, any artifact whose columns are known; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "The output is another program's reading of a phone or a return; what that program left out is missing.",
        "Artifacts whose columns are not known are named and not read.",
        "Times without an offset are in the zone the tool was set to, which the table does not say.",
        "The same messages may stand in the tool's other outputs too; they are linked, and counted once.",
    ),
)

_MARK = "\ufeff"
_CUT = (
    "A field opens with a quotation mark here and is never closed: the file is cut short or damaged. Its bytes "
    "are kept; ask for the whole file."
)


def recognise(member: Member) -> Recognition:
    """The folder and ending the tools give it, and columns that are known; or such columns alone."""
    names = _names(member.head)
    if len(names) < 2:
        return NOT_MINE
    is_named = member.path.lower().endswith(".tsv")
    is_in_folder = "_tsv exports" in member.path.lower().replace("\\", "/")
    if _artifact(member, names).kind is not None:
        reason = "It is a table of a LEAPP tool, and what its columns are for is known."
        return Recognition(95 if is_in_folder else 85 if is_named else 80, (reason,))
    if is_in_folder:
        return Recognition(60, ("It stands in the folder of tables that the LEAPP tools make.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row; raises ``UnknownLayout`` for an artifact whose columns are not known."""
    data = member.whole()
    rows = rows_of(data, separator=TAB)
    first = next(rows, None)
    names = _without_mark(first).fields if first else ()
    artifact = _artifact(member, names)
    if artifact.kind is None:
        message = (
            f"“{artifact.name[:80]}” is an artifact whose columns are not known ({shown(names)}). It is sealed as "
            "it is and was not read."
        )
        raise UnknownLayout(message)
    book.read(0, first.end if first else 0)
    for number, marked in enumerate(rows, 1):
        row = _without_mark(marked)
        book.read(book.end, row.start - book.end)
        if row.fields and row.fields != names:
            yield _record(row, number, names, artifact, artifact.kind, member.path, hints)
        book.read(row.start, row.end - row.start)
    book.fail(book.end, len(data) - book.end, _CUT)


def _record(
    row: Row, number: int, names: tuple[str, ...], artifact: Artifact, kind: Kind, path: str, hints: ReadingHints
) -> Record:
    values = dict(zip(names, row.fields, strict=False))
    for column, field in enumerate(row.fields[len(names) :], len(names) + 1):
        values[f"column {column}"] = field
    doubts = () if row.is_utf8 else (Doubt.NOT_UTF8,)
    if len(row.fields) < len(names):
        doubts = (*doubts, Doubt.CUT_SHORT)
    said = said_by(artifact, kind, values, hints.zone)
    return record_of(
        Element(f"row {number}", row.start, row.end, {}, doubts),
        member=path,
        platform=artifact.platform,
        known=(),
        kind=said.kind,
        at=said.at,
        at_text=said.at_text,
        thread=said.thread,
        sender=said.sender,
        recipients=said.recipients,
        direction=said.direction,
        text=said.text,
        state=said.state,
        attachments=said.attachments,
        extra=said.extra,
    )


def _artifact(member: Member, names: tuple[str, ...]) -> Artifact:
    name = member.path.replace("\\", "/").rpartition("/")[2]
    return artifact_of(name.rpartition(".")[0] or name, names)


def _names(head: bytes) -> tuple[str, ...]:
    if b"\t" not in head[:2000]:
        return ()
    try:
        first = next(rows_of(head, separator=TAB), None)
    except UnknownLayout:
        return ()
    return _without_mark(first).fields if first else ()


def _without_mark(row: Row) -> Row:
    """Written to twice, a file holds the mark of UTF-8 again in its middle; it is no part of a field."""
    if not row.fields or not row.fields[0].startswith(_MARK):
        return row
    return row._replace(fields=(row.fields[0].removeprefix(_MARK), *row.fields[1:]))
