"""Whose database it is, from the first bytes of a file and its name."""

import re
from collections.abc import Sequence

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Recognition
from safelight.readers.sqlite.header import MAGIC

SURE, BY_NAME = 95, 60


def recognise_tables(member: Member, tables: Sequence[str], names: Sequence[str]) -> Recognition:
    """Sure where all of these tables are made within reach; by its name where the list of tables lies further in.

    ``names`` are endings of file names in lower case, as the app or a backup writes them.
    """
    head = member.head
    if not head.startswith(MAGIC):
        return NOT_MINE
    if all(_makes(table).search(head) for table in tables):
        listed = ", ".join(tables)
        return Recognition(SURE, (f"It is a SQLite database with the tables {listed}.",))
    file_name = member.path.replace("\\", "/").rpartition("/")[2].lower()
    if file_name in names:
        return Recognition(BY_NAME, (f"It is a SQLite database called {file_name}.",))
    return NOT_MINE


def _makes(table: str) -> re.Pattern[bytes]:
    # Text in a database is UTF-8, or UTF-16 with a nought beside each letter.
    letters = rb"\0?".join(re.escape(letter.encode()) for letter in table)
    gap = rb"[\s\0]+"
    return re.compile(rb"T\0?A\0?B\0?L\0?E" + gap + rb"[\"'`\[]?\0?" + letters + rb"\0?[\"'`\]\s(]")
