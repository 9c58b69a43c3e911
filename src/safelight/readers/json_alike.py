"""Columns of rows of which many say the same: what depends on a key alone is made once for each key."""

from array import array
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from safelight.records.runs import Shared

T = TypeVar("T")
U = TypeVar("U")
_NUMBER_BYTES = 4


class Alike(Generic[T]):
    """Rows by their keys, with something of each row that is the same wherever the key is."""

    def __init__(self, keys: Sequence[Hashable], values: Sequence[T]) -> None:
        one_of_each = dict(zip(keys, values, strict=True))
        numbers = {key: number for number, key in enumerate(one_of_each)}
        self.values = list(one_of_each.values())
        self._numbers = array("I", map(numbers.__getitem__, keys))

    def column(self, of: Callable[[T], U]) -> Shared[U]:
        """What is made of each value, for every row."""
        return Shared(list(map(of, self.values)), self._numbers)


def everywhere(said: T, rows: int) -> Shared[T]:
    """The same for so many rows."""
    return Shared([said], array("I", bytes(_NUMBER_BYTES * rows)))
