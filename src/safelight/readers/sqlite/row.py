"""One row of a table: its values, decoded only when they are asked for, and where it stands."""

from collections.abc import Mapping
from typing import Any, Self

from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.layout import Layout
from safelight.readers.sqlite.together import NOUGHTS
from safelight.readers.sqlite.value import Value, blob_of, plain_text_of, real_of, text_of, whole_of


class Row(Found):
    """Values by column name. A column that the table does not have reads as ``None``, as a null does."""

    _places: Mapping[str, int]
    _encoding: str
    _layout: Layout
    _data: bytes
    _start: int
    _values: tuple[Any, ...] | None = None

    def at_rest(self) -> Self:
        """The same row, kept small: rows held in their thousands find their values anew when they are asked."""
        self._values = None
        return self

    def value(self, name: str) -> Value:
        """As stored; a column added later reads as its default."""
        place = self._places.get(name)
        if place is None:
            return None
        value: Value = (self._values or self._answers())[place]
        return value

    def _answers(self) -> tuple[Any, ...]:
        """Every value by its place, found once."""
        self._values = values = self._layout.answers(self._data, self._start, self.rowid)
        return values

    def text(self, name: str) -> str | None:
        """Text as stored. Bytes where text should be are decoded; a number is written out."""
        place = self._places.get(name)
        value = None if place is None else (self._values or self._answers())[place]
        return value if value is None or isinstance(value, str) else text_of(value, self._encoding)

    def blob(self, name: str) -> bytes:
        """Bytes as stored; empty where there are none."""
        return blob_of(self.value(name))

    def real(self, name: str) -> float | None:
        """A finite number, also where it was stored as text."""
        return real_of(self.value(name))

    def whole(self, name: str) -> int | None:
        """A whole number, also where it was stored as text or with a fraction."""
        place = self._places.get(name)
        value = None if place is None else (self._values or self._answers())[place]
        return value if value is None or isinstance(value, int) else whole_of(value)

    def said(self, names: Mapping[str, str]) -> dict[str, str]:
        """What columns say, by the given names; nulls, noughts and empty texts are left out."""
        found = {}
        places, values = self._places, self._values or self._answers()
        for column, name in names.items():
            place = places.get(column)
            if place is not None and (value := values[place]):
                text = value if type(value) is str else plain_text_of(value, self._encoding)
                if text and text not in NOUGHTS:
                    found[name] = text
        return found
