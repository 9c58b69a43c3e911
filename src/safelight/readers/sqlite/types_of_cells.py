"""What the lists of types of many cells say: of each column that is wanted, how it is stored and where."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from safelight.readers.sqlite.cells import Cells, Numbers, Yes

NOT_THERE = 1 << 14
"""Instead of a type: the row was written before the column was added. Types of more than two bytes are not read here:
texts as long do not fit a page of any usual size."""
_MORE = 0x80
_NOT_IN_USE = (10, 11)
_FIRST_BLOB = 12
_TOO_LARGE = 1 << 20


def _sizes() -> Numbers:
    sizes = np.maximum(np.arange(NOT_THERE + 1) - _FIRST_BLOB, 0) // 2
    sizes[:10] = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
    sizes[[*_NOT_IN_USE]] = _TOO_LARGE
    sizes[NOT_THERE] = 0
    return sizes


SIZES = _sizes()
"""Bytes of a value by its type."""


class Place(NamedTuple):
    """Of one column in each row: its type, and where its value starts."""

    types: Numbers
    starts: Numbers


def places_in(cells: Cells, columns: int, wanted: Collection[int]) -> tuple[dict[int, Place], Yes]:
    """By the number of the column, of a table that has so many; and which rows are out of the ordinary."""
    data, ends = cells.bytes_of, cells.values
    place, start = cells.types.copy(), cells.values.copy()
    is_odd = np.zeros(len(place), np.bool_)
    places: dict[int, Place] = {}
    for column in range(columns):
        types = data.take(place, mode="clip").astype(np.int64)
        is_there = place < ends
        if not is_there.any():
            break
        if not is_there.all():
            types[~is_there] = NOT_THERE
        place += is_there
        long = np.flatnonzero((types >= _MORE) & is_there)
        if len(long):
            more = data.take(place[long], mode="clip").astype(np.int64)
            is_odd[long[more >= _MORE]] = True
            types[long] = (types[long] & _MORE - 1) << 7 | more & _MORE - 1
            place[long] += 1
        if column in wanted:
            places[column] = Place(types, start.copy())
        start += SIZES.take(types)
    for column in set(wanted) - places.keys():
        places[column] = Place(np.full(len(place), NOT_THERE), start)
    is_odd |= (place != ends) | (start > cells.ends)
    return places, is_odd
