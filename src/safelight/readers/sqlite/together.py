"""What several columns of a row say, by their names and together."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import TypeGuard

import numpy as np

from safelight.readers.sqlite.value import Mended
from safelight.records.extras import Extras, Words
from safelight.records.runs import NO_TEXT, Shared
from safelight.records.runs import Texts as Run

NOUGHTS = ("0", "0.0")

Texts = Sequence[str | None]


def said_together(columns: Sequence[tuple[str, Texts]], rows: int) -> list[dict[str, str]]:
    """For each row what its columns say, without nulls, noughts and empty texts."""
    names = [name for name, _ in columns]
    texts = [_plain(column) for _, column in columns]
    if not names:
        return [{} for _ in range(rows)]
    full = [column for column in texts if _is_full(column)]
    if len(full) == len(texts):
        return _of_full(names, full)
    return [
        {name: text for name, text in zip(names, row, strict=True) if text and text not in NOUGHTS}
        for row in zip(*texts, strict=True)
    ]


def extras_of(rows: int, columns: Mapping[str, Texts]) -> Extras:
    """The same of columns that stay columns."""
    return Extras(rows, {name: _without_noughts(column) for name, column in columns.items()})


def _without_noughts(column: Texts) -> Words:
    """Nothing instead of texts that are empty or say nought."""
    if isinstance(column, Shared):
        return Shared([text if text and text not in NOUGHTS else None for text in column.values], column.numbers)
    run = column if isinstance(column, Run) else Run.of(column)
    nought = run.lengths == 0
    data = np.frombuffer(run.run or b" ", np.uint8)
    for text in map(str.encode, NOUGHTS):
        places = np.flatnonzero(run.lengths == len(text))
        for place, letter in enumerate(text):
            places = places[data[run.starts[places] + place] == letter]
        nought[places] = True
    if not nought.any():
        return run
    left = [text for text, is_nought in zip(run.encoded(), nought.tolist(), strict=True) if not is_nought]
    return Run(b"".join(left), np.where(nought, np.int32(NO_TEXT), run.lengths))


def _is_full(column: Texts) -> TypeGuard[Sequence[str]]:
    """Whether every row says something there."""
    return all(column) and not any(nought in column for nought in NOUGHTS)


def _of_full(names: Sequence[str], columns: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """A literal makes a dictionary in half the time, and one that is copied needs no more room made for it."""
    if len(names) == 1:
        (a,) = names
        return [{a: one} for one in columns[0]]
    if len(names) == 2:
        a, b = names
        return [{a: one, b: two} for one, two in zip(*columns, strict=True)]
    if len(names) == 3:
        a, b, c = names
        return [{a: one, b: two, c: three} for one, two, three in zip(*columns, strict=True)]
    said = list(map(dict.copy, repeat(dict.fromkeys(names, ""), len(columns[0]))))
    for name, column in zip(names, columns, strict=True):
        for each, text in zip(said, column, strict=True):
            each[name] = text
    return said


def _plain(column: Texts) -> Texts:
    """The mark of what was mended is for what a record says itself, not for what it says beside that."""
    if Mended.were_any and Mended in set(map(type, column)):
        return [text and str(text) for text in column]
    return column
