"""What Kik returns under legal process: tables of messages, and logs of who wrote to whom from which address.

Facts: RLEAPP's readers (abrignoni/RLEAPP) and other public projects. No public sample exists.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.returns.kik_tables import KIK, LOGS
from safelight.readers.returns.named_table import first_row, names_in, records_by_legend, records_by_names
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="kik-return",
    title="Kik return under legal process",
    platform="Kik",
    version="1",
    generations=(
        "tables with names of columns (2025 onwards); not yet seen on a real export",
        "text-msg-data with names of columns; not yet seen on a real export",
        "logs without names of columns, known by their file names; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "The return covers the account and the dates that were asked for, and nothing else.",
        "Logs count messages and do not hold their words; the same message may stand in a log and in a table.",
        "A message to a group is logged once for each of its members.",
        "Addresses of others than the account asked for are blacked out by Kik.",
        "Logs of older returns do not name their columns: what stands where is taken from Kik's own legend.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real return.",
    ),
)

_MILLISECONDS = 13


def recognise(member: Member) -> Recognition:
    """The names of the columns; of a log without any, its file's name and the time that each row begins with."""
    head = member.head
    if b"," in head[:400] and (sort := KIK.sort_of(names_in(head))):
        return Recognition(92, (f"Its columns are those of Kik's {sort.what}.",))
    names = _legend(member)
    row = first_row(head) if names else ()
    if len(row) == len(names) > 0 and row[0].isdecimal() and len(row[0]) == _MILLISECONDS:
        return Recognition(90, ("It is named like one of Kik's logs, and its rows begin with a time as they do.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row; raises ``UnknownLayout`` naming the columns of a table that is not known."""
    if names := _legend(member):
        row = first_row(member.head)
        if len(row) != len(names):
            message = (
                f"This file is named like one of Kik's logs, but its rows have {len(row)} columns where Kik's "
                f"legend gives {len(names)}. It is sealed as it is and was not read."
            )
            raise UnknownLayout(message)
        yield from records_by_legend(member, names, KIK, hints, book)
        return
    yield from records_by_names(member, KIK, hints, book)


def _legend(member: Member) -> tuple[str, ...]:
    """The names of the columns of a log, by the name of its file."""
    return LOGS.get(member.path.replace("\\", "/").rpartition("/")[2].lower(), ())
