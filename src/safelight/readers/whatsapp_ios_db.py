"""WhatsApp's databases on an iPhone: ``ChatStorage.sqlite`` and ``CallHistory.sqlite``.

Facts: a device of 2023 (iOS 15) with its messages and calls, and the numbers as IPED and iLEAPP describe them.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.pieces import few_at_a_time, records_in
from safelight.readers.reader import Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.whatsapp_ios import calls, messages
from safelight.records.batch import Piece
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="whatsapp-ios-db",
    title="WhatsApp database (iPhone)",
    platform=messages.PLATFORM,
    version="1",
    generations=("ChatStorage.sqlite", "CallHistory.sqlite"),
    tested_on=(
        TestedOn(
            "messages of a device of 2023, with group events, pictures, locations and reactions",
            33,
            bytes_read=49_152,
            bytes_skipped=303_104,
        ),
        TestedOn("calls of the same device", 4, bytes_read=16_384, bytes_skipped=69_632),
    ),
    cannot_know=(
        "What a deleted message said is gone; only that there was one may stand here.",
        "Whether a message was edited is not read.",
        "Whose phone it was is not said, only which messages were sent from it.",
        "Rows taken out of the database leave no mark that is read here.",
        "Changes that are still in a -wal file are missing unless it was handed in together with the database.",
    ),
)
_BACKUP_NAME = "7c7fba66680ef796b916b067077cc246adacf01d"
"""What an iPhone's backup calls ``ChatStorage.sqlite``."""


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    of_messages = recognise_tables(member, messages.TABLES, ("chatstorage.sqlite", _BACKUP_NAME))
    of_calls = recognise_tables(member, calls.TABLES, ())
    return max(of_messages, of_calls, key=lambda found: found.score)


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, event, reaction and call; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    yield from records_in(batches(member, hints, book))


def batches(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Piece]:
    """The same records, those of messages by the column."""
    database = Database(member)
    yield from pieces(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """Of a database that is open."""
    yield from records_in(pieces(database))


def pieces(database: Database) -> Iterator[Piece]:
    """Of whichever of the two databases it is."""
    if database.has(*messages.TABLES):
        yield from messages.Messages(database).pieces()
    elif database.has(*calls.TABLES):
        yield from few_at_a_time(calls.Calls(database).records())
    else:
        message = (
            f"{database.image.path} looks like a database of WhatsApp on an iPhone, but has neither its messages "
            "nor its calls. It is sealed as it is; tell us which version made it."
        )
        raise UnknownLayout(message)
