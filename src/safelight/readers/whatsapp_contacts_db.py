"""WhatsApp's address book on an Android phone (``wa.db``).

Facts: the table of a phone of October 2023 as chat-history-manager keeps it.
"""

from collections.abc import Iterator

from safelight.readers.contacts.entry import Entry
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.said import record_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="whatsapp-contacts-db",
    title="WhatsApp address book (Android)",
    platform="WhatsApp",
    version="1",
    generations=("wa.db: wa_contacts",),
    tested_on=(
        TestedOn(
            "table and rows of a phone of October 2023, put back into a database",
            2,
            bytes_read=8192,
            bytes_skipped=4096,
        ),
    ),
    cannot_know=(
        "An entry may be somebody in the phone's address book or only somebody met in a group.",
        "When an entry was made is not said.",
        "Whose phone it was is not said.",
    ),
)
_TABLES = ("wa_contacts",)
_OWN = {
    name: name
    for name in (
        "display_name given_name family_name wa_name nickname company title number status status_timestamp "
        "is_whatsapp_user phone_label is_spam_reported is_starred"
    ).split()
}


def recognise(member: Member) -> Recognition:
    """By its table."""
    return recognise_tables(member, _TABLES, ())


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers."""
    if not database.has(*_TABLES):
        message = (
            f"{database.image.path} was chosen as WhatsApp's address book, but has no such table. It is sealed."
        )
        raise UnknownLayout(message)
    for row in database.rows("wa_contacts"):
        entry = Entry(row.said(_OWN))
        entry.reach(row.text("jid"))
        entry.reach(row.text("number"))
        yield record_of(row, MANIFEST.platform, entry.said())
