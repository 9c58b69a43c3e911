"""WhatsApp's database on an Android phone (``msgstore.db``), unlocked.

Facts: the tables of phones of 2015-2023 as chat-history-manager, IPED and ALEAPP describe them. The locked backups
(``.crypt12``, ``.crypt14``, ``.crypt15``) need the phone's key and are another matter.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.pieces import few_at_a_time, records_in
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.whatsapp_android import new_schema, old_schema
from safelight.records.batch import Piece
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="whatsapp-android-db",
    title="WhatsApp database (Android)",
    platform=new_schema.PLATFORM,
    version="1",
    generations=("messages (until about 2020)", "message, chat and jid (since about 2020)"),
    tested_on=(
        TestedOn(
            "tables and rows of a phone of October 2023, put back into a database",
            4,
            bytes_read=73_728,
            bytes_skipped=20_480,
        ),
    ),
    cannot_know=(
        "What a deleted message said is gone; only that there was one, and when it was deleted, may stand here.",
        "What an edited message said before is not kept.",
        "Names given to contacts are in another file (wa.db); accounts are shown as numbers.",
        "Whose phone it was is not said, only which messages were sent from it.",
        "Rows taken out of the database leave no mark that is read here.",
        "Changes that are still in a -wal file are missing unless it was handed in together with the database.",
    ),
)
_NAMES = ("msgstore.db",)


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    newer = recognise_tables(member, new_schema.TABLES, _NAMES)
    older = recognise_tables(member, (*old_schema.TABLES, "chat_list"), _NAMES)
    return max(newer, older, NOT_MINE, key=lambda found: found.score)


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, notice, reaction and call; raises ``UnknownLayout`` or ``MemberTooLarge``."""
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
    """Of the generations that are there; a database that was moved from one to the other may hold both."""
    is_newer, is_older = database.has(*new_schema.TABLES), database.has(*old_schema.TABLES)
    if not is_newer and not is_older:
        message = (
            f"{database.image.path} looks like WhatsApp's database, but has neither the tables of older versions "
            "nor those of newer ones. It is sealed as it is; tell us which version made it."
        )
        raise UnknownLayout(message)
    if is_older:
        yield from few_at_a_time(old_schema.OldSchema(database).records())
    if is_newer:
        yield from new_schema.NewSchema(database).pieces()
