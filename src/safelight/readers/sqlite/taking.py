"""How a value that was unpacked becomes what a reader takes it for. Text in the usual encoding is decoded in one
step, which stops at bytes that are no text: whoever takes it mends them then (see ``layout``).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from functools import partial
from typing import Any, TypeAlias

from msgspec import json

from safelight.readers.sqlite.asked import Taken
from safelight.readers.sqlite.value import (
    Value,
    as_text,
    as_utf8,
    blob_of,
    plain_text_of,
    real_of,
    text_of,
    whole_of,
)

Take: TypeAlias = Callable[[Any], Any]


LEAST_WRITTEN_OUT, MOST_WRITTEN_OUT = 1e-3, 1e15
"""Between these neither Python nor JSON writes an exponent."""


class Stored(Enum):
    """What sort of value a list of types says is stored."""

    INTEGER = auto()
    REAL = auto()
    TEXT = auto()
    BLOB = auto()


_AS_IT_IS = frozenset(
    {
        (Taken.AS_STORED, Stored.INTEGER),
        (Taken.AS_STORED, Stored.BLOB),
        (Taken.WHOLE, Stored.INTEGER),
        (Taken.BLOB, Stored.BLOB),
    }
)


def _number(number: float) -> float | None:
    """A number that is none reads as null, as SQLite itself reads it."""
    return None if math.isnan(number) else number


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _written(number: float) -> str | None:
    return None if math.isnan(number) else str(number)


def _written_unless_nought(number: float) -> str | None:
    return str(number) if number and not math.isnan(number) else None


_AT_ONCE: Mapping[tuple[Taken, Stored], Take] = {
    (Taken.TEXT, Stored.INTEGER): str,
    (Taken.PLAIN_TEXT, Stored.INTEGER): str,
    (Taken.REAL, Stored.INTEGER): float,
    (Taken.AS_STORED, Stored.REAL): _number,
    (Taken.REAL, Stored.REAL): _finite,
    (Taken.TEXT, Stored.REAL): _written,
    (Taken.PLAIN_TEXT, Stored.REAL): _written_unless_nought,
}
_TEXTS = (Taken.AS_STORED, Taken.TEXT, Taken.PLAIN_TEXT)


def take_of(taken: Taken, stored: Stored, encoding: str) -> Take | None:
    """``None`` where the value is taken as it is."""
    if (taken, stored) in _AS_IT_IS:
        return None
    if (taken, stored) in _AT_ONCE:
        return _AT_ONCE[taken, stored]
    if stored is Stored.TEXT and taken in _TEXTS and encoding == "utf-8":
        return bytes.decode
    return partial(_taken, _read(stored, encoding), _meant(taken, encoding))


def all_taken(take: Take, values: Sequence[Any]) -> Sequence[Any]:
    """The same of many values that are stored alike."""
    if take in _MANY_AT_ONCE:
        return _MANY_AT_ONCE[take](values)
    try:
        return list(map(take, values))
    except UnicodeDecodeError:
        return list(map(as_utf8, values))


def taken_for(value: Value, taken: Taken, encoding: str) -> Any:
    """A value that stands in no row: a constant, or what a column added later holds."""
    return _meant(taken, encoding)(value)


def _all_written(numbers: Sequence[int]) -> list[str]:
    """Whole numbers written at once take half the time."""
    return json.encode(numbers).decode()[1:-1].split(",")


def _all_fractions_written(numbers: Sequence[float]) -> list[str | None]:
    """As Python writes them, in a quarter of the time, where neither of the two writes an exponent."""
    if min(numbers) >= LEAST_WRITTEN_OUT and max(numbers) < MOST_WRITTEN_OUT:
        written = json.encode(numbers).decode()[1:-1].split(",")
        if "null" not in written:
            return [*written]
    return list(map(_written, numbers))


def _all_fractions_written_unless_nought(numbers: Sequence[float]) -> list[str | None]:
    if 0.0 in numbers:
        return list(map(_written_unless_nought, numbers))
    return _all_fractions_written(numbers)


_MANY_AT_ONCE: Mapping[Take, Callable[[Sequence[Any]], Sequence[Any]]] = {
    str: _all_written,
    _written: _all_fractions_written,
    _written_unless_nought: _all_fractions_written_unless_nought,
}


def _taken(read: Take, meant: Take, raw: Any) -> Any:
    return meant(read(raw))


def _read(stored: Stored, encoding: str) -> Take:
    if stored is Stored.TEXT:
        return partial(as_text, encoding=encoding)
    return _number if stored is Stored.REAL else _same


def _meant(taken: Taken, encoding: str) -> Take:
    if taken is Taken.TEXT:
        return partial(text_of, encoding=encoding)
    if taken is Taken.PLAIN_TEXT:
        return partial(plain_text_of, encoding=encoding)
    return {Taken.AS_STORED: _same, Taken.WHOLE: whole_of, Taken.REAL: real_of, Taken.BLOB: blob_of}[taken]


def _same(value: Any) -> Any:
    return value
