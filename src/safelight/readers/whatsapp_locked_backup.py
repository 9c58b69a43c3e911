"""WhatsApp's locked backups (``msgstore.db.crypt14`` and the like): recognised, so that officers know what to ask.

Facts: the endings WhatsApp has used since 2012. What is inside needs the key of the phone or account.
"""

import re
from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="whatsapp-locked-backup",
    title="Locked WhatsApp backup",
    platform="WhatsApp",
    version="1",
    generations=("crypt5 to crypt12", "crypt14", "crypt15"),
    tested_on=(TestedOn("backup of the kind crypt15, which gives no records", 0),),
    cannot_know=("Nothing inside a locked backup can be read without its key.",),
)
_LOCKED = re.compile(r"\.db(?:\.1)?\.crypt(?:5|7|8|9|1[0-9])\Z", re.IGNORECASE)
_LOCKED_SENTENCE = (
    "This is a locked WhatsApp backup. It is sealed as it is and was not read: only the key of its phone or "
    "account opens it. Ask for the chats to be exported from the phone, or ask a specialist to unlock the backup."
)


def recognise(member: Member) -> Recognition:
    """By the ending of its name: what is inside looks like chance."""
    if not member.size or not (found := _LOCKED.search(member.path)):
        return NOT_MINE
    return Recognition(90, (f"Its name ends with {found[0].lower()}, as WhatsApp's locked backups do.",))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """No records; the tally says what to ask for."""
    book.fail(0, member.size, _LOCKED_SENTENCE)
    yield from ()
