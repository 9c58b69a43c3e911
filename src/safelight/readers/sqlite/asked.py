"""What a reader asks of the rows of a table: a class with a field for each value.

A field's type says what its value is taken for: ``int | None``, ``float | None``, ``str | None`` or ``bytes``. Its
name is the column's, or ``Annotated`` gives the column: ``Annotated[str | None, "timestamp"]``. A column that a
table does not have reads as ``None``, as a null does. The last field may be ``Annotated[dict[str, str], names]``:
what several columns say, by the names given for them, without nulls, noughts and empty texts.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec


class Sheet(msgspec.Struct, frozen=True, gc=False):
    """What the rows on one page share."""

    member: str
    offset: int
    """Of the page, in the member."""
    is_in_log: bool
    table: str


class Found(msgspec.Struct, gc=False, eq=False):
    """A row of a table, and where its cell stands: what overflows to further pages is not counted."""

    rowid: int
    offset: int
    length: int
    sheet: Sheet

    @property
    def pointer(self) -> str:
        """The row, by the name of its table and its number."""
        return f"{self.sheet.table}/{self.rowid}"


class Taken(Enum):
    """What a stored value is taken for."""

    AS_STORED = auto()
    WHOLE = auto()
    REAL = auto()
    TEXT = auto()
    BLOB = auto()
    PLAIN_TEXT = auto()
    """Text in which what was mended is not marked."""


class Question(NamedTuple):
    """One value that is asked for."""

    column: str
    taken: Taken


class Questions(NamedTuple):
    """All that is asked of a row."""

    each: tuple[Question, ...]
    said: Mapping[str, str] | None = None
    """Columns whose texts are asked for together, by the names they are given."""


_STAND = len(Found.__struct_fields__)
_TAKEN = {int: Taken.WHOLE, float: Taken.REAL, str: Taken.TEXT, bytes: Taken.BLOB}


@lru_cache(maxsize=64)
def questions_of(shape: type[Found]) -> Questions:
    """What the fields of this class ask; raises ``KeyError`` for a type that nothing is taken for."""
    hints = get_type_hints(shape, include_extras=True)
    each: list[Question] = []
    for name in shape.__struct_fields__[_STAND:]:
        kind, column = _unwrapped(hints[name], name)
        if isinstance(column, Mapping):
            return Questions(tuple(each), column)
        (plain,) = {*(get_args(kind) or (kind,))} - {NoneType}
        each.append(Question(column, _TAKEN[plain]))
    return Questions(tuple(each))


def as_stored(names: Iterable[str]) -> Questions:
    """The values of these columns alone, as they are stored."""
    return Questions(tuple(Question(name, Taken.AS_STORED) for name in names))


def _unwrapped(hint: Any, name: str) -> tuple[Any, Any]:
    if get_origin(hint) is Annotated:
        kind, column = get_args(hint)
        return kind, column
    return hint, name
