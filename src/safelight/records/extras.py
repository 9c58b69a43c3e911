"""What else records say, by the column: the same names for all of them, and texts that may be missing."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias, overload

from safelight.records.runs import Shared, Texts

Words: TypeAlias = Texts | Shared[str | None]
_NOTHING: Mapping[int, dict[str, str]] = MappingProxyType({})


class Extras(Sequence[dict[str, str]]):
    """For each row the names and texts of the columns that say anything there, in the order of the columns."""

    def __init__(
        self, rows: int, columns: Mapping[str, Words], apart: Mapping[int, dict[str, str]] = _NOTHING
    ) -> None:
        """``apart`` are rows that say something else instead.

        Raises ``ValueError`` where these are not columns of so many rows.
        """
        self.columns, self.apart = columns, apart
        self._rows = rows
        lengths = set(map(len, columns.values()))
        if lengths - {rows} or not all(0 <= row < rows for row in apart):
            raise ValueError("What else records say does not fit them.")

    def with_others(self, places: Sequence[int], others: Sequence[dict[str, str]]) -> "Extras":
        """Something else in these places."""
        return Extras(self._rows, self.columns, {**self.apart, **dict(zip(places, others, strict=True))})

    def with_column(self, name: str, column: Words) -> "Extras":
        """One column more."""
        return Extras(self._rows, {**self.columns, name: column}, self.apart)

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[dict[str, str]]:
        names, columns = tuple(self.columns), self.columns.values()
        each = zip(*columns, strict=True) if columns else iter([()] * self._rows)
        for row, texts in enumerate(each):
            said = zip(names, texts, strict=True)
            own = {name: text for name, text in said if text is not None}
            yield dict(self.apart.get(row, own))

    @overload
    def __getitem__(self, row: int) -> dict[str, str]: ...
    @overload
    def __getitem__(self, row: slice) -> list[dict[str, str]]: ...
    def __getitem__(self, row: int | slice) -> dict[str, str] | list[dict[str, str]]:
        if isinstance(row, slice):
            return [self[one] for one in range(self._rows)[row]]
        row = range(self._rows)[row]
        if row in self.apart:
            return dict(self.apart[row])
        said = ((name, column[row]) for name, column in self.columns.items())
        return {name: text for name, text in said if text is not None}
