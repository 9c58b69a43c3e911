"""A SQLite database as evidence: its tables by name, their rows, and who holds which page.

Nothing in it is run. Views, virtual tables and triggers are statements, and statements are only ever read as text;
a table is read by following its pages (sqlite.org/fileformat2.html), so a view named like one gives nothing.
"""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from safelight.readers.member import Member
from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.columns import Columns, columns_of
from safelight.readers.sqlite.holdings import Holdings
from safelight.readers.sqlite.image import Image
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.rows import answers_of, rows_of
from safelight.readers.sqlite.tree import Tree
from safelight.readers.sqlite.varint import Damaged

SCHEMA = "(the list of tables)"
FREE = "(unused)"
POINTER_MAP = "(pointer map)"
_SCHEMA_COLUMNS = columns_of("CREATE TABLE tables(type TEXT, name TEXT, tbl_name TEXT, rootpage INT, sql TEXT)")


T = TypeVar("T", bound=Found)


class Table(msgspec.Struct, frozen=True):
    """A table or an index: its name, its first page, and the statement that made it."""

    name: str
    root: int
    statement: str
    is_index: bool


class Database:
    """One database, read once. Damage never stops it: what holds together is read, the rest is written down."""

    def __init__(self, member: Member) -> None:
        """Raises ``UnknownLayout`` or ``MemberTooLarge``, with a sentence."""
        self.image = Image.of(member)
        self.holdings = Holdings()
        self.read_tables: set[str] = set()
        self.tables: dict[str, Table] = {}
        self.set_aside: dict[str, str] = {}
        """Why a table was left out on purpose, in a sentence, where a reader has more to say than its name."""
        self._others: list[Table] = []
        self._list_tables()

    def has(self, *names: str) -> bool:
        """Whether all of these are tables."""
        return all(name in self.tables for name in names)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table in the order of their numbers; none where there is no such table.

        A table is read once: ask for its rows a second time and there are none.
        """
        if columns := self._columns(name):
            yield from rows_of(self.image, self._tree(name), name, columns)

    def answers(self, name: str, shape: type[T]) -> Iterator[Answers[T]]:
        """The same as the answers to what a class asks (see ``asked``), by the column: quick where rows are many."""
        if columns := self._columns(name):
            yield from answers_of(self.image, self._tree(name), name, columns, shape)

    def rows_as(self, name: str, shape: type[T]) -> Iterator[T]:
        """The same answers, row by row."""
        for answers in self.answers(name, shape):
            yield from answers.each()

    def by_rowid(self, name: str) -> dict[int, Row]:
        """A table's rows by their numbers."""
        return {row.rowid: row.at_rest() for row in self.rows(name)}

    def by(self, name: str, column: str) -> dict[int, list[Row]]:
        """A table's rows by a whole number in a column, in the order of their own numbers."""
        found: dict[int, list[Row]] = {}
        for row in self.rows(name):
            key = row.whole(column)
            if key is not None:
                found.setdefault(key, []).append(row.at_rest())
        return found

    def take_the_rest(self) -> None:
        """Follows every page that was not read, so that each is known by its holder."""
        for table in [*self.tables.values(), *self._others]:
            if table.name not in self.read_tables or table.is_index:
                Tree(self.image, self.holdings, table.root, table.name).walk()
        self._take_free_pages()
        if self.image.header.keeps_pointer_map:
            # One map page, then the pages it maps, five bytes each (fileformat2.html, section 1.8).
            for number in range(2, self.image.pages + 1, self.image.header.usable_bytes // 5 + 1):
                self.holdings.holder.setdefault(number, POINTER_MAP)

    def _list_tables(self) -> None:
        tree = Tree(self.image, self.holdings, 1, SCHEMA)
        for row in rows_of(self.image, tree, SCHEMA, _SCHEMA_COLUMNS):
            self._note(row)

    def _columns(self, name: str) -> Columns | None:
        """Those of a table that was not read yet; from now on it is."""
        table = self.tables.get(name)
        if table is None or name in self.read_tables:
            return None
        self.read_tables.add(name)
        try:
            return columns_of(table.statement)
        except Damaged:
            self.holdings.damaged.add(table.root)
            return None

    def _tree(self, name: str) -> Tree:
        return Tree(self.image, self.holdings, self.tables[name].root, name)

    def _note(self, row: Row) -> None:
        """Views and triggers have no pages; virtual tables have no first page. Neither is a table to read."""
        kind, name, root = row.text("type"), row.text("name") or "", row.whole("rootpage") or 0
        if kind not in ("table", "index") or root < 1:
            return
        table = Table(name, root, row.text("sql") or "", is_index=kind == "index")
        if table.is_index or name in self.tables:
            self._others.append(table)
        else:
            self.tables[name] = table

    def _take_free_pages(self) -> None:
        trunk = self.image.header.first_free_page
        while trunk and self.holdings.take(trunk, FREE):
            data = self.image.page(trunk)
            if not data:
                self.holdings.damaged.add(trunk)
                return
            count = min(int.from_bytes(data[4:8], "big"), len(data) // 4 - 2)
            for place in range(8, 8 + 4 * count, 4):
                self.holdings.take(int.from_bytes(data[place : place + 4], "big"), FREE)
            trunk = int.from_bytes(data[:4], "big")
