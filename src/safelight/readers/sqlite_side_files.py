"""The files SQLite keeps beside a database: ``-wal`` is read with it, ``-shm`` and ``-journal`` are set aside."""

from collections.abc import Iterator
from typing import Protocol

from safelight.readers import (
    android_contacts_db,
    android_mmssms_db,
    imessage_db,
    iphone_calls_db,
    iphone_contacts_db,
    kik_android_db,
    kik_ios_db,
    leapp_lava_db,
    messenger_android_db,
    signal_desktop_db,
    skype_main_db,
    viber_android_db,
    whatsapp_android_db,
    whatsapp_contacts_db,
    whatsapp_ios_db,
)
from safelight.readers.containers.neighbours import SIDE_ENDINGS
from safelight.readers.locks import sqlcipher_log
from safelight.readers.member import Member, MemberTooLarge
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.sqlite.account import write_log_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.header import MAGIC
from safelight.readers.sqlite.image import LOG_ENDING
from safelight.readers.sqlite.write_ahead import MAGICS
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="sqlite-side-files",
    title="Files beside a database (-wal, -shm, -journal)",
    platform="Any app",
    version="1",
    generations=("-wal", "-shm", "-journal"),
    tested_on=(
        TestedOn("files beside the databases of a device of 2023, the -wal files empty", 0, bytes_skipped=98_304),
    ),
    cannot_know=(
        "A -wal file with changes in it was tested on databases made for it: not yet seen on a real export.",
        "Changes in a -wal file can only be read together with the database they belong to.",
        "A -journal file holds pages as they were before a change; they are not recovered.",
    ),
)


class DatabaseReader(Protocol):
    """What is asked here of a reader of databases."""

    def recognise(self, member: Member) -> Recognition:
        """How sure it is."""

    def records(self, database: Database) -> Iterator[Record]:
        """Every record of a database."""


DATABASE_READERS: tuple[DatabaseReader, ...] = (
    whatsapp_android_db,
    whatsapp_ios_db,
    imessage_db,
    android_contacts_db,
    android_mmssms_db,
    kik_ios_db,
    leapp_lava_db,
    skype_main_db,
    signal_desktop_db,
    iphone_calls_db,
    iphone_contacts_db,
    whatsapp_contacts_db,
    kik_android_db,
    viber_android_db,
    messenger_android_db,
)
_ALONE = (
    "The database these changes belong to did not come with them, so they could not be read. They are sealed; ask "
    "for the database and hand it in, too: the two are then read together."
)
_UNREAD = "No reader could read the database beside it, so the changes were not read either. Both are sealed."
_INDEX = "SQLite's own index into the -wal file beside it. No content of its own."
_JOURNAL = (
    "Pages as they were before a change (a rollback journal), not read. If it is not empty, the database may have "
    "been copied in the middle of a change."
)


def recognise(member: Member) -> Recognition:
    """By its ending, and the first bytes of a log or the database beside it."""
    ending = next((ending for ending in SIDE_ENDINGS if member.path.endswith(ending)), "")
    if not ending:
        return NOT_MINE
    database = _database(member)
    if database is not None and database.head.startswith(MAGIC):
        return Recognition(95, (f"It stands beside a SQLite database and its name ends with {ending}.",))
    if ending == LOG_ENDING and member.head[:4] in MAGICS:
        return Recognition(90, ("It begins like a SQLite -wal file.",))
    return NOT_MINE


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """No records of its own: what stands in a log is read with its database. Raises ``MemberTooLarge``."""
    if not member.path.endswith(LOG_ENDING):
        book.skip(0, member.size, _JOURNAL if member.path.endswith("-journal") else _INDEX)
        return
    inner = sqlcipher_log.inner_path(member.path.removesuffix(LOG_ENDING))
    if member.beside(inner) is not None:
        book.skip(0, member.size, f"It was opened; what is inside stands in {inner}.")
        return
    main = _database(member)
    if main is None:
        book.fail(0, member.size, _ALONE)
        return
    try:
        database = Database(main)
        _read_through(main, database)
    except (UnknownLayout, MemberTooLarge):
        book.fail(0, member.size, _UNREAD)
        return
    database.take_the_rest()
    write_log_account(database, member.size, book)
    yield from ()


def _read_through(main: Member, database: Database) -> None:
    """Read as its own reader does, only to learn which pages were wanted."""
    score, reader = max(
        ((reader.recognise(main).score, reader) for reader in DATABASE_READERS), key=lambda pair: pair[0]
    )
    if not score:
        raise UnknownLayout(_UNREAD)
    for _ in reader.records(database):
        pass


def _database(member: Member) -> Member | None:
    path = member.path
    ending = next((ending for ending in SIDE_ENDINGS if path.endswith(ending)), "")
    return member.beside(path.removesuffix(ending))
