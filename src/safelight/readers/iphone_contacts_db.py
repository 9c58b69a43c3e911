"""The address book of an iPhone (``AddressBook.sqlitedb``).

Facts: the tables as iLEAPP and published descriptions of iOS backups name them.
"""

from collections.abc import Iterator, Sequence

from safelight.readers.contacts.entry import Entry
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.apple_time import since_2001
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import record_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="iphone-contacts-db",
    title="Address book (iPhone)",
    platform="iPhone address book",
    version="1",
    generations=("AddressBook.sqlitedb: ABPerson and ABMultiValue",),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the tables: not yet seen on a real export.",
        "Entries that were deleted are missing, and nothing marks where they were.",
        "Who made an entry is not said; entries may come from an account and not from this phone.",
    ),
)
_TABLES = ("ABPerson", "ABMultiValue")
_OWN = {
    name.lower(): name
    for name in (
        "First Middle Last Nickname Prefix Suffix Organization Department JobTitle Note DisplayName".split()
    )
} | {"birthday": "Birthday", "modificationdate": "ModificationDate", "guid": "guid"}
_VALUES = {3: "phone", 4: "email", 5: "address", 12: "date", 13: "instant message", 22: "url", 23: "related name"}
_SOCIAL = 46
_REACHES = frozenset({3, 4, 13, _SOCIAL})


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    return recognise_tables(member, _TABLES, ("addressbook.sqlitedb",))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers, each at the time it was made."""
    if not database.has("ABPerson"):
        message = f"{database.image.path} is named like an address book, but has none of its tables. It is sealed."
        raise UnknownLayout(message)
    labels = {row.rowid: _plain(row.text("value") or "") for row in database.rows("ABMultiValueLabel")}
    keys = {row.rowid: row.text("value") or "" for row in database.rows("ABMultiValueEntryKey")}
    parts = database.by("ABMultiValueEntry", "parent_id")
    values = database.by("ABMultiValue", "record_id")
    for row in database.rows("ABPerson"):
        entry = Entry(row.said(_OWN))
        for value in values.get(row.rowid, ()):
            _tell(entry, value, labels, _spelled_out(parts.get(value.whole("uid") or value.rowid, ()), keys))
        said = entry.said()
        said.at, said.at_text = since_2001(row.real("creationdate")), row.text("creationdate") or ""
        yield record_of(row, MANIFEST.platform, said)


def _tell(entry: Entry, value: Row, labels: dict[int, str], parts: str) -> None:
    form = value.whole("property") or 0
    name = "profile" if form == _SOCIAL else _VALUES.get(form, f"property {form}")
    content = value.text("value") or parts
    label = labels.get(value.whole("label") or 0, "")
    entry.tell(f"{name} ({label})" if label else name, content)
    if form in _REACHES:
        entry.reach(value.text("value") or parts)


def _spelled_out(parts: Sequence[Row], keys: dict[int, str]) -> str:
    """A value of several parts, such as an address."""
    told = ((keys.get(part.whole("key") or 0, ""), part.text("value")) for part in parts)
    return ", ".join(f"{name}: {text}" if name else text for name, text in told if text)


def _plain(label: str) -> str:
    """Apple writes its own labels as ``_$!<Mobile>!$_``."""
    return label.removeprefix("_$!<").removesuffix(">!$_")
