"""Kik's database on an iPhone (``kik.sqlite``).

Facts: a device of 2015 with one group and five people, and the tables as plaso and iLEAPP describe them.
"""

from collections.abc import Iterator

from safelight.readers.kik_ios.conversations import Conversations
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.apple_time import since_2001
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="kik-ios-db",
    title="Kik database (iPhone)",
    platform="Kik",
    version="1",
    generations=("kik.sqlite of 2015",),
    tested_on=(TestedOn("device of 2015, people and a group", 60, bytes_read=40_960, bytes_skipped=147_456),),
    cannot_know=(
        "Pictures and videos are kept in other files; only their names stand here.",
        "Messages that were deleted are missing, and nothing marks where they were.",
        "Whose device it was is not said, only which messages were sent from it.",
        "Who did what in a group (added, left, renamed) stands only in the words Kik wrote.",
        "Changes that are still in a -wal file are missing unless it was handed in together with the database.",
    ),
)
_TABLES = ("ZKIKMESSAGE", "ZKIKUSER", "ZKIKCHAT")
_RECEIVED, _SENT = 1, 2
_OWN = {
    "zstanzaid": "id",
    "zstate": "state",
    "zsystemstate": "system_state",
    "zreceivedtimestamp": "received_timestamp",
}


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    return recognise_tables(member, _TABLES, ("kik.sqlite",))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message and notice; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers."""
    if not database.has("ZKIKMESSAGE"):
        message = (
            f"{database.image.path} looks like Kik's database, but has no table of messages. It is sealed as it "
            "is; tell us which version made it."
        )
        raise UnknownLayout(message)
    conversations = Conversations(database)
    files = database.by("ZKIKATTACHMENT", "zmessage")
    for row in database.rows("ZKIKMESSAGE"):
        said = _said(row, conversations)
        for file in files.get(row.rowid, ()):
            said.attachments += given(file.text("zcontent") or f"attachment {file.rowid}")
        yield record_of(row, MANIFEST.platform, said)


def _said(row: Row, conversations: Conversations) -> Said:
    user, form = row.whole("zuser"), row.whole("ztype")
    said = Said(
        at=since_2001(row.real("ztimestamp")),
        at_text=row.text("ztimestamp") or "",
        thread=conversations.thread(row.rowid, user),
        text=row.text("zbody"),
        extra=row.said(_OWN),
    )
    account, person = conversations.account(user), conversations.user(user)
    if form == _SENT:
        said.direction = Direction.FROM_OWNER
        said.recipients = given("" if conversations.is_group(user) else account)
    elif form == _RECEIVED:
        said.direction, said.sender = Direction.TOWARDS_OWNER, account
        said.extra |= person.said({"zdisplayname": "sender_name", "zjid": "sender_id"}) if person else {}
    else:
        # Kik writes what happened in a group as words of its own; words never decide what a record is.
        said.kind, said.state = Kind.NOTICE, State.BY_PLATFORM
        said.extra["form"] = f"type {form}"
        said.recipients = given("" if conversations.is_group(user) else account)
    return said
