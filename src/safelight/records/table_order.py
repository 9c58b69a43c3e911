"""Putting the rows of a large table in order with only a few row groups of it in memory at once."""

from collections.abc import Iterable, Iterator

import polars as pl
import pyarrow as pa

from safelight.records.schema import ROW_GROUP_ROWS, SCHEMA
from safelight.records.table_parquet import squeezed, unsqueezed

ROOM_BYTES = 40 * 1024 * 1024
"""What rows may take in memory that are not compressed: a hundred thousand messages fit."""
_PIECE_BYTES = 8 * 1024 * 1024
"""What is cut at once of more rows than that."""

_ROW = SCHEMA.field("row")


def in_order(pieces: Iterable[pa.Table], rows: pl.Series) -> Iterator[pa.Table]:
    """Row groups in order. ``rows`` gives for each row of the pieces together the number it will have.

    Each piece is cut once by the row groups its rows belong to, so the work grows with the rows and not with
    how far they are out of order.
    """
    groups: list[list[bytes]] = [[] for _ in range(0, len(rows), ROW_GROUP_ROWS)]
    first = 0
    for piece in _as_large_as_may_be(pieces):
        if piece.num_rows == len(rows):
            yield from _gathered(piece, rows)
            return
        numbers = rows.slice(first, piece.num_rows)
        first += piece.num_rows
        for number, part in _cut(_sorted(piece, numbers)):
            groups[number].append(squeezed(part))
    groups.reverse()
    while groups:
        group = pa.concat_tables(map(unsqueezed, groups.pop()))
        yield _sorted(group, pl.Series(group.column("row")))


def _gathered(whole: pa.Table, rows: pl.Series) -> Iterator[pa.Table]:
    """Row groups of all rows there are, each gathered when it is asked for: the one before is written meanwhile."""
    order, whole = rows.arg_sort(), whole.combine_chunks()
    for first in range(0, len(rows), ROW_GROUP_ROWS):
        group = whole.take(order.slice(first, ROW_GROUP_ROWS).to_arrow())
        numbers = pl.int_range(first, first + group.num_rows, dtype=pl.UInt32, eager=True)
        yield group.set_column(0, _ROW, numbers.to_arrow())


def _as_large_as_may_be(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Neighbours put together: first as many as there is room for, which may be all, then less at once."""
    most = ROOM_BYTES
    together: list[pa.Table] = []
    for piece in pieces:
        if together and sum(one.nbytes for one in together) + piece.nbytes > most:
            yield pa.concat_tables(together)
            together, most = [], _PIECE_BYTES
        together.append(piece)
    if together:
        yield pa.concat_tables(together)


def _sorted(piece: pa.Table, numbers: pl.Series) -> pa.Table:
    order = numbers.arg_sort()
    return piece.set_column(0, _ROW, numbers.cast(pl.UInt32).to_arrow()).take(order.to_arrow())


def _cut(piece: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    """The piece cut where another row group begins, each part with the number of its row group."""
    number = pl.Series(piece.column("row")) // ROW_GROUP_ROWS
    runs = number.rle().struct.unnest()
    first = 0
    for length, group in runs.iter_rows():
        yield group, piece.slice(first, length)
        first += length
