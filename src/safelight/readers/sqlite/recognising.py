"""Whose database it is, from its tables and its name."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from safelight.readers.member import Member, MemberTooLarge
from safelight.readers.reader import NOT_MINE, Recognition, UnknownLayout
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.header import MAGIC

SURE, BY_NAME, NOT_KNOWN = 95, 60, 10
_TABLES_NAMED, _LONGEST_NAME = 12, 60
_known: WeakKeyDictionary[Member, frozenset[str]] = WeakKeyDictionary()


def recognise_tables(member: Member, tables: Sequence[str], names: Sequence[str]) -> Recognition:
    """Sure where all of these are tables; by its name where the list of tables is damaged or says otherwise.

    ``names`` are names of files in lower case, as the app or a backup writes them.
    """
    if not member.head.startswith(MAGIC):
        return NOT_MINE
    found = tables_of(member)
    if found.issuperset(tables):
        return Recognition(SURE, (f"It is a SQLite database with the tables {', '.join(tables)}.",))
    file_name = member.path.replace("\\", "/").rpartition("/")[2].lower()
    if file_name in names:
        return Recognition(BY_NAME, (f"It is a SQLite database called {file_name}.",))
    return Recognition(NOT_KNOWN, (f"It is a SQLite database. Its tables: {_listed(found)}.",))


def tables_of(member: Member) -> frozenset[str]:
    """The names of the tables of a database; none where its list of them cannot be read.

    The list may lie anywhere in the file, so its first bytes are not enough; it is read once for all readers.
    """
    found = _known.get(member)
    if found is None:
        try:
            found = frozenset(Database(member).tables)
        except (UnknownLayout, MemberTooLarge):
            found = frozenset()
        _known[member] = found
    return found


def _listed(tables: frozenset[str]) -> str:
    names = [name[:_LONGEST_NAME] for name in sorted(tables) if name.isprintable()]
    more = len(tables) - len(names[:_TABLES_NAMED])
    return (", ".join(names[:_TABLES_NAMED]) or "none") + (f" and {more:,} more" if more else "")
