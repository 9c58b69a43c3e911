"""Many rows answered at once, from the pages they stand on; those out of the ordinary are left to be read singly."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

import numpy as np

from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found, Sheet, Taken
from safelight.readers.sqlite.cells import Cells, cells_on
from safelight.readers.sqlite.image import Image
from safelight.readers.sqlite.plan import Plan
from safelight.readers.sqlite.stored import UTF_8, Column, RowNumbers, StoredColumn
from safelight.readers.sqlite.taking import taken_for
from safelight.readers.sqlite.together import extras_of
from safelight.readers.sqlite.tree import Node
from safelight.readers.sqlite.types_of_cells import Place, places_in

ENOUGH_ROWS = 8_192
"""As many as go to the other process together."""
ENOUGH_BYTES = 4 * 1024 * 1024
_FEW = 8
"""Where of so many pages one is out of the ordinary, the others gain nothing by being read together."""
_WORTH_IT_ROWS = 256
"""Fewer between two pages out of the ordinary are read singly as quickly."""

T = TypeVar("T", bound=Found)


class AtOnce(Generic[T]):
    """Of one table, in UTF-8."""

    def __init__(self, image: Image, table: str, plan: Plan, shape: type[T]) -> None:
        self._image = image
        self._table = table
        self._plan = plan
        self._shape = shape

    def answers(self, leaves: Sequence[Node]) -> Iterator[tuple[Sequence[Node], Answers[T] | None]]:
        """Those of the rows on these pages, in order; or pages that have to be read singly."""
        odd, answers = self._looked_at(leaves)
        if answers or odd.count(True) * _FEW > len(leaves):
            yield leaves, answers
            return
        for is_odd, some in groupby(zip(odd, leaves, strict=True), itemgetter(0)):
            run = [leaf for _, leaf in some]
            is_worth_it = not is_odd and sum(len(leaf.pointers) for leaf in run) >= _WORTH_IT_ROWS
            yield run, self._looked_at(run)[1] if is_worth_it else None

    def _looked_at(self, leaves: Sequence[Node]) -> tuple[list[bool], Answers[T] | None]:
        """Which pages are out of the ordinary; the answers where none is."""
        sheets = [Sheet(*self._image.place(leaf.number), self._table) for leaf in leaves]
        usable = self._image.header.usable_bytes
        cells, pages, odd = cells_on(leaves, usable)
        places, is_odd = places_in(cells, len(self._plan.columns.place), self._plan.wanted)
        odd[pages[is_odd]] = True
        odd |= np.fromiter((sheet.is_in_log for sheet in sheets), np.bool_, len(sheets))
        if odd.any() or not len(pages):
            return odd.tolist(), None
        above = (
            np.fromiter((sheet.offset for sheet in sheets), np.int64, len(sheets))
            - np.arange(len(sheets)) * usable
        )
        stands = (
            array("q", cells.rowids.tobytes()),
            array("q", (cells.starts + above[pages]).tobytes()),
            array("q", (cells.ends - cells.starts).tobytes()),
            list(map(sheets.__getitem__, pages.tolist())),
        )
        columns: list[Sequence[Any]] = [*stands, *self._answered(cells, places)]
        names = self._shape.__struct_fields__
        answers = Answers(self._shape, len(pages), dict(zip(names, columns, strict=True)), is_in_log=False)
        return odd.tolist(), answers

    def _answered(self, cells: Cells, places: Mapping[int, Place]) -> Iterator[Sequence[Any]]:
        """A column for each question, and one for what is asked for together."""
        rows = len(cells.rowids)
        columns = self._columns(cells, places)
        for name, taken in self._plan.questions.each:
            column = columns.get(name)
            yield column.taken(taken) if column else [taken_for(None, taken, UTF_8)] * rows
        said = self._plan.questions.said
        if said is not None:
            wanted = ((title, columns[name]) for name, title in said.items() if name in columns)
            yield extras_of(rows, {title: column.taken(Taken.PLAIN_TEXT) for title, column in wanted})

    def _columns(self, cells: Cells, places: Mapping[int, Place]) -> dict[str, Column]:
        """Those of the table that are wanted, by their names."""
        known = self._plan.columns
        columns: dict[str, Column] = {}
        for name in self._plan.uses:
            if name in known.place and name == known.rowid:
                columns[name] = RowNumbers(cells.rowids)
            elif name in known.place:
                column = known.place[name]
                columns[name] = StoredColumn(cells, places[column], known.blank[column])
        return columns
