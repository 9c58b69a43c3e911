"""What a class asks of many rows of a table, answered by the column."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from safelight.readers.sqlite.asked import Found

T = TypeVar("T", bound=Found)


class Answers(msgspec.Struct, Generic[T], frozen=True, eq=False):
    """Some rows in the order of their numbers; of each field of ``shape`` a column that is as long."""

    shape: type[T]
    rows: int
    columns: dict[str, Sequence[Any]]
    is_in_log: bool
    """Whether the newest version of any of them stands in the log."""

    def __getitem__(self, name: str) -> Sequence[Any]:
        """The column of a field."""
        return self.columns[name]

    def row(self, place: int) -> T:
        """One of them."""
        return self.shape(*(column[place] for column in self.columns.values()))

    def each(self) -> Iterator[T]:
        """All of them."""
        return map(self.shape, *self.columns.values())
