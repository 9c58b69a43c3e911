"""What is asked of the rows of one table, and how the answers lie in each of them.

Rows of one table share few lists of types, so what a list says is worked out once and remembered.
"""

import struct
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from safelight.readers.sqlite.asked import Question, Questions, Taken
from safelight.readers.sqlite.columns import Columns
from safelight.readers.sqlite.layout import Layout
from safelight.readers.sqlite.taking import Stored, Take, take_of, taken_for
from safelight.readers.sqlite.value import Value
from safelight.readers.sqlite.varint import Damaged, varint

_CODES = {1: "b", 2: "h", 3: "bH", 4: "i", 5: "hI", 6: "q", 7: "d"}
_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}
_REST_BITS = {3: 16, 5: 32}
"""Three and six bytes are unpacked as a signed number and the rest of so many bits."""
_CONSTANTS = {0: None, 8: 0, 9: 1}
"""Null, nought and one take no bytes of their own."""
_REAL, _FIRST_BLOB = 7, 12
_NOT_IN_USE = frozenset({10, 11})
REMEMBERED = 4096
"""So many lists of types."""
LONGEST_REMEMBERED_BYTES = 256


T = TypeVar("T")


class Plan:
    """The lists of types of one table, each with its layout."""

    def __init__(self, columns: Columns, questions: Questions, encoding: str) -> None:
        self.columns = columns
        self.questions = questions
        self.encoding = encoding
        self.uses = Counter([*(question.column for question in {*questions.each}), *(questions.said or ())])
        """How many things each column is taken for."""
        self.wanted = frozenset(place for name, place in columns.place.items() if name in self.uses)
        self.layouts: dict[bytes, Layout] = {}
        """Those that were worked out and are remembered."""
        self._by_sorts: dict[bytes, _Known] = {}

    def layout(self, types: bytes) -> Layout:
        """Works a list out; raises ``Damaged`` for one that cannot be followed."""
        kinds = _kinds(types)
        known = self._of_any_length(kinds)
        lengths = tuple([(kind - _FIRST_BLOB) // 2 for kind in kinds if kind >= _FIRST_BLOB])
        unpack, size = _unpacker(known.code % lengths)
        return replace(known.layout, unpack=unpack, size=size)

    def remembered(self, types: bytes) -> Layout:
        """The same, remembered in ``layouts``."""
        layout = self.layout(types)
        if len(types) <= LONGEST_REMEMBERED_BYTES:
            _remember(self.layouts, types, layout)
        return layout

    def _of_any_length(self, kinds: list[int]) -> "_Known":
        """All but how long texts and blobs are, in which most lists differ."""
        sorts = bytes([kind if kind < _FIRST_BLOB else _FIRST_BLOB + kind % 2 for kind in kinds])
        known = self._by_sorts.get(sorts)
        if known is None:
            packed = _packed(kinds, self.wanted)
            known = _Known(packed.code, _Working(self, kinds, packed).layout(sorts))
            if len(sorts) <= LONGEST_REMEMBERED_BYTES:
                _remember(self._by_sorts, sorts, known)
        return known


class _Packed(NamedTuple):
    """How values are unpacked: those that are asked for, and nothing of the others."""

    code: str
    """Room is left in it for the lengths of texts and blobs."""
    places: dict[int, int]
    """Where each column stands in what is unpacked."""
    long_integers: tuple[tuple[int, int], ...]
    items: int


class _Known(NamedTuple):
    """What lists of types that differ only in lengths have in common."""

    code: str
    layout: Layout


class _Working:
    """What a list of types says of each question, while it is worked out."""

    def __init__(self, plan: Plan, kinds: list[int], packed: _Packed) -> None:
        self._plan = plan
        self._kinds = kinds
        self._packed = packed
        self._constants: list[Any] = []
        self._takes: list[tuple[int, int, Take]] = []
        self._places: dict[Question, int] = {}

    def layout(self, sorts: bytes) -> Layout:
        """A layout that unpacks nothing yet."""
        order = tuple([self._place(question) for question in self._plan.questions.each])
        said = self._said()
        return Layout(
            sorts,
            *_unpacker(""),
            long_integers=self._packed.long_integers,
            constants=tuple(self._constants),
            takes=tuple(self._takes),
            order=order,
            said=said,
        )

    def _place(self, question: Question) -> int:
        """Where the answer stands among what is unpacked, the row's number and the constants."""
        place = self._places.get(question)
        if place is None:
            place = self._places[question] = self._placed(question)
        return place

    def _placed(self, question: Question) -> int:
        source, encoding = self._source(question.column), self._plan.encoding
        if source is None:
            return self._constant(taken_for(self._blank(question.column), question.taken, encoding))
        value, stored = source
        take = take_of(question.taken, stored, encoding)
        if take is None:
            return value
        # What is taken for one thing only is turned into it where it stands; a row's number is asked for besides.
        is_alone = self._plan.uses[question.column] == 1 and value < self._packed.items
        answer = value if is_alone else self._constant(None)
        self._takes.append((answer, value, take))
        return answer

    def _said(self) -> tuple[tuple[str, int], ...] | None:
        """Only of columns that may say something in such rows; ``None`` where nothing is asked for together."""
        if self._plan.questions.said is None:
            return None
        said = []
        for column, name in self._plan.questions.said.items():
            source = self._source(column)
            if source is None and not self._blank(column):
                continue
            question = Question(column, Taken.PLAIN_TEXT)
            if source and self._is_plain(source[1]) and Question(column, Taken.TEXT) in self._places:
                question = Question(column, Taken.TEXT)
            said.append((name, self._place(question)))
        return tuple(said)

    def _is_plain(self, stored: Stored) -> bool:
        """Whether taken for text it is plain text as well."""
        return stored is Stored.INTEGER or (stored is Stored.TEXT and self._plan.encoding == "utf-8")

    def _source(self, name: str) -> tuple[int, Stored] | None:
        """Where a column is unpacked and what stands there; ``None`` where it takes no bytes."""
        columns = self._plan.columns
        column = columns.place.get(name)
        if column is not None and name == columns.rowid:
            return self._packed.items, Stored.INTEGER
        if column is None or column not in self._packed.places:
            return None
        return self._packed.places[column], _stored(self._kinds[column])

    def _blank(self, name: str) -> Value:
        """The value of a column that takes no bytes: one that is not there, a constant, or one added later."""
        column = self._plan.columns.place.get(name)
        if column is None:
            return None
        if column < len(self._kinds):
            return _CONSTANTS[self._kinds[column]]
        return self._plan.columns.blank[column]

    def _constant(self, value: Any) -> int:
        self._constants.append(value)
        return self._packed.items + len(self._constants)


def _remember(known: dict[bytes, T], key: bytes, what: T) -> None:
    """Within bounds: a damaged or hostile table may have as many lists as rows."""
    if len(known) >= REMEMBERED:
        known.clear()
    known[key] = what


def _packed(kinds: Sequence[int], wanted: frozenset[int]) -> _Packed:
    codes, places, long_integers = [">"], {}, []
    items = unwanted = 0
    for column, kind in enumerate(kinds):
        if kind in _CONSTANTS:
            continue
        if column not in wanted:
            unwanted += _SIZES.get(kind, 0)
            codes.append("%dx" if kind >= _FIRST_BLOB else "")
            continue
        codes.append(f"{unwanted}x{_CODES.get(kind, '%ds')}")
        places[column], unwanted = items, 0
        if kind in _REST_BITS:
            long_integers.append((items, _REST_BITS[kind]))
            items += 1
        items += 1
    return _Packed(f"{''.join(codes)}{unwanted}x", places, tuple(long_integers), items)


def _kinds(types: bytes) -> list[int]:
    kinds = list(types) if types.isascii() else list(_long_kinds(types))
    if not _NOT_IN_USE.isdisjoint(kinds):
        raise Damaged
    return kinds


def _long_kinds(types: bytes) -> Iterator[int]:
    place, end = 0, len(types)
    while place < end:
        kind, place = varint(types, place)
        yield kind


def _stored(kind: int) -> Stored:
    if kind < _FIRST_BLOB:
        return Stored.REAL if kind == _REAL else Stored.INTEGER
    return Stored.TEXT if kind % 2 else Stored.BLOB


def _unpacker(code: str) -> tuple[Callable[[bytes, int], tuple[Any, ...]], int]:
    try:
        packed = struct.Struct(code)
    except (struct.error, OverflowError) as problem:
        raise Damaged from problem
    return packed.unpack_from, packed.size
