"""Signal's database on a computer (``sql/db.sqlite``), once it is open.

Facts: the tables and the JSON of Signal Desktop 5 to 7 as signal-export and signalbackup-tools describe them.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition
from safelight.readers.signal_desktop.calls import Calls
from safelight.readers.signal_desktop.messages import Messages
from safelight.readers.signal_desktop.people import People
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.said import record_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="signal-desktop-db",
    title="Signal database of a computer",
    platform="Signal",
    version="1",
    generations=("messages with JSON (about 2020 to 2025)", "attachments in a table of their own (since 2025)"),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the database: not yet seen on a real export.",
        "A computer only has messages from after it was linked to the phone.",
        "Messages that disappeared on time, or were deleted on this device, are missing without a mark.",
        "Pictures and files are kept in other files; only their names stand here.",
        "What a message said before it was deleted for everyone is gone.",
    ),
)
_TABLES = ("messages", "conversations", "items", "identityKeys")


def recognise(member: Member) -> Recognition:
    """By its tables."""
    return recognise_tables(member, _TABLES, ())


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, notice, reaction and call; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """Messages in the order of their numbers, then calls that no message tells of."""
    people = People(database)
    calls = Calls(database, people)
    messages = Messages(database, people, calls)
    for row in database.rows("messages"):
        for said in messages.said(row):
            yield record_of(row, MANIFEST.platform, said)
    for row, said in calls.left():
        yield record_of(row, MANIFEST.platform, said)
