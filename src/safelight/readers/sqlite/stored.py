"""One column of many rows as it is stored, and what it is taken for, without looking at each row where that can be.

Only of databases in UTF-8. Answers are what ``taking`` makes of each value alone.
"""

import math
import struct
from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from safelight.readers.sqlite.asked import Taken
from safelight.readers.sqlite.cells import MARGIN_BYTES, Cells, Numbers, Yes
from safelight.readers.sqlite.taking import LEAST_WRITTEN_OUT, MOST_WRITTEN_OUT, taken_for
from safelight.readers.sqlite.types_of_cells import NOT_THERE, SIZES, Place
from safelight.readers.sqlite.value import Value, as_utf8
from safelight.readers.sqlite.written import written_in, written_out
from safelight.records.runs import NO_TEXT, Shared, Texts

_NULL, _NOUGHT, _ONE, _REAL, _FIRST_BLOB = 0, 8, 9, 7, 12
_WORD_BITS, _WORD_BYTES = 64, 8
_NONE, _INTEGER, _REAL_STORED, _TEXT, _BLOB, _BLANK = range(6)
_NUMBERS = frozenset({_INTEGER, _REAL_STORED})
_REAL_BYTES = struct.Struct(">d")
_NULL_STANDS = 255
"""For null, among small numbers."""
_SOME, _FEW = 64, 16
"""Where so many texts are no more than these, most of the column are expected to be among them, too."""
_WRITTEN = (Taken.TEXT, Taken.PLAIN_TEXT)
UTF_8 = "utf-8"


def _families() -> npt.NDArray[np.uint8]:
    """By its type whether a value is null, a whole number, a fraction, text, a blob, or not there."""
    kinds = np.arange(NOT_THERE + 1)
    families = np.where(kinds < _FIRST_BLOB, _INTEGER, np.where(kinds % 2, _TEXT, _BLOB))
    families[_NULL], families[_REAL], families[NOT_THERE] = _NONE, _REAL_STORED, _BLANK
    return families.astype(np.uint8)


_FAMILIES = _families()
_SHIFTS = np.maximum(_WORD_BITS - 8 * SIZES[:_FIRST_BLOB], 0)


class Column(Protocol):
    """A column of a table, or the numbers of its rows."""

    def taken(self, taken: Taken) -> Sequence[Any]:
        """What is asked for of each row."""


