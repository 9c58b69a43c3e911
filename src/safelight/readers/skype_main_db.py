"""Skype's own database on a computer: ``main.db`` (until about 2017).

Facts: the tables as plaso and SkypeFreak describe them; tests use databases made after them.
"""

from collections import Counter
from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.skype_main.kinds import FORMS, meaning_of
from safelight.readers.skype_message import words_in
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="skype-main-db",
    title="Skype database (main.db)",
    platform="Skype",
    version="2",
    generations=("main.db (until about 2017)",),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the database: not yet seen on a real export.",
        "What a deleted message said is gone; an emptied text with an editing time is all that is left of it.",
        "What an edited message said before is not kept.",
        "Messages of Skype's later versions are in other files.",
        "Changes that are still in a -journal file are not read.",
    ),
)
_TABLES = ("Messages", "Conversations", "Accounts")
_OWN = {
    "guid": "id",
    "remote_id": "remote_id",
    "chatname": "chat",
    "from_dispname": "sender_name",
    "sending_status": "sending_status",
    "edited_by": "edited_by",
    "reason": "reason",
    "leavereason": "leave_reason",
}
_MARKUP = ("<", "&")


def recognise(member: Member) -> Recognition:
    """By its tables."""
    return recognise_tables(member, _TABLES, ())


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, event and call; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers."""
    if not database.has("Messages"):
        message = f"{database.image.path} looks like Skype's database, but has no table of messages. It is sealed."
        raise UnknownLayout(message)
    owners = {row.text("skypename") for row in database.rows("Accounts")} - {None, ""}
    threads = _threads(database)
    for row in database.rows("Messages"):
        yield record_of(row, MANIFEST.platform, _said(row, owners, threads))


def _threads(database: Database) -> dict[int, str]:
    rows = database.by_rowid("Conversations")
    names = Counter(row.text("displayname") for row in rows.values())
    threads = {}
    for number, row in rows.items():
        name, identity = row.text("displayname") or "", row.text("identity") or ""
        threads[number] = f"{name} ({identity or number})" if names[name] > 1 else name or identity
    return threads


def _said(row: Row, owners: set[str | None], threads: dict[int, str]) -> Said:
    form = row.whole("type")
    kind, state, action = meaning_of(form)
    partner, conversation = row.text("dialog_partner") or "", row.whole("convo_id") or 0
    said = Said(
        kind=kind,
        state=state,
        at=since_1970(row.whole("timestamp")),
        at_text=row.text("timestamp") or "",
        thread=threads.get(conversation) or partner or row.text("chatname") or "",
        sender=row.text("author") or None,
        text=row.text("body_xml"),
        extra=row.said(_OWN) | {"form": FORMS.get(form or 0, f"type {form}")},
    )
    if action:
        said.extra["call" if kind is Kind.CALL else "action"] = action
    if state is not State.BY_PLATFORM and owners and said.sender:
        said.direction = Direction.FROM_OWNER if said.sender in owners else Direction.TOWARDS_OWNER
    if said.direction is Direction.FROM_OWNER:
        said.recipients = given(partner)
    elif state is State.BY_PLATFORM:
        said.recipients = tuple((row.text("identities") or "").split())
    _tell_text(row, said)
    return said


def _tell_text(row: Row, said: Said) -> None:
    """Skype kept text as XML: the words are taken out of it, and the XML is kept beside them."""
    if said.text and any(sign in said.text for sign in _MARKUP):
        said.extra["body_xml"] = str(said.text)
        said.text = words_in(said.text)
    edited = since_1970(row.whole("edited_timestamp"))
    if edited.at is not None:
        said.extra["edited_timestamp"] = row.text("edited_timestamp") or ""
        said.state = State.EDITED if said.text else State.DELETED
