"""Tables that join two others, whose names Apple's Core Data numbers differently from version to version."""

import re
from collections.abc import Iterator

from safelight.readers.sqlite.columns import columns_of
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.varint import Damaged


def joined(database: Database, table: str, one: str, other: str) -> Iterator[tuple[int, int]]:
    """Pairs of row numbers; ``table``, ``one`` and ``other`` are names, with ``#`` for any number in them."""
    for name in [name for name in database.tables if _fits(table, name)]:
        try:
            columns = columns_of(database.tables[name].statement).place
        except Damaged:
            continue
        left = next((column for column in columns if _fits(one, column)), "")
        right = next((column for column in columns if _fits(other, column)), "")
        if not left or not right:
            continue
        for row in database.rows(name):
            pair = row.whole(left), row.whole(right)
            if pair[0] is not None and pair[1] is not None:
                yield pair[0], pair[1]


def _fits(pattern: str, name: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\#", r"\d+"), name) is not None
