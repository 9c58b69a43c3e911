"""The address book of an Android phone (``contacts2.db``), with the calls that older phones keep in it.

Facts: ContactsContract in Android's documentation, and the tables as ALEAPP describes them.
"""

from collections.abc import Iterator, Sequence

from safelight.readers.android_phone import calls
from safelight.readers.contacts.entry import Entry
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import record_of
from safelight.records.record import Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="android-contacts-db",
    title="Address book (Android)",
    platform="Android address book",
    version="1",
    generations=("contacts2.db: raw_contacts, data and mimetypes; calls where older phones keep them there",),
    tested_on=(),
    cannot_know=(
        "Made and tested after the documented tables: not yet seen on a real export.",
        "Who made an entry, and when, is not said; entries may come from an account and not from this phone.",
        "A deleted entry may still stand here; it is then marked as deleted.",
    ),
)
_TABLES = ("raw_contacts", "data", "mimetypes")
_ACCOUNTS = frozenset({"phone_v2", "email_v2", "im", "sip_address"})
_LEFT_OUT = frozenset({"photo", "group_membership"})
_FIRST, _KIND_OF_NUMBER, _LABEL = "data1", "data2", "data3"
_OWN = {"display_name": "display_name", "starred": "starred", "times_contacted": "times_contacted", "_id": "id"}


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    return recognise_tables(member, _TABLES, ("contacts2.db", "contacts.db"))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry, then every call; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers."""
    if not database.has("raw_contacts"):
        message = f"{database.image.path} is named like an address book, but has none of its tables. It is sealed."
        raise UnknownLayout(message)
    kinds = {row.rowid: (row.text("mimetype") or "").rpartition("/")[2] for row in database.rows("mimetypes")}
    values = database.by("data", "raw_contact_id")
    owners = {row.rowid: row.text("account_name") or "" for row in database.rows("accounts")}
    for row in database.rows("raw_contacts"):
        entry = _entry(row, values.get(row.rowid, ()), kinds)
        entry.tell("account", row.text("account_name") or owners.get(row.whole("account_id") or 0))
        said = entry.said()
        if row.whole("deleted"):
            said.state = State.DELETED
        yield record_of(row, MANIFEST.platform, said)
    yield from calls.records(database)


def _entry(row: Row, values: Sequence[Row], kinds: dict[int, str]) -> Entry:
    entry = Entry(row.said(_OWN))
    for value in values:
        kind = kinds.get(value.whole("mimetype_id") or 0, "") or "data"
        if kind in _LEFT_OUT:
            continue
        entry.tell(kind, value.text(_FIRST))
        if kind != "name":
            entry.tell(f"{kind} label", value.text(_LABEL) or value.text(_KIND_OF_NUMBER))
        if kind in _ACCOUNTS:
            entry.reach(value.text(_FIRST))
    return entry
