"""The columns of a table, from the statement that made it.

SQLite's own parser is asked, in an empty database in memory that allows the making of one table and nothing else:
no select, no function, no trigger, no view of the evidence is ever run.
"""

import re
import sqlite3
from functools import lru_cache

import msgspec

from safelight.readers.sqlite.varint import Damaged

LONGEST_STATEMENT = 1_000_000
_STEPS_ALLOWED = 100_000
_MAKES_A_TABLE = re.compile(r"\s*CREATE\s+TABLE\b", re.IGNORECASE)
_VIRTUAL = 2
_LISTED = """
    SELECT columns.name, columns.type, columns.dflt_value, columns.pk, columns.hidden
    FROM sqlite_master AS made JOIN pragma_table_xinfo(made.name) AS columns
    WHERE made.type = 'table' AND made.name NOT LIKE 'sqlite%' ORDER BY columns.cid
"""
_OWN_TABLES = frozenset({"sqlite_master", "sqlite_schema"})
_NEEDED = frozenset(
    {
        sqlite3.SQLITE_CREATE_TABLE,
        sqlite3.SQLITE_CREATE_INDEX,
        sqlite3.SQLITE_REINDEX,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_TRANSACTION,
    }
)
"""Functions and columns are named in defaults, checks and keys; making a table runs and reads none of them."""
_ON_OWN_TABLES = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE})
_LITERAL = re.compile(r"(?P<number>[+-]?\d{1,40}(?:\.\d{1,40})?)|'(?P<text>(?:[^']|'')*)'")


class Columns(msgspec.Struct, frozen=True, eq=False):
    """Where each column stands in a stored row, by lower-case name."""

    place: dict[str, int]
    rowid: str
    """The column that is another name for the row's number; empty where there is none."""
    defaults: dict[str, str | int | float]
    """What a row holds that was written before the column was added."""
    blank: tuple[str | int | float | None, ...] = ()
    """The same for every stored column, by its place."""


def _allow(action: int, first: str | None, *_: object) -> int:
    if action in _NEEDED or (action in _ON_OWN_TABLES and first in _OWN_TABLES):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


@lru_cache(maxsize=256)
def columns_of(statement: str) -> Columns:
    """Raises ``Damaged`` where the statement makes no table."""
    if not _MAKES_A_TABLE.match(statement) or len(statement) > LONGEST_STATEMENT or "\0" in statement:
        raise Damaged
    empty = sqlite3.connect(":memory:", isolation_level=None)
    try:
        empty.set_authorizer(_allow)
        empty.set_progress_handler(lambda: 1, _STEPS_ALLOWED)
        empty.execute(statement)
        empty.set_authorizer(None)
        listed = empty.execute(_LISTED).fetchall()
    except (sqlite3.Error, sqlite3.Warning, UnicodeError, ValueError) as problem:
        raise Damaged from problem
    finally:
        empty.close()
    return _columns(listed)


def _columns(listed: list[tuple[str, str, str | None, int, int]]) -> Columns:
    stored = [column for column in listed if column[4] != _VIRTUAL]
    keys = [column for column in listed if column[3]]
    # sqlite.org/lang_createtable.html#rowid: only exactly this type makes another name for the row's number.
    alias = keys[0][0].lower() if len(keys) == 1 and keys[0][1].upper() == "INTEGER" else ""
    defaults = {name.lower(): _literal(stated) for name, _, stated, _, _ in stored}
    return Columns(
        {column[0].lower(): place for place, column in enumerate(stored)},
        alias,
        {name: value for name, value in defaults.items() if value is not None},
        tuple(_literal(stated) for _, _, stated, _, _ in stored),
    )


def _literal(stated: str | None) -> str | int | float | None:
    found = _LITERAL.fullmatch((stated or "").strip())
    if not found:
        return None
    if found["text"] is not None:
        return found["text"].replace("''", "'")
    return float(found["number"]) if "." in found["number"] else int(found["number"])
