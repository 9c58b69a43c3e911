"""Android's own databases of texts and picture messages (``mmssms.db``) and of calls (``calllog.db``).

Facts: a phone of 2013 with texts, and the tables as Android's telephony and contacts providers make them.
"""

from collections.abc import Iterator

from safelight.readers.android_phone import calls, messages
from safelight.readers.member import Member
from safelight.readers.pieces import few_at_a_time, records_in
from safelight.readers.reader import Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.sms_backup.record import PLATFORM
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.records.batch import Piece
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="android-mmssms-db",
    title="Texts and calls database (Android)",
    platform=PLATFORM,
    version="1",
    generations=("mmssms.db", "calllog.db and contacts2.db (calls)"),
    tested_on=(TestedOn("mmssms.db of a phone of October 2013", 9, bytes_read=45_056, bytes_skipped=57_344),),
    cannot_know=(
        "Messages and calls that were deleted are missing, and nothing marks where they were.",
        "The database does not say whose phone it was.",
        "Only texts, picture messages and calls are in it: no messages of other apps.",
        "Changes that are still in a -wal or -journal file are missing unless it was handed in with the database.",
    ),
)


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    of_messages = recognise_tables(member, messages.TABLES, ("mmssms.db",))
    of_calls = recognise_tables(member, calls.TABLES, ("calllog.db",))
    return max(of_messages, of_calls, key=lambda found: found.score)


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every text, picture message and call; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    yield from records_in(batches(member, hints, book))


def batches(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Piece]:
    """The same records, those of texts by the column."""
    database = Database(member)
    yield from pieces(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """Of a database that is open."""
    yield from records_in(pieces(database))


def pieces(database: Database) -> Iterator[Piece]:
    """Of all tables of messages and calls that are there."""
    if not any(database.has(name) for name in ("sms", "pdu", "calls")):
        message = (
            f"{database.image.path} looks like a database of an Android phone, but has neither messages nor "
            "calls. It is sealed as it is; tell us which phone made it."
        )
        raise UnknownLayout(message)
    yield from messages.Messages(database).pieces()
    yield from few_at_a_time(calls.records(database))
