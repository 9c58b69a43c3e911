"""The SQLite file behind the ledger: rows that can be added, never changed or taken away."""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from safelight.evidence.ledger_nodes import LedgerNodes
from safelight.evidence.merkle import Node

BUSY_SECONDS = 10.0
BATCH = 4096
_LEAVES = "SELECT leaf FROM entry WHERE position BETWEEN ? AND ? ORDER BY position"
_LEAF_HASHES = "SELECT hash FROM node WHERE level = 0 AND position BETWEEN ? AND ? ORDER BY position"

_TABLES = """
CREATE TABLE IF NOT EXISTS entry (
    position INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL,
    leaf BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_by_case ON entry (case_id, position) WHERE case_id <> '';
CREATE TABLE IF NOT EXISTS node (
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (level, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checkpoint (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS cosignature (
    size INTEGER NOT NULL,
    name TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (size, name)
);
CREATE TRIGGER IF NOT EXISTS entry_at_the_end BEFORE INSERT ON entry
WHEN NEW.position <> (SELECT coalesce(max(position) + 1, 0) FROM entry)
BEGIN SELECT RAISE(ABORT, 'The ledger only grows at its end.'); END;
"""

_REFUSALS = "".join(
    f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'The ledger refuses {verb}.'); END;\n"
    for table in ("entry", "node", "checkpoint", "cosignature")
    for verb in ("UPDATE", "DELETE")
)

_TRIGGERS = (_TABLES + _REFUSALS).count("CREATE TRIGGER")


