"""A description held against the table it is for."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from safelight.readers.entry_record import shown
from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.tables.described import Described
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.moment import clock_of, order_in
from safelight.readers.tables.pattern import PatternRefused
from safelight.readers.tables.row import Sheet, TableRow, nameless, names_in

_ROWS_FOR_WIDTH = 50


def names_of(sheet: Sheet, mapping: TableMapping) -> tuple[str, ...]:
    """The names of the columns, or their numbers where the table has no row of names."""
    if mapping.header_row:
        return names_in(sheet, mapping.header_row)
    width = max((len(row.fields) for row in islice(sheet.rows(), _ROWS_FOR_WIDTH)), default=0)
    return tuple(nameless(column) for column in range(width))


def lacking(names: Sequence[str], mapping: TableMapping) -> list[str]:
    """Columns that the description names and the table does not have."""
    return [column for column in mapping.columns if column not in names]


def fit(sheet: Sheet, mapping: TableMapping, hints: ReadingHints, path: str) -> Described:
    """The description, ready to make records of rows. Raises ``UnknownLayout`` where it does not fit."""
    names = names_of(sheet, mapping)
    if missing := lacking(names, mapping):
        message = (
            f"This table has no column {shown(missing)}, which the description of it names. In its place stand: "
            f"{shown(names)}. It is kept as it came. Describe this table again."
        )
        raise UnknownLayout(message)
    untimed = Described(mapping, names, _no_clock, hints, path)
    rows = (row for row in _before_damage(sheet) if row.number > mapping.header_row)
    # A date may begin in one column and end in the other.
    may_hold = _perhaps if mapping.clock else sheet.may_hold
    order = order_in((untimed.time_in(row) for row in rows), mapping, hints.date_order, may_hold)
    try:
        clock = clock_of(mapping, hints.zone, order)
    except PatternRefused as refused:
        raise UnknownLayout(str(refused)) from refused
    return Described(mapping, names, clock, hints, path)


def _before_damage(sheet: Sheet) -> Iterator[TableRow]:
    """Damage is told where the rows are read to become records, after those before it."""
    with suppress(UnknownLayout):
        yield from sheet.rows()


def _perhaps(_pattern: object) -> bool:
    return True


def _no_clock(_text: str) -> At:
    return NO_TIME
