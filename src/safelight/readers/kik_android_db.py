"""Kik's database on an Android phone (``kikDatabase.db``; newer ones carry the account's id before the name).

Facts: the tables as ALEAPP and published research on Kik name them.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, direction_of, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="kik-android-db",
    title="Kik database (Android)",
    platform="Kik",
    version="1",
    generations=("kikDatabase.db: messagesTable and KIKcontactsTable",),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the tables: not yet seen on a real export.",
        "Pictures and videos are kept in other files; only their names stand here.",
        "Messages that were deleted are missing, and nothing marks where they were.",
        "Whose device it was is not said, only which messages were sent from it.",
    ),
)
_TABLES = ("messagesTable", "KIKcontactsTable")
_GROUP = "@groups.kik.com"
_FILE = "file-name"
_OWN = {
    "uid": "id",
    "read_state": "read_state",
    "content_id": "content_id",
    "app_id": "app_id",
    "bin_id": "bin_id",
    "sys_msg": "sys_msg",
    "stat_msg": "stat_msg",
}


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    return recognise_tables(member, _TABLES, ("kikdatabase.db",))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message and notice; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers."""
    if not database.has("messagesTable"):
        message = f"{database.image.path} looks like Kik's database, but has no table of messages. It is sealed."
        raise UnknownLayout(message)
    people = {row.text("jid") or "": row.at_rest() for row in database.rows("KIKcontactsTable")}
    files = _files(database)
    for row in database.rows("messagesTable"):
        yield record_of(row, MANIFEST.platform, _said(row, people, files))


def _said(row: Row, people: dict[str, Row], files: dict[str, list[str]]) -> Said:
    partner, place = row.text("partner_jid") or "", row.text("bin_id") or row.text("partner_jid") or ""
    words_of_kik = row.text("sys_msg") or row.text("stat_msg")
    said = Said(
        at=since_1970(row.whole("timestamp")),
        at_text=row.text("timestamp") or "",
        thread=_named(place, people),
        direction=direction_of(row.whole("was_me")),
        text=row.text("body"),
        attachments=tuple(files.get(row.text("content_id") or "", ())),
        extra=row.said(_OWN),
    )
    if said.text is None and words_of_kik:
        # Kik keeps what it wrote itself in columns of their own; no words decide it.
        said.kind, said.state, said.direction = Kind.NOTICE, State.BY_PLATFORM, Direction.UNKNOWN
        said.text = words_of_kik
    elif said.direction is Direction.FROM_OWNER:
        said.recipients = given("" if place.endswith(_GROUP) else _account(place, people))
    elif not partner.endswith(_GROUP):
        said.sender = _account(partner, people) or None
        said.extra |= people[partner].said({"display_name": "sender_name"}) if partner in people else {}
    return said


def _account(jid: str, people: dict[str, Row]) -> str:
    return (people[jid].text("user_name") if jid in people else None) or jid


def _named(jid: str, people: dict[str, Row]) -> str:
    """A conversation by its name and, since names are not unique, its account."""
    name = people[jid].text("display_name") if jid in people else None
    return f"{name} ({_account(jid, people)})" if name else jid


def _files(database: Database) -> dict[str, list[str]]:
    """Names of attached files by content; content without one is named by its id."""
    found: dict[str, list[str]] = {}
    for row in database.rows("KIKContentTable"):
        names = found.setdefault(row.text("content_id") or "", [])
        if row.text("content_name") == _FILE and (name := row.text("content_string")):
            names.append(name)
    return {content: names or [content] for content, names in found.items()}
