"""Records put together by the column while they come."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

from safelight.records.columns import PARTS, Columns, narrowed, records_of
from safelight.records.record import Record
from safelight.records.runs import Stored, Texts

BATCH_RECORDS = 8_192
"""Four batches fill one row group of a table."""
BATCH_CHARACTERS = 8 * 1024 * 1024
"""A batch is full early where its texts are this long together."""

ALONE_RECORDS = 1_024
"""So many records that came by the column go as they came: among others they would be taken apart again."""

PIECE_RECORDS = 256
"""So few records are held as such: what one piece leaves free, the next one uses."""

Piece = Sequence[Record] | Columns
"""Some records, as they come from a reader."""


def records_in(piece: Piece) -> Iterable[Record]:
    """The records of a piece, one after the other."""
    return records_of(piece) if isinstance(piece, Columns) else piece


class Batch:
    """Takes records until it is full; ``taken`` gives all of them as columns, and it is empty again."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.rows = 0
        self._characters = 0
        self._alone: Columns | None = None
        """Columns that came first are given as they came, unless more comes."""
        self._columns: dict[str, list[Any]] = {name: [] for name in PARTS}
        self._filled = [(column.extend, attrgetter(name)) for name, column in self._columns.items()]

    @property
    def is_full(self) -> bool:
        """Whether it should be taken now."""
        if self._alone and self.rows >= ALONE_RECORDS:
            return True
        return self.rows >= BATCH_RECORDS or self._characters >= BATCH_CHARACTERS

    def has_room_for(self, piece: Piece) -> bool:
        """Whether it should not be taken before this piece is added."""
        return not (self.rows and isinstance(piece, Columns) and piece.rows >= ALONE_RECORDS)

    def add(self, piece: Piece) -> None:
        """Takes the next records."""
        alone, self._alone = self._alone, None
        if alone:
            self._append(alone)
        if isinstance(piece, Columns):
            self._add_columns(piece)
            texts: Sequence[str | None] = piece.text
        else:
            for extend, get in self._filled:
                extend(map(get, piece))
            self.rows += len(piece)
            texts = self._columns["text"][self.rows - len(piece) :]
        self._characters += _characters_in(texts)

    def _add_columns(self, columns: Columns) -> None:
        if self.rows:
            self._append(columns)
        else:
            self._alone = columns
        self.rows += columns.rows

    def _append(self, columns: Columns) -> None:
        for name, column in self._columns.items():
            column.extend(columns.each(getattr(columns, name)))

    def taken(self) -> Columns:
        """The columns of at least one record."""
        alone = self._alone
        given = {name: getattr(alone, name) for name in PARTS} if alone else self._columns
        columns = Columns(self.rows, *(narrowed(name, column) for name, column in given.items()))
        self._begin()
        return columns


def _characters_in(texts: Sequence[str | None]) -> int:
    """Or bytes, where these are what is known."""
    if isinstance(texts, Texts):
        return len(texts.run)
    return sum(map(len, texts.pieces if isinstance(texts, Stored) else filter(None, texts)))


def columns_of(records: Sequence[Record]) -> Columns:
    """The columns of at least one record."""
    batch = Batch()
    batch.add(records)
    return batch.taken()


def batches_of(records: Iterable[Record]) -> Iterator[Columns]:
    """All records in batches, in order."""
    left = iter(records)
    while some := list(islice(left, BATCH_RECORDS)):
        yield columns_of(some)
