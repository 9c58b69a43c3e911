"""The records of many rows by the column; those of which more is to be said are made singly and put in their places."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.said import Said, doubts_of
from safelight.readers.sqlite.value import Mended
from safelight.records.columns import PARTS, Columns
from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Kind, Record

T = TypeVar("T", bound=Found)

_PLAIN = {name: [getattr(Record(kind=Kind.MESSAGE, member="", offset=0, length=0), name)] for name in PARTS}
_EXACT, _MISSING = [AtQuality.EXACT], [AtQuality.MISSING]
_OF_WORDS = ("text", "sender", "thread", "at_text", "reply_to")
_OF_LISTS = ("recipients", "attachments")


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
        "pointer": [f"{table}/{number}" for number in answers["rowid"]],
        **said,
    }
    places = sorted({*singly, *_in_log(answers), *_mended(columns)})
    if places:
        records = [record(answers.row(place)) for place in places]
        columns = {name: _with(columns[name], name, places, records, rows) for name in PARTS}
    return Columns(rows, *(columns[name] for name in PARTS))


def shared(
    names: Sequence[str], said_by: Callable[..., Said], *columns: Sequence[Any]
) -> dict[str, Sequence[Any]]:
    """Parts of what rows say (and ``doubts``) where rows that agree in ``columns`` agree in them: few differ."""
    known = _Shared(names, said_by)
    return dict(zip(names, zip(*map(known.__getitem__, zip(*columns, strict=True)), strict=True), strict=True))


class _Shared(dict[tuple[Any, ...], tuple[Any, ...]]):
    """What is said by rows of these values."""

    def __init__(self, names: Sequence[str], said_by: Callable[..., Said]) -> None:
        super().__init__()
        self._names = names
        self._said_by = said_by

    def __missing__(self, key: tuple[Any, ...]) -> tuple[Any, ...]:
        said = self._said_by(*key)
        doubts = doubts_of(said)
        self[key] = parts = tuple(doubts if name == "doubts" else getattr(said, name) for name in self._names)
        return parts


def times(moments: list[Micros | None]) -> dict[str, Sequence[Any]]:
    """The parts of records that say when: instants as the source states them, or no time."""
    if all(moments):
        return {"at": moments, "at_quality": _EXACT}
    return {"at": moments, "at_quality": [_MISSING[0] if at is None else _EXACT[0] for at in moments]}


def all_or(column: Sequence[str | None], instead: str = "") -> Sequence[str]:
    """A column of texts with something instead of nothing."""
    return [text or instead for text in column]


def _with(
    column: Sequence[Any], name: str, places: Sequence[int], records: Sequence[Record], rows: int
) -> Sequence[Any]:
    """The column with what these records say."""
    values = list(map(attrgetter(name), records))
    if len(column) != rows:
        if values.count(column[0]) == len(values):
            return column
        column = [column[0]] * rows
    changed = list(column)
    for place, value in zip(places, values, strict=True):
        changed[place] = value
    return changed


def _in_log(answers: Answers[T]) -> Iterator[int]:
    if answers.is_in_log:
        yield from (place for place, sheet in enumerate(answers["sheet"]) if sheet.is_in_log)


def _mended(columns: dict[str, Sequence[Any]]) -> Iterator[int]:
    """Places where a record says something that had to be mended; a column that all rows share has been looked at."""
    if not Mended.were_any:
        return
    for name in _OF_WORDS:
        yield from (place for place, text in enumerate(columns[name]) if type(text) is Mended)
    for name in _OF_LISTS:
        yield from (place for place, names in enumerate(columns[name]) if Mended in map(type, names))
