"""The list of files in an iPhone's backup (``Manifest.db``): it names the other files, and holds no messages.

Facts: the table as iLEAPP and iphone-backup-decrypt describe it. The files are read by readers of their own.
"""

from collections.abc import Iterator

from safelight.readers.iphone_backup.names import LIST_NAME
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.header import MAGIC
from safelight.readers.sqlite.recognising import BY_NAME, SURE, tables_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="iphone-backup-list",
    title="List of files in an iPhone's backup",
    platform="iPhone backup",
    version="1",
    generations=("Manifest.db (since iOS 10)", "Manifest.db of an encrypted backup, not opened"),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the table: not yet seen on a real export.",
        "Nothing in an encrypted backup can be read without its password.",
    ),
)
_ENCRYPTED = (
    "This is the list of files of an encrypted iPhone backup: neither it nor the files it names can be read. All "
    "are sealed as they are. Ask for a backup made without encryption, or ask a specialist to open this one with "
    "its password."
)


def recognise(member: Member) -> Recognition:
    """By its table, or by its name where it is under a lock."""
    is_open = member.head.startswith(MAGIC)
    if is_open and tables_of(member) >= {"Files", "Properties"}:
        return Recognition(SURE, ("It is a SQLite database with the tables Files and Properties.",))
    is_named = member.path.rpartition("/")[2] == LIST_NAME
    if is_named and not is_open and member.size:
        return Recognition(BY_NAME, (f"It is called {LIST_NAME} and does not begin like an open database.",))
    return NOT_MINE


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """No records: the names stand as notes with the files they name."""
    if not member.head.startswith(MAGIC):
        book.fail(0, member.size, _ENCRYPTED)
        return
    database = Database(member)
    for _ in database.rows("Files"):
        pass
    write_account(database, book)
    yield from ()
