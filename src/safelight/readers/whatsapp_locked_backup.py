"""WhatsApp's locked backups (``msgstore.db.crypt15`` and the like) and the files that hold their keys.

What is inside a backup whose key was handed in stands as a member of its own and is read there (``locks``).
"""

from collections.abc import Iterator

from safelight.readers.locks import whatsapp_backup
from safelight.readers.locks.account import write_account
from safelight.readers.locks.key import of_file
from safelight.readers.locks.opening import NOT_FITTING, TOO_MUCH
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="whatsapp-locked-backup",
    title="Locked WhatsApp backup, and its key",
    platform="WhatsApp",
    version="2",
    generations=("crypt5 to crypt11, not opened", "crypt12", "crypt14", "crypt15"),
    tested_on=(
        TestedOn(
            "backup of the kind crypt15; its key gives a database that is read on its own", 0, bytes_failed=240_529
        ),
    ),
    cannot_know=(
        "Nothing inside a locked backup can be read without its key.",
        "Backups crypt12 and crypt14 were tested on files made for it: not yet seen on a real export.",
    ),
)
_LOCKED_SENTENCE = (
    "This is a locked WhatsApp backup. It is sealed as it is and was not read: only its key opens it. Ask for the "
    "64 digits of the key or for the key file (encrypted_backup.key, or key from the phone) and hand it in beside "
    "the backup, or ask for the chats to be exported from the phone."
)
_KEY_SENTENCE = "The key of a locked backup: it is sealed, opens the backup beside it, and holds no messages."


def recognise(member: Member) -> Recognition:
    """A backup by the ending of its name, a key by its form."""
    if member.size and (found := whatsapp_backup.NAME.search(member.path)):
        return Recognition(90, (f"Its name ends with {found[0].lower()}, as WhatsApp's locked backups do.",))
    if of_file(member):
        return Recognition(80, ("It has the form of the key of a WhatsApp backup.",))
    return NOT_MINE


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """No records; the tally says where they are, or what to ask for."""
    if not whatsapp_backup.is_locked(member):
        book.skip(0, member.size, _KEY_SENTENCE)
    else:
        inner = whatsapp_backup.inner_path(member.path)
        write_account(member, inner, (NOT_FITTING, TOO_MUCH), _LOCKED_SENTENCE, book)
    yield from ()
