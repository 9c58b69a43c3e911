"""Databases made for tests: by SQLite itself, in memory or with a log beside them."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import NO_HINTS, check_every_byte_is_accounted_for

from safelight.readers.reader import Reader, ReadingHints, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import Stretch, TallyBook


def made(script: str, rows: Iterable[tuple[str, Iterable[object]]] = (), *, page_bytes: int = 1024) -> bytes:
    """A database from statements, then rows, each as a table's name and its values in order."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"PRAGMA page_size = {page_bytes}")
    connection.executescript(script)
    for table, values in rows:
        listed = tuple(values)
        connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(listed))})", listed)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def changed(data: bytes, script: str) -> bytes:
    """The database after further statements."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    connection.executescript(script)
    connection.commit()
    after = connection.serialize()
    connection.close()
    return after


def with_log(
    folder: Path, script: str, logged: str, then: Callable[[sqlite3.Connection], object] | None = None
) -> tuple[bytes, bytes]:
    """A database and its -wal: the first statements moved into the database, the logged ones only in the log.

    ``then`` may leave a transaction open: the files are taken as they lie at that moment.
    """
    path = folder / "made.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA page_size = 1024")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.executescript(script)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.executescript(logged)
    if then:
        then(connection)
    pair = path.read_bytes(), path.with_name("made.db-wal").read_bytes()
    connection.close()
    return pair


def read_pair(
    reader: Reader, data: bytes, log: bytes, hints: ReadingHints = NO_HINTS
) -> tuple[list[Record], tuple[Stretch, ...]]:
    """The records of a database that was handed in together with its log."""
    book = TallyBook()
    member = MemoryMember("made.db", data, MemoryMember("made.db-wal", log))
    records = list(reader.read(member, hints, book))
    stretches = book.close(len(data))
    check_every_byte_is_accounted_for(stretches, len(data))
    return records, stretches


def read_damaged(reader: Reader, data: bytes, path: str) -> list[Record]:
    """Reads what may be damaged in any way: the only way out is records or a sentence, and the tally adds up."""
    book = TallyBook()
    member = MemoryMember(path, data)
    reader.recognise(member)
    records: list[Record] = []
    try:
        records.extend(reader.read(member, NO_HINTS, book))
    except UnknownLayout as unknown:
        if not str(unknown).endswith("."):
            raise AssertionError("What is unknown must be said in a sentence.") from unknown
        book.fail(book.end, len(data) - book.end, str(unknown))
    check_every_byte_is_accounted_for(book.close(len(data)), len(data))
    for record in records:
        assert 0 <= record.offset < record.offset + record.length <= len(data)
    return records
