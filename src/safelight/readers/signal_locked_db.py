"""Signal's locked database on a computer (``sql/db.sqlite``) and the settings that hold its key (``config.json``).

What is inside a database whose key was handed in stands as a member of its own and is read there (``locks``).
"""

from collections.abc import Iterator

from safelight.readers.locks import sqlcipher
from safelight.readers.locks.account import write_account
from safelight.readers.locks.opening import KEY_LOCKED, NOT_FITTING
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="signal-locked-db",
    title="Locked database of Signal on a computer, and its key",
    platform="Signal",
    version="1",
    generations=("SQLCipher 4 with the key in config.json (until 2024)", "encryptedKey (since 2024), not opened"),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the lock: not yet seen on a real export.",
        "Since 2024 the key is itself under the lock of the computer's own key store, which is not opened here.",
        "The newest changes stand in a -wal file under the same lock; without that file they are missing.",
    ),
)
_LOCKED_SENTENCE = (
    "This is a locked database, as Signal keeps it on a computer. It is sealed as it is and was not read: only "
    "its key opens it. Hand in the file config.json from the folder above it, or give the 64 digits of the key."
)
_KEY_SENTENCE = "Settings of an app that hold the key of its database. No messages stand in them."


def recognise(member: Member) -> Recognition:
    """By its name, and that it does not begin like an open database; the settings by what they name."""
    if sqlcipher.is_locked(member):
        return Recognition(80, (f"It is called {sqlcipher.NAME} and does not begin like an open database.",))
    if sqlcipher.settings_in(member):
        return Recognition(80, (f"It is called {sqlcipher.KEY_NAME} and names the key of a database.",))
    return NOT_MINE


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """No records; the tally says where they are, or what to ask for."""
    if sqlcipher.is_locked(member):
        inner = sqlcipher.inner_path(member.path)
        write_account(member, inner, (NOT_FITTING, KEY_LOCKED), _LOCKED_SENTENCE, book)
    else:
        book.skip(0, member.size, _KEY_SENTENCE)
    yield from ()