class RowNumbers:
    """The column that is another name for the row's number."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def taken(self, taken: Taken) -> Sequence[Any]:
        """What is asked for of each row."""
        if taken in _WRITTEN:
            return written_out(self._numbers.tolist())
        numbers = array("q", self._numbers.tobytes())
        return numbers if taken is Taken.WHOLE else [taken_for(number, taken, UTF_8) for number in numbers]


class StoredColumn:
    """Values of any sort."""

    def __init__(self, cells: Cells, place: Place, blank: Value) -> None:
        """``blank`` is what rows hold that were written before the column was added."""
        self._cells = cells
        self._blank = blank
        self._types, self._starts = place
        counts = np.bincount(_FAMILIES.take(self._types), minlength=_BLANK + 1)
        if blank is None:
            counts[_BLANK] = 0
        self._families = frozenset(np.flatnonzero(counts).tolist()) - {_NONE}

    def taken(self, taken: Taken) -> Sequence[Any]:
        """What is asked for of each row."""
        found = self._as_text if taken in _WRITTEN else self._as_it_stands(taken)
        return self._each(taken) if found is None else found

    def _as_it_stands(self, taken: Taken) -> Sequence[Any] | None:
        """``None`` where they have to be looked at one by one."""
        if taken is Taken.WHOLE and self._families <= {_INTEGER}:
            return _numbers("q", self._integers, self._is_null)
        if taken is Taken.REAL and self._families <= _NUMBERS and np.isfinite(self._reals).all():
            return _numbers("d", self._reals, self._is_null)
        return self._bytes() if taken is Taken.BLOB and self._families <= {_BLOB} else None

    @cached_property
    def _as_text(self) -> Texts | Shared[str | None] | None:
        """The same of texts; whether what is mended is to be marked makes no difference to these."""
        if self._families <= {_TEXT}:
            return self._texts()
        if self._families <= {_INTEGER}:
            return self._few_written() or self._written()
        return self._written() if self._families <= _NUMBERS else None

    @cached_property
    def _is_null(self) -> Yes:
        nulls: Yes = (self._types == _NULL) | (self._types == NOT_THERE)
        return nulls

    @cached_property
    def _integers(self) -> Numbers:
        """Whole numbers; where something else is stored any number."""
        words = self._words(">i8").astype(np.int64)
        numbers: Numbers = words >> _SHIFTS.take(self._types, mode="clip")
        numbers[self._types == _NOUGHT] = 0
        numbers[self._types == _ONE] = 1
        return numbers

    @cached_property
    def _reals(self) -> npt.NDArray[np.float64]:
        """Numbers of either sort; nought where there is none."""
        numbers = np.where(self._is_null, 0, self._integers).astype(np.float64)
        if _REAL_STORED in self._families:
            numbers = np.where(self._types == _REAL, self._words(">f8"), numbers)
        return numbers

    def _words(self, kind: str) -> "npt.NDArray[Any]":
        """The eight bytes from where each value starts."""
        data = self._cells.data
        every = np.ndarray(len(data) - _WORD_BYTES + 1, kind, data, strides=(1,))
        return every[np.minimum(self._starts, len(data) - MARGIN_BYTES)]

    def _texts(self) -> Texts | Shared[str | None] | None:
        """``None`` where any is no text in UTF-8."""
        texts = self._bytes()
        try:
            if not self._is_null.any() and len(set(texts[:_SOME])) <= _FEW:
                return _shared(texts)
            lengths = np.where(self._is_null, NO_TEXT, SIZES.take(self._types))
            return Texts(b"".join(texts), lengths.astype(np.int32))
        except ValueError:
            return None

    def _bytes(self) -> list[bytes]:
        """Texts and blobs as stored, nothing for a null."""
        data, ends = self._cells.data, self._starts + SIZES.take(self._types)
        return [data[start:end] for start, end in zip(self._starts.tolist(), ends.tolist(), strict=True)]

    def _few_written(self) -> Shared[str | None] | None:
        """Small numbers, as most that say of what kind something is; ``None`` for any other."""
        numbers = np.where(self._is_null, 0, self._integers)
        if numbers.min() < 0 or numbers.max() >= _NULL_STANDS:
            return None
        numbers[self._is_null] = _NULL_STANDS
        used = np.flatnonzero(np.bincount(numbers))
        places = np.zeros(_NULL_STANDS + 1, np.uint32)
        places[used] = np.arange(len(used))
        values = [None if number == _NULL_STANDS else str(number) for number in used.tolist()]
        return Shared(values, array("I", places[numbers].tobytes()))

    def _written(self) -> Texts | None:
        """Numbers as Python writes them; ``None`` where that would need an exponent."""
        present = np.flatnonzero(~self._is_null)
        numbers: list[float] = self._integers[present].tolist()
        if _REAL_STORED in self._families:
            is_real = self._types[present] == _REAL
            reals = self._reals[present]
            if not ((reals >= LEAST_WRITTEN_OUT) & (reals < MOST_WRITTEN_OUT) | ~is_real).all():
                return None
            for place in np.flatnonzero(is_real).tolist():
                numbers[place] = float(reals[place])
        return written_in(present, len(self._types), numbers)

    def _each(self, taken: Taken) -> list[Any]:
        """Looked at one by one."""
        return [taken_for(self._value(row), taken, UTF_8) for row in range(len(self._types))]

    def _value(self, row: int) -> Value:
        kind, start, data = int(self._types[row]), int(self._starts[row]), self._cells.data
        family = int(_FAMILIES[kind])
        if family == _BLANK:
            return self._blank
        if family == _INTEGER:
            return int(self._integers[row])
        if family == _REAL_STORED:
            (real,) = _REAL_BYTES.unpack_from(data, start)
            return None if math.isnan(real) else float(real)
        raw = data[start : start + int(SIZES[kind])]
        return as_utf8(raw) if family == _TEXT else (raw if family == _BLOB else None)


def _shared(texts: Sequence[bytes]) -> Shared[str | None]:
    """Each text once. Raises ``ValueError`` where any is no text in UTF-8."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return Shared(list(map(bytes.decode, numbers)), array("I", map(numbers.__getitem__, texts)))


def _numbers(kind: str, values: "npt.NDArray[Any]", is_null: Yes) -> Sequence[Any]:
    """As an array where all are there."""
    if not is_null.any():
        return array(kind, values.tobytes())
    numbers: list[Any] = values.tolist()
    for row in np.flatnonzero(is_null).tolist():
        numbers[row] = None
    return numbers
