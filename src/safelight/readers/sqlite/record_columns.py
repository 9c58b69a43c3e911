"""The records of many rows by the column; those of which more is to be said are made singly and put in their places."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar, cast

import numpy as np

from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.said import Said, doubts_of
from safelight.readers.sqlite.value import Mended
from safelight.readers.sqlite.written import written_out
from safelight.records.columns import PARTS, Columns
from safelight.records.extras import Extras
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Kind, Record
from safelight.records.runs import Shared, Texts

T = TypeVar("T", bound=Found)

_PLAIN = {name: [getattr(Record(kind=Kind.MESSAGE, member="", offset=0, length=0), name)] for name in PARTS}
_EXACT, _MISSING = [AtQuality.EXACT], [AtQuality.MISSING]
_OF_WORDS = ("text", "sender", "thread", "at_text", "reply_to")
_OF_LISTS = ("recipients", "attachments")
_NUMBER_BYTES = 4


def columns_of(
    answers: Answers[T],
    said: dict[str, Sequence[Any]],
    *,
    singly: Iterable[int],
    record: Callable[[T], Record],
) -> Columns:
    """``said`` are parts of the records, one value a row or one for all; parts that are not said are as plain.

    ``singly`` are places of rows whose records ``record`` makes. Rows that stand in the log and texts that had to be
    mended are among them whether they are named or not.
    """
    rows, sheets = answers.rows, answers["sheet"]
    table = sheets[0].table
    columns: dict[str, Sequence[Any]] = {
        **_PLAIN,
        "member": [sheet.member for sheet in sheets] if answers.is_in_log else [sheets[0].member],
        "offset": answers["offset"],
        "length": answers["length"],
        "pointer": written_out(list(answers["rowid"]), f"{table}/"),
        **said,
    }
    places = sorted({*singly, *_in_log(answers), *(_mended(columns) if Mended.were_any else ())})
    if places:
        records = [record(answers.row(place)) for place in places]
        columns = {name: _with(columns[name], name, places, records, rows) for name in PARTS}
    if Mended.were_any:
        columns = {name: _unmarked(column) for name, column in columns.items()}
    return Columns(rows, *(columns[name] for name in PARTS))


def shared(names: Sequence[str], said_by: Callable[..., Said], *columns: Sequence[Any]) -> dict[str, Shared[Any]]:
    """Parts of what rows say (and ``doubts``) where rows that agree in ``columns`` agree in them: few differ."""
    known = _Known()
    numbers = array("I", map(known.__getitem__, zip(*columns, strict=True)))
    said = [said_by(*key) for key in known]
    parts = {name: [getattr(one, name) for one in said] for name in names if name != "doubts"}
    parts["doubts"] = list(map(doubts_of, said))
    return {name: Shared(parts[name], numbers) for name in names}


class _Known(dict[tuple[Any, ...], int]):
    """Values of rows, numbered as they come."""

    def __missing__(self, key: tuple[Any, ...]) -> int:
        self[key] = number = len(self)
        return number


def with_more(extras: Sequence[dict[str, str]], more: Shared[dict[str, str]]) -> Sequence[dict[str, str]]:
    """What rows say besides, and after it what they share."""
    if not isinstance(extras, Extras):
        return [own | shared if shared else own for own, shared in zip(extras, more, strict=True)]
    for name in dict.fromkeys(chain.from_iterable(more.values)):
        extras = extras.with_column(name, Shared([one.get(name) for one in more.values], more.numbers))
    return extras


def times(moments: Sequence[Micros | None]) -> dict[str, Sequence[Any]]:
    """The parts of records that say when: instants as the source states them, or no time."""
    if isinstance(moments, array) or all(moments):
        return {"at": moments, "at_quality": _EXACT}
    return {"at": moments, "at_quality": [_MISSING[0] if at is None else _EXACT[0] for at in moments]}


def all_or_empty(column: Sequence[str | None]) -> Sequence[str]:
    """A column of texts with an empty one instead of none."""
    if isinstance(column, Texts):
        return cast("Sequence[str]", column.without_gaps())
    return [text or "" for text in column]


def places_with(column: Sequence[int | None], bits: int = -1) -> list[int]:
    """Where a column of whole numbers says anything but nought, in these bits."""
    if isinstance(column, array):
        places: list[int] = np.flatnonzero(np.frombuffer(column, np.int64) & bits).tolist()
        return places
    return [place for place, number in enumerate(column) if number and number & bits]


def _with(
    column: Sequence[Any], name: str, places: Sequence[int], records: Sequence[Record], rows: int
) -> Sequence[Any]:
    """The column with what these records say."""
    values = list(map(attrgetter(name), records))
    if len(column) != rows:
        if values.count(column[0]) == len(values):
            return column
        column = Shared(column, array("I", bytes(_NUMBER_BYTES * rows)))
    if isinstance(column, Texts | Shared | Extras):
        return column.with_others(places, values)
    changed = list(column)
    for place, value in zip(places, values, strict=True):
        changed[place] = value
    return changed


def _in_log(answers: Answers[T]) -> Iterator[int]:
    if answers.is_in_log:
        yield from (place for place, sheet in enumerate(answers["sheet"]) if sheet.is_in_log)


def _mended(columns: dict[str, Sequence[Any]]) -> Iterator[int]:
    """Places where a record says something that had to be mended; a column that all rows share has been looked at."""
    for name in _OF_WORDS:
        # Texts in a run are those that had not to be.
        if not isinstance(columns[name], Texts):
            yield from (place for place, text in enumerate(columns[name]) if type(text) is Mended)
    for name in _OF_LISTS:
        yield from (place for place, names in enumerate(columns[name]) if Mended in map(type, names))
    extras = columns["extra"]
    if not isinstance(extras, Extras):
        yield from (place for place, extra in enumerate(extras) if Mended in map(type, extra.values()))
        return
    for column in extras.columns.values():
        if isinstance(column, Shared):
            yield from (place for place, text in enumerate(column) if type(text) is Mended)


def _unmarked(column: Any) -> Any:
    """What rows share without the mark of what was mended: their doubts say it."""
    if isinstance(column, Extras):
        return Extras(
            len(column), {name: _unmarked(words) for name, words in column.columns.items()}, column.apart
        )
    if isinstance(column, Shared):
        return Shared(list(map(_unmarked, column.values)), column.numbers)
    if isinstance(column, tuple):
        return tuple(map(_unmarked, column))
    return str(column) if type(column) is Mended else column
