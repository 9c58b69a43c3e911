"""Viber's databases on an Android phone: ``viber_messages`` and ``viber_data``.

Facts: the statements that make the tables, and the meanings ALEAPP and Autopsy give their numbers.
"""

from collections.abc import Iterator

from safelight.readers.contacts.entry import Entry
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.readers.viber import calls
from safelight.readers.viber.people import People, account_of, name_of
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="viber-android-db",
    title="Viber databases (Android)",
    platform="Viber",
    version="1",
    generations=("viber_messages: messages, participants_info, conversations", "viber_data: calls, contacts"),
    tested_on=(),
    cannot_know=(
        "Made and tested after the statements that make the tables: not yet seen on a real export.",
        "Pictures and videos are kept in other files; only where they lay on the phone stands here.",
        "Messages that were deleted from the database are missing, and nothing marks where they were.",
        "What kind of message one is, Viber says by numbers, not all of them known; they are kept as written.",
    ),
)
_MESSAGES = ("messages", "participants", "participants_info", "conversations")
_DATA = ("calls", "phonebookcontact", "phonebookdata")
_DIRECTIONS = {0: Direction.TOWARDS_OWNER, 1: Direction.FROM_OWNER}
_FIRST_NOTICE = 1000
_OWN = {
    "_id": "id",
    "token": "token",
    "extra_mime": "extra_mime",
    "description": "description",
    "msg_info": "msg_info",
    "location_lat": "location_lat",
    "location_lng": "location_lng",
    "read_message_time": "read_message_time",
    "timebomb": "timebomb",
    "quoted_message_data": "quoted_message_data",
}


def recognise(member: Member) -> Recognition:
    """By the tables of either database, or by its name."""
    of_messages = recognise_tables(member, _MESSAGES, ("viber_messages",))
    of_data = recognise_tables(member, _DATA, ("viber_data",))
    return max(of_messages, of_data, key=lambda found: found.score)


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Messages, notices, reactions, calls and contacts; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """Of whichever of the two databases it is."""
    if not database.has("messages", "participants_info") and not database.has("calls"):
        message = f"{database.image.path} looks like Viber's, but has neither messages nor calls. It is sealed."
        raise UnknownLayout(message)
    yield from _messages(database)
    for row in database.rows("calls"):
        yield record_of(row, MANIFEST.platform, calls.said_of(row))
    numbers = database.by("phonebookdata", "contact_id")
    for row in database.rows("phonebookcontact"):
        entry = Entry(row.said({"display_name": "display_name"}))
        for number in numbers.get(row.rowid, ()):
            value = number.text("data2") or number.text("data1") or number.text("data3")
            entry.tell("number", value)
            entry.reach(value)
        yield record_of(row, MANIFEST.platform, entry.said())


def _messages(database: Database) -> Iterator[Record]:
    people = People(database)
    calls_of = database.by("messages_calls", "message_id")
    likes = [row.at_rest() for row in database.rows("messages_likes")]
    liked: dict[int | None, tuple[int, int | None]] = dict.fromkeys(
        (like.whole("message_token") for like in likes), (0, None)
    )
    for row in database.rows("messages"):
        if (token := row.whole("token")) in liked:
            liked[token] = row.rowid, row.whole("conversation_id")
        thread = people.thread(row.whole("conversation_id"))
        for call in calls_of.get(row.rowid, ()):
            yield record_of(call, MANIFEST.platform, calls.said_of(call, thread))
        if row.rowid not in calls_of:
            yield record_of(row, MANIFEST.platform, _said(row, people))
    for like in likes:
        message, conversation = liked[like.whole("message_token")]
        yield record_of(like, MANIFEST.platform, _like(like, message, people.thread(conversation)))


def _said(row: Row, people: People) -> Said:
    conversation, info = row.whole("conversation_id"), people.info(row.whole("participant_id"))
    said = Said(
        at=since_1970(row.whole("msg_date")),
        at_text=row.text("msg_date") or "",
        thread=people.thread(conversation),
        sender=account_of(info),
        direction=_DIRECTIONS.get(row.whole("send_type") or 0, Direction.UNKNOWN),
        text=row.text("body"),
        state=State.DELETED if row.whole("deleted") else State.SENT,
        attachments=given(row.text("extra_uri")),
        extra=row.said(_OWN),
    )
    if name := name_of(info):
        said.extra["sender_name"] = name
    if (row.whole("extra_mime") or 0) >= _FIRST_NOTICE:
        said.kind, said.state, said.direction = Kind.NOTICE, State.BY_PLATFORM, Direction.UNKNOWN
    elif said.direction is Direction.FROM_OWNER:
        said.recipients = given(people.partner(conversation))
    return said


def _like(row: Row, message: int, thread: str) -> Said:
    return Said(
        kind=Kind.REACTION,
        at=since_1970(row.whole("date")),
        at_text=row.text("date") or "",
        thread=thread,
        sender=row.text("participant_number"),
        reply_to=str(message) if message else "",
        extra={"reaction": "like"} | row.said({"message_token": "message_token"}),
    )
