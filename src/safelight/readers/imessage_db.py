"""Apple's Messages: ``chat.db`` of a Mac and ``sms.db`` of an iPhone.

Facts: databases of macOS and iOS of 2012-2023, and the columns as imessage-exporter, plaso and iLEAPP tell.
"""

from collections.abc import Iterator

from safelight.readers.imessage import messages
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="imessage-db",
    title="Messages database (Apple)",
    platform=messages.PLATFORM,
    version="1",
    generations=(
        "times in seconds (before 2017)",
        "times in nanoseconds",
        "with edited and unsent messages (2022)",
    ),
    tested_on=(
        TestedOn(
            "chat.db with seconds, after most messages were deleted", 10, bytes_read=57_344, bytes_skipped=552_960
        ),
        TestedOn("chat.db of 2023, texts in attributed strings", 23, bytes_read=32_768, bytes_skipped=16_384),
        TestedOn("chat.db of 2023 with accounts missing", 23, bytes_read=36_864, bytes_skipped=16_384),
    ),
    cannot_know=(
        "What a deleted message said is gone; only its id may stand in the database.",
        "What an unsent message said is gone; only that it was unsent may stand here.",
        "Names given to contacts are in another file; accounts are shown as numbers and addresses.",
        "Messages that were kept only in iCloud are not in it.",
        "Changes that are still in a -wal file are missing unless it was handed in together with the database.",
    ),
)
_BACKUP_NAME = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
"""What an iPhone's backup calls ``sms.db``."""


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    return recognise_tables(member, messages.TABLES, ("chat.db", "sms.db", _BACKUP_NAME))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, tapback and event; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers."""
    if not database.has("message"):
        message = (
            f"{database.image.path} looks like Apple's database of messages, but has no table of messages. It is "
            "sealed as it is; tell us which version made it."
        )
        raise UnknownLayout(message)
    yield from messages.Messages(database).records()