class LedgerFile:
    """One connection to the file. Not for two threads at once: the ledger holds a lock around it."""

    def __init__(self, path: Path) -> None:
        """Opens the file, making it (readable by its account alone) where it is not there yet."""
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        self.process = os.getpid()
        self._path = path
        self._identity = _identity(path)
        self._connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        self.nodes = LedgerNodes(self._connection)
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "recursive_triggers=ON", "trusted_schema=OFF"):
            self._connection.execute(f"PRAGMA {pragma}")
        if (
            self._connection.execute("SELECT count(*) FROM sqlite_schema WHERE type='trigger'").fetchone()[0]
            < _TRIGGERS
        ):
            self._connection.executescript("BEGIN IMMEDIATE;" + _TABLES + _REFUSALS + "COMMIT;")

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that excludes other writers; on disk when it ends without an error."""
        self._check_not_replaced()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside stands as it was at one moment."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def _check_not_replaced(self) -> None:
        # SQLite would go on writing into a file that was deleted or exchanged, and every entry would be lost.
        if _identity(self._path) != self._identity:
            raise OSError("the ledger's file was moved or replaced while it was in use")

    def size(self) -> int:
        """How many entries there are."""
        (last,) = self._connection.execute("SELECT max(position) FROM entry").fetchone()
        return 0 if last is None else last + 1

    def node(self, level: int, index: int) -> bytes:
        """See ``merkle.Nodes``."""
        return self.nodes.node(level, index)

    def add(self, entries: Iterable[tuple[int, str, bytes]], nodes: Iterable[Node]) -> None:
        """Adds entries (index, case, leaf) and the nodes they bring."""
        self._connection.executemany("INSERT INTO entry (position, case_id, leaf) VALUES (?, ?, ?)", entries)
        self._connection.executemany("INSERT INTO node (level, position, hash) VALUES (?, ?, ?)", nodes)

    def batches(self) -> Iterator[tuple[list[bytes], list[bytes]]]:
        """Every entry in order, many at a time: leaves, and the hashes stored for the same places.

        A batch is shorter than ``BATCH``, other than at the end, where something is missing.
        """
        for start in range(0, self.size(), BATCH):
            places = (start, start + BATCH - 1)
            yield (
                [leaf for (leaf,) in self._connection.execute(_LEAVES, places)],
                [value for (value,) in self._connection.execute(_LEAF_HASHES, places)],
            )

    def first(self) -> int:
        """The place of the first entry, which is 0 unless somebody made room before it."""
        (lowest,) = self._connection.execute("SELECT min(position) FROM entry").fetchone()
        return int(lowest or 0)

    def leaves(self) -> Iterator[tuple[int, bytes, bytes | None]]:
        """Every entry in order: index, leaf, and its stored hash if there is one."""
        yield from self._connection.execute(
            "SELECT entry.position, CAST(leaf AS BLOB), CAST(hash AS BLOB) FROM entry "
            "LEFT JOIN node ON node.level = 0 AND node.position = entry.position ORDER BY entry.position"
        )

    def size_of_tree(self) -> int:
        """How many leaf hashes the stored tree has; the same as ``size`` unless somebody took entries away."""
        (last,) = self._connection.execute("SELECT max(position) FROM node WHERE level = 0").fetchone()
        return 0 if last is None else last + 1

    def leaf(self, index: int) -> bytes | None:
        """The stored bytes of one entry."""
        row = self._connection.execute("SELECT leaf FROM entry WHERE position = ?", (index,)).fetchone()
        return None if row is None else bytes(row[0])

    def holding(self, part: bytes) -> list[bytes]:
        """The leaves that hold some bytes, oldest first; reads through all of them."""
        query = "SELECT leaf FROM entry WHERE instr(leaf, ?) > 0 ORDER BY position"
        return [row[0] for row in self._connection.execute(query, (part,))]

    def page(self, first: int, limit: int, *, newest_first: bool) -> list[bytes]:
        """Up to ``limit`` leaves, going up (or down) from the entry at ``first``."""
        query = (
            "SELECT leaf FROM entry WHERE position <= ? ORDER BY position DESC LIMIT ?"
            if newest_first
            else "SELECT leaf FROM entry WHERE position >= ? ORDER BY position LIMIT ?"
        )
        return [row[0] for row in self._connection.execute(query, (first, limit))]

    def case_page(self, case: str, start: int, limit: int, *, newest_first: bool) -> list[bytes]:
        """Up to ``limit`` leaves of one case, after leaving out the first ``start``."""
        order = "DESC" if newest_first else "ASC"
        query = (
            f"SELECT leaf FROM entry WHERE case_id = ? AND case_id <> '' "  # noqa: S608 - one of two literals
            f"ORDER BY position {order} LIMIT ? OFFSET ?"
        )
        return [row[0] for row in self._connection.execute(query, (case, limit, start))]

    def case_count(self, case: str) -> int:
        """How many entries a case has."""
        query = "SELECT count(*) FROM entry WHERE case_id = ? AND case_id <> ''"
        (count,) = self._connection.execute(query, (case,)).fetchone()
        return int(count)

    def last_checkpoint(self) -> str | None:
        """The newest checkpoint ever signed here."""
        row = self._connection.execute("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1").fetchone()
        return None if row is None else str(row[0])

    def checkpoints(self) -> list[str]:
        """All checkpoints signed here, oldest first."""
        return [row[0] for row in self._connection.execute("SELECT note FROM checkpoint ORDER BY size")]

    def checkpoint_of(self, size: int) -> str | None:
        """The checkpoint that was signed over so many entries."""
        row = self._connection.execute("SELECT note FROM checkpoint WHERE size = ?", (size,)).fetchone()
        return None if row is None else str(row[0])

    def cosignatures(self, size: int) -> list[str]:
        """The lines that witnesses put under the checkpoint of a size."""
        query = "SELECT line FROM cosignature WHERE size = ? ORDER BY name"
        return [row[0] for row in self._connection.execute(query, (size,))]

    def last_seen(self, witness: str) -> int:
        """The size of the newest checkpoint that a witness signed; 0 where it signed none."""
        query = "SELECT max(size) FROM cosignature WHERE name = ?"
        (size,) = self._connection.execute(query, (witness,)).fetchone()
        return int(size or 0)

    def newest_cosignatures(self) -> list[tuple[int, str]]:
        """For each witness, by name, the size of the newest checkpoint that it signed and its line there."""
        query = "SELECT max(size), line FROM cosignature GROUP BY name ORDER BY name"
        return [(int(size), line) for size, line in self._connection.execute(query)]

    def add_cosignature(self, size: int, name: str, line: str) -> None:
        """Keeps what a witness signed; the first of a size stays."""
        values = (size, name, line)
        self._connection.execute("INSERT OR IGNORE INTO cosignature (size, name, line) VALUES (?, ?, ?)", values)

    def add_checkpoint(self, size: int, note: str) -> None:
        """Keeps a checkpoint that was signed."""
        self._connection.execute("INSERT INTO checkpoint (size, note) VALUES (?, ?)", (size, note))


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
